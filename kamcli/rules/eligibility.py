"""Who may become a key account: contract, capital and reputation, or marked significance (大客户资格, R-ELG-01)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.application import ApplicationState
from kamcli.model.choices import Level, Scheme
from kamcli.model.columns import Row
from kamcli.model.contract import ContractState
from kamcli.model.customer import Lifecycle
from kamcli.model.finding import Say
from kamcli.model.money import grouped
from kamcli.model.policy import Policy
from kamcli.model.policy_tier import EligibilityMode
from kamcli.model.transactions import Reputation
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import Basis, Grade, said

# Readings of the rule's own words; policy has no parameter for them.
SIGNED = frozenset({ContractState.signed_by_both, ContractState.in_force})
GONE = frozenset({ContractState.rejected, ContractState.terminated, ContractState.expired, ContractState.fulfilled})
REFUSED = frozenset({ApplicationState.rejected, ApplicationState.ended})
GOOD = frozenset({Reputation.excellent, Reputation.good})
BAD = frozenset({Lifecycle.bad, Lifecycle.bad_suspect})  # stands for an open bad case until that kind of record exists

Grades = Mapping[Scheme, Mapping[str, Grade]]
Receivables = Mapping[str, Decimal | None]


class Criterion(NamedTuple):
    """One condition of a customer; `met` None = an input is missing, which is no pass."""

    rule: str
    name: Say
    met: bool | None
    reason: Say


class Eligibility(NamedTuple):
    """What a customer meets; `eligible` only says that it may be named, `ka_status` whether it was (R-ELG-04)."""

    customer_id: str
    eligible: bool | None
    criteria: tuple[Criterion, ...]
    missing: tuple[Say, ...]


class Facts(NamedTuple):
    """What beside the customer decides: its contracts and applications, open receivables by customer, grades.

    `receivables` is None where there is no invoice ledger, a customer's is None where a currency has no rate.
    """

    policy: Policy
    contracts: Mapping[str, tuple[Row, ...]]
    applications: Mapping[str, tuple[Row, ...]]
    receivables: Receivables | None
    grades: Grades
    given: Given


def eligibility(given: Given, grades: Grades, receivables: Receivables | None) -> Iterator[Eligibility]:
    """Every customer against the criteria of `eligibility.mode`; the others are shown beside (R-ELG-04, R-ELG-05)."""
    columns = given.columns
    contracts, applications = (_by_customer(columns.rows(kind)) for kind in ("contract", "application"))
    facts = Facts(given.policy, contracts, applications, receivables, grades, given)
    mode = given.policy.eligibility.mode
    for row in given.customers:
        criteria = tuple(check(row, facts) for check in CRITERIA)
        eligible, needed = _judged(criteria, mode)
        yield Eligibility(row.id, eligible, criteria, tuple(each.reason for each in needed if not each.met))


def contract(row: Row, facts: Facts) -> Criterion:
    """A contract with us is in force, or at least drafted (R-ELG-01)."""
    name = Say("合同", "contract")
    live = tuple(each for each in facts.contracts.get(row.id, ()) if _live(each, facts))
    signed = next((each for each in live if each.state in SIGNED), None)
    if signed is not None:
        return Criterion(
            "R-ELG-01", name, met=True, reason=said("合同 {id} 已签", "contract {id} is signed", id=signed.id)
        )
    if live:
        zh, en = "合同 {id} 已起草，执行前须双方签订", "contract {id} is drafted, to be signed before it is carried out"
        return Criterion("R-ELG-01", name, met=True, reason=said(zh, en, id=live[0].id))
    return Criterion("R-ELG-01", name, met=False, reason=Say("没有合同或草案", "neither a contract nor a draft"))


def capital(row: Row, facts: Facts) -> Criterion:
    """A certain capital is tied up: as the latest application says, or as the receivables show (R-ELG-02)."""
    name = Say("资金占压", "capital")
    least = facts.policy.eligibility.min_capital
    applied = _applied(facts.applications.get(row.id, ()))
    owed = None if facts.receivables is None else facts.receivables.get(row.id, Decimal(0))
    known = tuple(amount for amount in (applied, owed) if amount is not None)
    most = max(known, default=None)
    if owed is None and (most is None or most < least):
        zh, en = "没有申请资金，应收账款不明", "no application states it, and the receivables are not known"
        return Criterion("R-ELG-02", name, met=None, reason=Say(zh, en))
    most = most or Decimal(0)
    zh, en = "资金占压 {amount}，下限 {least}", "capital of {amount}, at least {least}"
    return Criterion("R-ELG-02", name, most >= least, said(zh, en, amount=grouped(most), least=grouped(least)))


def reputation(row: Row, facts: Facts) -> Criterion:
    """Good reputation, a sufficient credit grade that has not expired, and no bad case (R-ELG-03)."""
    name = Say("信誉", "reputation")
    problems = tuple(_reputation_problems(row, facts))
    if any(met is False for met, _ in problems):
        return Criterion("R-ELG-03", name, met=False, reason=_joined(say for _, say in problems))
    if problems:
        return Criterion("R-ELG-03", name, met=None, reason=_joined(say for _, say in problems))
    return Criterion(
        "R-ELG-03", name, met=True, reason=said("信誉{stated}", "reputation is {stated}", stated=row.reputation)
    )


def significance(row: Row, facts: Facts) -> Criterion:
    """A marked effect on sales, profit or market influence (R-ELG-05).

    Sales: a share that makes a key account; profit: among the best customers; influence: CH-16 with evidence.
    """
    name = Say("显著影响", "significance")
    found = tuple(_effects(row, facts))
    if found:
        return Criterion("R-ELG-05", name, met=True, reason=_joined(found))
    share = facts.grades.get(Scheme.revenue_share, {}).get(row.id)
    if share is None or not share.computable:
        return Criterion(
            "R-ELG-05", name, met=None, reason=Say("销售占比无法计算", "the revenue share is not computable")
        )
    reason = Say("对销售、利润、市场影响均不显著", "no marked effect on sales, profit or market influence")
    return Criterion("R-ELG-05", name, met=False, reason=reason)


CRITERIA: tuple[Callable[[Row, Facts], Criterion], ...] = (contract, capital, reputation, significance)
THREE = ("R-ELG-01", "R-ELG-02", "R-ELG-03")


def _judged(criteria: tuple[Criterion, ...], mode: EligibilityMode) -> tuple[bool | None, tuple[Criterion, ...]]:
    """The verdict of a mode and the criteria that it needs."""
    three = tuple(each for each in criteria if each.rule in THREE)
    marked = tuple(each for each in criteria if each.rule not in THREE)
    if mode == EligibilityMode.contract_capital_reputation:
        return every(three), three
    if mode == EligibilityMode.significance:
        return every(marked), marked
    if mode == EligibilityMode.all:
        return every(criteria), criteria
    ways = (every(three), every(marked))
    return (True, ()) if True in ways else ((None if None in ways else False), criteria)


def every(criteria: Iterable[Criterion]) -> bool | None:
    """All met; None when nothing fails but something is not known."""
    found = {each.met for each in criteria}
    if False in found:
        return False
    return None if None in found else True


def _by_customer(rows: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        found[row.customer] = (*found.get(row.customer, ()), row)
    return found


def _live(row: Row, facts: Facts) -> bool:
    """Whether a contract is neither ended nor past its last day."""
    over = row.effective_to is not None and row.effective_to < facts.given.day
    return row.state not in GONE and not over


def _applied(rows: tuple[Row, ...]) -> Decimal | None:
    """The capital that the latest application still standing asks for."""
    standing = sorted(
        (row for row in rows if row.state not in REFUSED and row.applied_on), key=lambda row: row.applied_on
    )
    amount: Decimal | None = standing[-1].capital_needed if standing else None
    return amount


def _reputation_problems(row: Row, facts: Facts) -> Iterator[tuple[bool | None, Say]]:
    """What speaks against a good reputation (False), or is not known (None)."""
    if row.reputation is None:
        yield None, Say("信誉未填", "reputation is not stated")
    elif row.reputation not in GOOD:
        yield False, said("信誉{stated}", "reputation is {stated}", stated=row.reputation)
    if row.lifecycle_status in BAD:
        yield False, said("客户状态为{state}", "lifecycle status is {state}", state=row.lifecycle_status)
    yield from _credit_problems(facts.grades.get(Scheme.credit, {}).get(row.id), facts.policy)


def _credit_problems(grade: Grade | None, policy: Policy) -> Iterator[tuple[bool | None, Say]]:
    least = policy.eligibility.min_credit
    ranks: Mapping[str, Decimal] = {str(each.id): -each.min for each in policy.credit.grades}
    if grade is None or not grade.computable:
        yield None, Say("信用等级无法计算", "the credit grade is not computable")
    elif grade.level is None or grade.level not in ranks:
        yield None, Say("信用未评级", "credit unrated")
    elif ranks[grade.level] > ranks[least]:
        zh, en = "{label}低于信用{least}级", "{label} is below {least}"
        yield False, said(zh, en, label=grade.label, least=least.value)
    elif grade.expired:
        yield None, said("{label}已过期，须复审", "{label} has expired, review it", label=grade.label)


def _effects(row: Row, facts: Facts) -> Iterator[Say]:
    share = facts.grades.get(Scheme.revenue_share, {}).get(row.id)
    if share is not None and Basis.share in share.bases:
        yield said("销售占比达到{label}", "its revenue share makes a {label}", label=share.label)
    rank = facts.grades.get(Scheme.pareto, {}).get(row.id)
    if rank is not None and rank.level == Level.top:
        yield Say("属于最佳客户", "it is among the best customers")
    effect = row.brand_effect
    if effect is not None and effect.significant and effect.evidence:
        yield Say("明显提升品牌或市场地位", "it clearly raises the brand or market position")


def _joined(says: Iterable[Say]) -> Say:
    found = tuple(says)
    return Say("；".join(say.zh for say in found), "; ".join(say.en for say in found))
