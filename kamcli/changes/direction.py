"""Whether a customer's guarded values were loosened or tightened: each has a chain of its own (approval.guarded)."""

from decimal import Decimal

from kamcli.model.customer import Customer
from kamcli.model.transactions import TradeTerms
from kamcli.states.chain import Direction


def direction(before: Customer, after: Customer) -> Direction:
    """Tightened only where credit and term are no higher than before and the other terms are the same."""
    pairs = ((_limit(before), _limit(after)), (_days(before), _days(after)))
    lower = all(old is not None and new is not None and new <= old for old, new in pairs)
    return Direction.tighten if lower and _other_terms(before) == _other_terms(after) else Direction.loosen


def _terms(customer: Customer) -> TradeTerms | None:
    return customer.transactions.trade_terms if customer.transactions else None


def _limit(customer: Customer) -> Decimal | None:
    return customer.transactions.credit_limit if customer.transactions else None


def _days(customer: Customer) -> Decimal | None:
    terms = _terms(customer)
    return Decimal(terms.credit_days) if terms else None


def _other_terms(customer: Customer) -> TradeTerms | None:
    terms = _terms(customer)
    return terms.model_copy(update={"credit_days": 0}) if terms else None
