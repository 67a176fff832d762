"""Whose row it is: codes decide, a name alone only where it names one, and no row goes to a firm of another code."""

import pytest

from kamcli.changes.import_match import Firm, Firms
from kamcli.changes.import_values import Keys
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.columns import Row

A, B, C = "91310115L21641045F", "91330100EM500407XG", "914201005581866250"


@pytest.fixture
def firms() -> Firms:
    found = Firms((Row("customer", "C0", "customers/C0.yaml", {"name": None, "uscc": None, "code": None}),))
    for firm in (
        Firm("C1", "甲机械有限公司", A, "K-1"),
        Firm("C2", "乙贸易有限公司", B),
        Firm("C3", "乙贸易有限公司", C),
        Firm("C4", "丙（上海）有限公司"),
        Firm("0012", "丁厂"),
        Firm("C6", "甲机械有限公司", "914403006T7915667L"),
        Firm("C7", "戊厂", code="K-7"),
        Firm("C8", "己厂", code="K-7"),
    ):
        found.add(firm)
    return found


@pytest.mark.parametrize(
    ("keys", "id"),
    [
        (Keys(uscc=A), "C1"),
        (Keys(uscc=" 91310115-l21641045f "), "C1"),
        (Keys(id="C2", name="改了名"), "C2"),
        (Keys(code="k-1"), "C1"),
        (Keys(id="C1", uscc=A, code="K-1"), "C1"),
        (Keys(name="丙(上海)有限公司"), "C4"),
        (Keys(name="丙（上海）有限公司", uscc="91450300C27V9U8411"), "C4"),  # its code becomes known
        (Keys(name="乙贸易有限公司", uscc="91450300C27V9U8411"), ""),  # one name, other codes: another firm
        (Keys(id="C9", name="乙贸易有限公司"), ""),
        (Keys(name="新厂"), ""),
        (Keys(), ""),
        (Keys(id="C4", uscc="91450300C27V9U8411"), "C4"),
    ],
)
def test_found(firms: Firms, keys: Keys, id: str) -> None:
    assert firms.find(keys) == id


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (Keys(name="乙贸易有限公司"), f"several customers are called.*C2 .*{B}.*C3 .*{C}"),
        (Keys(name="乙贸易"), "almost a customer's name.*C2"),
        (Keys(id="C1", uscc=B), "different customers: C1 .*, C2 "),
        (Keys(id="C9", uscc=A), "the code is that of C1 .*the id is C9"),
        (Keys(id="C1", uscc="91450300C27V9U8411"), f"91450300C27V9U8411 is not the {A} on file"),
        (Keys(id="c1", name="甲"), "differ in nothing but capitals"),
        (Keys(id="12", name="丁厂"), "there is no 12 but 0012"),
        (Keys(code="K-7"), "several customers have the code K-7"),
    ],
)
def test_refused(firms: Firms, keys: Keys, said: str) -> None:
    with pytest.raises(RefusedCellError, match=said):
        firms.find(keys)


def test_a_name_with_and_without_code_decides_nothing(firms: Firms) -> None:
    firms.add(Firm("C10", "甲机械有限公司"))
    with pytest.raises(RefusedCellError, match=r"C1 .*C10 .*no code.*C6"):
        firms.find(Keys(name="甲机械有限公司", uscc=B[:-1] + "X"))


def test_namesakes(firms: Firms) -> None:
    assert firms.has_namesake("丙（上海） 有限公司")
    assert not firms.has_namesake("丙（北京）有限公司")


def test_a_bare_name_of_braces_is_text(firms: Firms) -> None:
    firms.add(Firm("C11", "{x} {firms}", A[:-1] + "0"))
    firms.add(Firm("C12", "{x} {firms}", A[:-1] + "1"))
    with pytest.raises(RefusedCellError, match="several"):
        firms.find(Keys(name="{x} {firms}"))
