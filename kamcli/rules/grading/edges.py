"""Which band a figure falls into, to which band an edge belongs, and how far the next one is (R-NUM-01)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.choices import Boundary
from kamcli.model.finding import Say
from kamcli.model.money import EXACT, percent
from kamcli.rules.grading.grade import NOT_GRADED, Basis, Edge, Grade

_HUNDRED = Decimal(100)
BELOW_ALL = Say("低于最低一档", "below the lowest band")


class Band(NamedTuple):
    """A level and the least figure that earns it."""

    level: str
    label: Say
    floor: Decimal


class Ladder(NamedTuple):
    """Bands from high to low and the reading of their edges; `scale` multiplies a figure into the unit of the floors.

    A share is graded without dividing: figure x 100 against percent x total, so `scale` is 100 and floors are products.
    """

    bands: tuple[Band, ...]
    boundary: Boundary
    near_pct: Decimal
    scale: Decimal = Decimal(1)


def ladder(bands: Sequence[Band], boundary: Boundary, near_pct: Decimal, scale: Decimal = Decimal(1)) -> Ladder:
    """Bands sorted from high to low."""
    return Ladder(tuple(sorted(bands, key=lambda band: -band.floor)), boundary, near_pct, scale)


def rung(figure: Decimal, steps: Ladder) -> int:
    """The position of the band of a figure, `len(bands)` when it lies below all of them.

    With `lower_band` an edge belongs to the band below it; the lowest band has none below and keeps its edge.
    """
    measure = EXACT.multiply(figure, steps.scale)
    last = len(steps.bands) - 1
    for at, band in enumerate(steps.bands):
        on_edge = measure == band.floor and (steps.boundary == Boundary.higher_band or at == last)
        if measure > band.floor or on_edge:
            return at
    return last + 1


def band_of(figure: Decimal, steps: Ladder) -> Band | None:
    """The band of a figure, None when it lies below all of them."""
    at = rung(figure, steps)
    return steps.bands[at] if at < len(steps.bands) else None


def edge(figure: Decimal, steps: Ladder) -> Edge:
    """The distance to the neighbouring bands, in the unit of the figure, everything else staying as it is."""
    at = rung(figure, steps)
    upper = steps.bands[at - 1] if at else None
    own = steps.bands[at] if at < len(steps.bands) else None
    lower = steps.bands[at + 1] if at + 1 < len(steps.bands) else None
    up_by = _floor(upper, steps) - figure if upper else None
    return Edge(
        upper=upper.level if upper else None,
        up_by=up_by,
        up_pct=percent(up_by, _floor(upper, steps)) if upper and up_by is not None and upper.floor > 0 else None,
        lower=lower.level if lower else None,
        down_by=figure - _floor(own, steps) if own and lower else None,
        near=_near(up_by, upper, steps),
    )


def _floor(band: Band, steps: Ladder) -> Decimal:
    return EXACT.divide(band.floor, steps.scale)


def _near(up_by: Decimal | None, upper: Band | None, steps: Ladder) -> bool:
    """Whether the edge above lies within `tier.near_edge_pct` percent of itself."""
    if upper is None or up_by is None or upper.floor <= 0:
        return False
    return EXACT.multiply(up_by, _HUNDRED) <= EXACT.multiply(_floor(upper, steps), steps.near_pct)


def placed(customer_id: str, figure: Decimal, steps: Ladder, basis: Basis) -> Grade:
    """The grade of a figure on a ladder of amounts or scores."""
    band = band_of(figure, steps)
    return Grade(
        customer_id=customer_id,
        level=band.level if band else None,
        label=band.label if band else NOT_GRADED,
        value=figure,
        bases=(basis,) if band else (),
        reasons=() if band else (BELOW_ALL,),
        edge=edge(figure, steps),
    )
