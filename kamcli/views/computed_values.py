"""The values of the computed columns: each gathered at once for all customers; None is not computable, never zero."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.answers import ZERO, Ageing, Answers, Question
from kamcli.model.choices import Level, Scheme
from kamcli.model.columns import Row
from kamcli.model.contract import ContractState
from kamcli.model.finding import NOTHING, Say
from kamcli.model.ledgers import Debtor
from kamcli.model.money import EXACT, exact, share_text
from kamcli.model.policy import Policy
from kamcli.rules.grading.given import bought, given
from kamcli.rules.grading.period import fiscal_year, share_period
from kamcli.rules.grading.takings import Rates
from kamcli.views.ageing import NO_LEDGER, ageing_question
from kamcli.views.book import Book
from kamcli.views.tier import Line, tier_of
from kamcli.views.tier import questions as tier_questions

__all__ = ["Figures", "Inputs", "ageing_questions", "nothing", "tier_questions"]

IN_FORCE = (ContractState.approved, ContractState.signed_by_both, ContractState.in_force)


class Inputs(NamedTuple):
    """What a column is computed from."""

    book: Book
    answers: Answers
    policy: Policy
    today: dt.date

    @property
    def customers(self) -> tuple[Row, ...]:
        return self.book.columns.rows("customer")


class Figures(NamedTuple):
    """Customer id -> value, absent where it can't be computed; `reason` says why it can't be for some or all."""

    values: Mapping[str, Any]
    reason: Say | None = None


def nothing(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """The question of a column that needs no ledger."""
    del policy, today
    return ()


def ageing_questions(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    return (ageing_question(policy, today),)


# ---------------------------------------------------------------------------------------------------------------- tiers


def assigned(inputs: Inputs, scheme: Scheme) -> Figures:
    found = ((row.id, (row.tiers or NOTHING).get(scheme)) for row in inputs.customers)
    return Figures({each: tier.assigned for each, tier in found if tier})


def graded(inputs: Inputs, scheme: Scheme) -> Figures:
    return _of_lines(inputs, scheme, lambda line: _LEVELS.get(line.level or ""))


def differs(inputs: Inputs, scheme: Scheme) -> Figures:
    return _of_lines(inputs, scheme, lambda line: line.differs if line.level and line.assigned else None)


def service(inputs: Inputs, _: Scheme) -> Figures:
    return _of_lines(inputs, inputs.policy.tier.primary_scheme, lambda line: line.service_level)


def share(inputs: Inputs, _: Scheme) -> Figures:
    return _of_lines(
        inputs, Scheme.revenue_share, lambda line: Decimal(share_text(*line.share)) if line.share else None
    )


_LEVELS = {str(each): each for each in Level}


def _of_lines(inputs: Inputs, scheme: Scheme, value: Callable[[Line], Any]) -> Figures:
    """What the lines of one scheme say."""
    book = inputs.book
    sums = given(book.columns, inputs.policy, inputs.today, book.company, inputs.answers)
    found = tier_of(book, sums).schemes.get(scheme)
    if found is None or not found.configured:
        lacking = found.lacking if found else "tier.enabled_schemes"
        return Figures(NOTHING, Say(f"{scheme.zh}未配置：{lacking}", f"{scheme.en} is not configured: {lacking}"))
    values = ((line.customer_id, value(line)) for line in found.customers)
    return Figures({customer: each for customer, each in values if each is not None}, found.fault)


def sales(inputs: Inputs, _: Scheme) -> Figures:
    book, policy = inputs.book, inputs.policy
    sums = given(book.columns, policy, inputs.today, book.company, inputs.answers)
    found = tuple(bought(sums, share_period(policy, inputs.today)))
    values = {row.id: _plain(taking.amount) for row, taking in found if not taking.missing}
    reason = next((taking.missing[0] for _, taking in found if taking.missing), None)
    return Figures(values, reason)


# ---------------------------------------------------------------------------------------------------------- receivables


def outstanding(inputs: Inputs, _: Scheme) -> Figures:
    return _converted(
        inputs,
        lambda found: (
            (line.customer_id, line.currency, slot.amount)
            for line in found.lines
            if line.debtor is Debtor.customer
            for slot in (line.not_due, line.no_due_date, *line.buckets)
        ),
    )


def overdue(inputs: Inputs, _: Scheme) -> Figures:
    return _converted(
        inputs,
        lambda found: (
            (line.customer_id, line.currency, slot.amount)
            for line in found.lines
            if line.debtor is Debtor.customer
            for slot in line.buckets
        ),
    )


def unallocated(inputs: Inputs, _: Scheme) -> Figures:
    return _converted(
        inputs,
        lambda found: (
            (each.customer_id, each.currency, each.amount)
            for each in found.unallocated
            if each.debtor is Debtor.customer
        ),
    )


def max_days(inputs: Inputs, _: Scheme) -> Figures:
    found = inputs.answers[ageing_question(inputs.policy, inputs.today)]
    if found is None:
        return Figures(NOTHING, NO_LEDGER)
    days = dict.fromkeys((row.id for row in inputs.customers), 0)
    for line in found.lines:
        if line.debtor is Debtor.customer:
            days[line.customer_id] = max(days.get(line.customer_id, 0), line.max_days)
    return Figures(days)


Amounts = Callable[[Ageing], Iterator[tuple[str, str, Decimal]]]


def _converted(inputs: Inputs, amounts: Amounts) -> Figures:
    """Sums by customer in the company's currency; a customer with an amount that has no rate is left out."""
    found = inputs.answers[ageing_question(inputs.policy, inputs.today)]
    if found is None:
        return Figures(NOTHING, NO_LEDGER)
    company = inputs.policy.company
    rates = Rates(inputs.book.company, company.currency, company.fiscal_year_start)
    years = (fiscal_year(inputs.today, company.fiscal_year_start),)
    sums = dict.fromkeys((row.id for row in inputs.customers), ZERO)
    unknown: dict[str, Say] = {}
    for customer, currency, amount in amounts(found):
        rate = rates.of(currency, years)
        if not isinstance(rate, Say):
            sums[customer] = EXACT.add(sums.get(customer, ZERO), EXACT.multiply(amount, rate))
        elif amount:
            unknown[customer] = rate
    known = {customer: _plain(amount) for customer, amount in sums.items() if customer not in unknown}
    return Figures(known, next(iter(unknown.values()), None))


