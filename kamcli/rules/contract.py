"""What a contract must be by itself: reviewed, sensible in its dates and sums, not below its floor prices (R-CTR)."""

from collections.abc import Iterator
from decimal import Decimal

from kamcli.model.contract import ClauseReview, Contract
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.rules.base import record_rule
from kamcli.states.process import reached

TOLERANCE = Decimal("0.01")  # R-CTR-04: a rounded line may differ by a fen
KIND = "contract"
QUESTIONS = ("clear", "lawful", "compliant", "in_our_interest")
LABELS = {
    "clear": Say("条款明确", "clear"),
    "lawful": Say("合法", "lawful"),
    "compliant": Say("合规", "compliant"),
    "in_our_interest": Say("符合我方利益", "in our interest"),
}


@record_rule(
    "R-CTR-01",
    title=Say("签署前条款已审，各项都为“是”", "clauses are reviewed before signing, every question answered yes"),
    say={
        "": Say("还没有条款审查", "there is no clause review"),
        "no": Say("条款审查没有通过：{questions}", "the clause review says no to: {questions}"),
    },
    kinds=(KIND,),
)
def clauses_unreviewed(contract: Contract, _: Policy) -> Iterator[Problem]:
    if not reached(KIND, contract.state, "clause_reviewed"):
        return
    if not contract.clause_review:
        yield Problem(("clause_review",))
    for position, review in enumerate(contract.clause_review):
        if refused := _refused(review):
            yield Problem(("clause_review", position), {"questions": refused}, variant="no")


def _refused(review: ClauseReview) -> tuple[Say, ...]:
    return tuple(LABELS[question] for question in QUESTIONS if not getattr(review, question))


@record_rule(
    "R-CTR-04",
    title=Say(
        "签订日不晚于生效日，生效日不晚于到期日；明细之和等于合同额",
        "signed on or before taking effect, effective on or before the end; the items add up to the amount",
    ),
    say={
        "signed": Say(
            "签订日期 {signed} 晚于生效日期 {effective}", "signed on {signed}, after it takes effect on {effective}"
        ),
        "end": Say("生效日期 {effective} 晚于到期日期 {end}", "it takes effect on {effective}, after its end on {end}"),
        "sum": Say("明细合计 {total:,}，合同额 {amount:,}", "the items add up to {total:,}, the amount is {amount:,}"),
    },
    kinds=(KIND,),
)
def dates_or_sum_off(contract: Contract, _: Policy) -> Iterator[Problem]:
    signed, effective, end = contract.signed_on, contract.effective_from, contract.effective_to
    if signed is not None and effective is not None and signed > effective:
        yield Problem(("signed_on",), {"signed": signed, "effective": effective}, variant="signed")
    if effective is not None and end is not None and effective > end:
        yield Problem(("effective_to",), {"effective": effective, "end": end}, variant="end")
    if contract.items and contract.amount is not None:
        total = sum((item.amount for item in contract.items), Decimal(0))
        if abs(total - contract.amount) > TOLERANCE:
            yield Problem(("amount",), {"total": total, "amount": contract.amount}, variant="sum")


@record_rule(
    "R-CTR-06",
    title=Say("合同价不低于结算底价", "no contract price is below its settlement floor price"),
    say=Say(
        "{product} 的合同价 {price:,} 低于底价 {floor:,}，还须{roles}批准",
        "the price of {product} is {price:,}, below the floor {floor:,}; it also needs the approval of: {roles}",
    ),
    severity=Severity.warning,
    kinds=(KIND,),
    parameters=("contract.below_floor_chain",),
)
def price_below_floor(contract: Contract, policy: Policy) -> Iterator[Problem]:
    """The floor itself is fine; below it the chain grows by the policy's roles."""
    for position, line in enumerate(contract.floor_prices):
        if line.contract_price < line.floor_price:
            figures = {"product": line.product, "price": line.contract_price, "floor": line.floor_price}
            roles = {"roles": policy.contract.below_floor_chain}
            yield Problem(("floor_prices", position, "contract_price"), figures | roles)


CONTRACT = (clauses_unreviewed, dates_or_sum_off, price_below_floor)
