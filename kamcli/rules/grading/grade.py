"""What grading gives: a level or the reason why there is none, exact figures, the distance to the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.base import Choice, auto
from kamcli.model.choices import Scheme
from kamcli.model.finding import NOTHING, Say
from kamcli.rules.grading.period import Period

NOT_GRADED = Say("未分级", "not graded")


def said(zh: str, en: str, **figures: Any) -> Say:
    """A sentence with its figures filled in, in both languages."""
    return Say(zh, en).filled(figures)


class Basis(Choice):
    """What a level rests on (R-GRD-05)."""

    share = auto(), "销售占比", "revenue share"
    potential = auto(), "发展潜力", "growth potential"
    line = auto(), "产品线贡献", "product line"
    brand = auto(), "品牌作用", "brand effect"
    demand = auto(), "需求", "demand"
    amount = auto(), "金额", "amount"
    score = auto(), "评分", "score"
    rank = auto(), "排名", "rank"


class Input(NamedTuple):
    """A value of the customer's records that a grade rests on; None where it is not stated."""

    name: Say
    value: Any


class Share(NamedTuple):
    """An exact fraction; it is divided only where it is printed."""

    numerator: Decimal
    denominator: Decimal


class Edge(NamedTuple):
    """How far a customer is from the neighbouring levels, in the unit of its value.

    `up_by` more reaches `upper` (`up_pct` percent of that edge), `down_by` less falls to `lower`; None = no such level.
    `near` says that the edge above lies within `tier.near_edge_pct`.
    """

    upper: str | None = None
    up_by: Decimal | None = None
    up_pct: Decimal | None = None
    lower: str | None = None
    down_by: Decimal | None = None
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One customer under one scheme; `level` None with `computable` True means that no level applies, and why.

    `value` is what was measured (money in the company's currency, or a score), `share` the same as an exact fraction.
    `pending` are bases that would count once they are signed off (R-GRD-02), `inputs` what the records
    state; `expired` marks a grade that is due for review (CK-22).
    """

    customer_id: str
    level: str | None = None
    label: Say = NOT_GRADED
    value: Decimal | None = None
    share: Share | None = None
    bases: tuple[Basis, ...] = ()
    pending: tuple[Basis, ...] = ()
    computable: bool = True
    expired: bool = False
    reasons: tuple[Say, ...] = ()
    edge: Edge | None = None
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One scheme over all customers: the period, what the figures are measured against, and a grade for each customer.

    `edges` are the edges of the share in percent, for printing; `fault` says why nothing could be graded.
    """

    scheme: Scheme
    levels: tuple[str, ...] = ()
    period: Period | None = None
    base: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    grades: tuple[Grade, ...] = ()
    edges: tuple[Decimal, ...] = ()
    notes: tuple[Say, ...] = ()
    fault: Say | None = None


def not_computable(customer_id: str, *reasons: Say, **known: Any) -> Grade:
    """No grade because an input is missing: never zero and never a pass (R-NUM-03)."""
    return Grade(customer_id=customer_id, computable=False, reasons=reasons, **known)
