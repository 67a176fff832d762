from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.choices import Boundary
from kamcli.model.finding import Say
from kamcli.rules.grading.edges import Band, Ladder, band_of, edge, ladder

D = Decimal
NAME = Say("", "")
AMOUNTS = st.decimals(min_value=-1000, max_value=1000, places=2)


def steps(*floors: str, boundary: Boundary = Boundary.higher_band) -> Ladder:
    return ladder([Band(floor, NAME, D(floor)) for floor in floors], boundary, D(10))


@pytest.mark.parametrize(
    ("figure", "higher", "lower"),
    [
        ("10", "10", "5"),
        ("10.01", "10", "10"),
        ("5", "5", "0"),
        ("4.99", "0", "0"),
        ("0", "0", "0"),
        ("-1", None, None),
    ],
)
def test_an_edge_belongs_to_one_band(figure: str, higher: str | None, lower: str | None) -> None:
    found = [band_of(D(figure), steps("0", "10", "5", boundary=boundary)) for boundary in Boundary]
    assert [band and band.level for band in found] == [higher, lower]


@pytest.mark.parametrize(
    ("figure", "upper", "up_by", "down_by", "near"),
    [
        ("9", "10", "1", "4", True),
        ("8.99", "10", "1.01", "3.99", False),
        ("4", "5", "1", None, False),
        ("12", None, None, "2", False),
        ("-1", "0", "1", None, False),
    ],
)
def test_the_distance_to_the_next_band(
    figure: str, upper: str | None, up_by: str | None, down_by: str | None, *, near: bool
) -> None:
    found = edge(D(figure), steps("10", "5", "0"))
    expected = tuple(None if each is None else D(each) for each in (up_by, down_by))
    assert (found.upper, (found.up_by, found.down_by), found.near) == (upper, expected, near)


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=5, unique=True), st.sampled_from(Boundary))
def test_what_is_missing_leads_to_the_edge(figure: Decimal, floors: list[Decimal], boundary: Boundary) -> None:
    rungs = steps(*(str(floor) for floor in floors), boundary=boundary)
    found = edge(figure, rungs)
    if found.up_by is None:
        assert band_of(figure, rungs) == rungs.bands[0]
        return
    reached = band_of(figure + found.up_by + D("0.01"), rungs)
    assert reached is not None
    assert reached.floor >= D(found.upper or "")
    assert found.up_by >= 0