def _plain(amount: Decimal) -> Decimal:
    """An amount without the zeros that the ledgers' six decimals leave behind: two at least."""
    return Decimal(exact(amount))


# ------------------------------------------------------------------------------------------------------------ contracts


def contract_amount(inputs: Inputs, _: Scheme) -> Figures:
    sums: dict[str, Decimal | None] = dict.fromkeys((row.id for row in inputs.customers), ZERO)
    for row in _in_force(inputs):
        before = sums.get(row.customer, ZERO)
        sums[row.customer] = None if before is None or row.amount is None else before + row.amount
    return Figures({customer: amount for customer, amount in sums.items() if amount is not None})


def contracts(inputs: Inputs, _: Scheme) -> Figures:
    counts = dict.fromkeys((row.id for row in inputs.customers), 0)
    for row in _in_force(inputs):
        counts[row.customer] = counts.get(row.customer, 0) + 1
    return Figures(counts)


def expires(inputs: Inputs, _: Scheme) -> Figures:
    days: dict[str, dt.date] = {}
    for row in _in_force(inputs):
        if row.effective_to:
            days[row.customer] = min(days.get(row.customer, row.effective_to), row.effective_to)
    return Figures(days)


def _in_force(inputs: Inputs) -> Iterator[Row]:
    for row in inputs.book.columns.rows("contract"):
        if row.state in IN_FORCE and (row.effective_to is None or row.effective_to >= inputs.today):
            yield row
