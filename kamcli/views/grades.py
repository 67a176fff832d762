"""All customers under all schemes (客户等级分类表, F-17): computed beside assigned, what differs, who is near."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from kamcli.model.answers import Answers
from kamcli.model.choices import Scheme, ServiceLevel
from kamcli.model.finding import Say
from kamcli.model.money import rounded
from kamcli.model.policy import Policy
from kamcli.rules.grading.labels import label
from kamcli.views.book import Book
from kamcli.views.tier import Line, SchemeView, TierView, tier

NOT_CONFIGURED = Say("未配置 {parameter}", "not configured: {parameter}")
NOT_COMPUTABLE = Say("无法计算", "not computable")
DIFFERS = Say("{computed}（评定：{assigned}）", "{computed} (assigned: {assigned})")


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many customers a level was computed for."""

    level: str
    label: Say
    count: int


class SchemeLine(NamedTuple):
    """One scheme in brief; `status` says why it gives nothing, None where it does."""

    scheme: Scheme
    status: Say | None
    period: Say | None
    first: dt.date | None
    last: dt.date | None
    provisional: bool
    levels: tuple[LevelCount, ...]
    not_computable: int
    notes: tuple[Say, ...]
    rules: tuple[str, ...]


class Cell(NamedTuple):
    """One customer under one scheme; `said` is both levels in words."""

    level: str | None
    label: Say
    assigned: str | None
    assigned_label: Say | None
    differs: bool
    said: Say


class Row(NamedTuple):
    """One customer; `value` and `share_pct` are those of the primary scheme, `cells` are by scheme."""

    customer_id: str
    name: str
    owner: str | None
    value: Decimal | None
    share_pct: str | None
    service_level: ServiceLevel | None
    cells: Mapping[str, Cell]


class Difference(NamedTuple):
    """Where another level is assigned than was computed: a proposal, in force only once it is signed (R-GRD-00)."""

    customer_id: str
    name: str
    scheme: Scheme
    computed: Say
    assigned: Say
    assigned_on: dt.date
    by: str
    why: tuple[Say, ...]
    primary: bool


class Near(NamedTuple):
    """A customer just below an edge of the primary scheme; `up_by` is what is missing, in the unit of its value."""

    customer_id: str
    name: str
    owner: str | None
    label: Say
    share_pct: str | None
    next_label: Say
    up_by: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """Customers stand by the primary scheme: best level and highest value first."""

    as_of: dt.date
    primary: Scheme
    schemes: tuple[SchemeLine, ...]
    customers: tuple[Row, ...]
    differences: tuple[Difference, ...]
    near: tuple[Near, ...]


def grades(book: Book, answers: Answers, policy: Policy, today: dt.date) -> Grades:
    """The table of grades; KamError where a ledger can't be read."""
    return grades_of(book, tier(book, answers, policy, today))


def grades_of(book: Book, view: TierView) -> Grades:
    """The same for schemes that were computed before."""
    lines = {scheme: found.by_customer for scheme, found in view.schemes.items()}
    return Grades(
        as_of=view.as_of,
        primary=view.primary,
        schemes=tuple(_scheme(each) for each in view.schemes.values()),
        customers=tuple(_row(book, view.primary, each, lines) for each in view.customers),
        differences=tuple(_differences(view)),
        near=tuple(_near(book, view)),
    )


def _scheme(view: SchemeView) -> SchemeLine:
    period = view.period
    return SchemeLine(
        view.scheme,
        _status(view),
        period.name if period else None,
        period.first if period else None,
        period.last if period else None,
        period.provisional if period else False,
        tuple(LevelCount(level, _named(view, level), count) for level, count in view.counts.items()),
        view.not_computable,
        view.notes,
        view.rules,
    )


def computed_level(view: SchemeView, line: Line | None) -> Say:
    """The computed level in words, or why there is none."""
    status = _status(view)
    if status is not None:
        return status
    return line.label if line is not None and line.computable else NOT_COMPUTABLE


def _status(view: SchemeView) -> Say | None:
    if view.configured:
        return view.fault
    return Say(*(NOT_CONFIGURED.read(lang, {"parameter": view.lacking}) for lang in ("zh", "en")))


def _named(view: SchemeView, level: str) -> Say:
    """A level's label as its customers carry it: a company's own word for it stands there."""
    return next((line.label for line in view.customers if line.level == level), label(view.scheme, level))


def _row(book: Book, primary: Scheme, customer_id: str, lines: Mapping[Scheme, Mapping[str, Line]]) -> Row:
    row = book.columns.find("customer", customer_id)
    mine = {scheme: found[customer_id] for scheme, found in lines.items() if customer_id in found}
    first = mine.get(primary)
    return Row(
        customer_id,
        next((line.name for line in mine.values()), customer_id),
        row.owner if row else None,
        first.value if first else None,
        first.share_pct if first else None,
        first.service_level if first else None,
        MappingProxyType({str(scheme): _cell(line) for scheme, line in mine.items()}),
    )


def _cell(line: Line) -> Cell:
    assigned = line.assigned
    computed = line.label if line.computable else NOT_COMPUTABLE
    said = _both(computed, assigned.label) if assigned and (line.differs or not line.computable) else computed
    level = str(line.level) if line.level is not None else None
    return Cell(
        level,
        line.label,
        assigned.level if assigned else None,
        assigned.label if assigned else None,
        line.differs,
        said,
    )


def _both(computed: Say, assigned: Say) -> Say:
    return Say(*(DIFFERS.read(lang, {"computed": computed, "assigned": assigned}) for lang in ("zh", "en")))


def _differences(view: TierView) -> Iterator[Difference]:
    found = ((scheme, line, line.assigned) for scheme, line in view.differences if line.assigned)
    for scheme, line, assigned in found:
        yield Difference(
            line.customer_id,
            line.name,
            scheme.scheme,
            line.label,
            assigned.label,
            assigned.on,
            assigned.by,
            line.reasons,
            scheme.scheme == view.primary,
        )


def _near(book: Book, view: TierView) -> Iterator[Near]:
    edges = ((line, line.edge.upper, line.edge.up_by) for line in view.near if line.edge and line.edge.upper)
    for line, upper, up_by in edges:
        row = book.columns.find("customer", line.customer_id)
        missing = rounded(up_by) if up_by is not None else None
        owner = row.owner if row else None
        next_label = label(view.primary, upper)
        yield Near(line.customer_id, line.name, owner, line.label, line.share_pct, next_label, missing)
