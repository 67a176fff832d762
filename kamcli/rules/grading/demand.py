"""A, B, C by the size and urgency of the customer's demand (需求等级, R-GRD-06)."""

from collections.abc import Iterator, Mapping

from kamcli.model.choices import Level, Scheme, Size, Urgency
from kamcli.model.columns import Row
from kamcli.model.finding import NOTHING, Say
from kamcli.model.parameters import parameter
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import Basis, Grade, Graded, Input, not_computable, said
from kamcli.rules.grading.labels import label

SCHEME = Scheme.demand
Matrix = Mapping[Size, Mapping[Urgency, Level]]

SIZE = Say("需求大小", "demand size")
URGENCY = Say("需求及时性", "demand urgency")
NO_SIZE = Say("需求大小和企业规模都未填", "neither demand size nor enterprise scale is stated")
NO_URGENCY = Say("需求及时性未填", "demand urgency is not stated")
SCALE_USED = Say("需求大小未填，按企业规模计", "demand size is not stated, enterprise scale is used")


def demand(given: Given) -> Graded:
    """A grade for every customer out of `tier.demand.matrix`; the size is BU-11, CH-08 where it is missing."""
    matrix: Matrix = parameter(given.policy, "tier.demand.matrix")
    levels = sorted({level.value for row in matrix.values() for level in row.values()})
    return Graded(scheme=SCHEME, levels=tuple(levels), grades=tuple(_grade(row, matrix) for row in given.customers))


def _grade(row: Row, matrix: Matrix) -> Grade:
    missing = tuple(_missing(row))
    if missing:
        return not_computable(row.id, *missing)
    size: Size = row.demand_size or row.enterprise_scale
    urgency: Urgency = row.demand_urgency
    level = matrix.get(size, NOTHING).get(urgency)
    if level is None:
        zh, en = "判定矩阵没有“{size}、{urgency}”一格", "the matrix has no cell for {size} and {urgency}"
        return not_computable(row.id, said(zh, en, size=size, urgency=urgency))
    return Grade(
        customer_id=row.id,
        level=level.value,
        label=label(SCHEME, level),
        bases=(Basis.demand,),
        reasons=() if row.demand_size else (SCALE_USED,),
        inputs=(Input(SIZE, size), Input(URGENCY, urgency)),
    )


def _missing(row: Row) -> Iterator[Say]:
    if not (row.demand_size or row.enterprise_scale):
        yield NO_SIZE
    if not row.demand_urgency:
        yield NO_URGENCY
