"""Book rules over the files of a book: one file is changed, `file:line:column rule` is found, else nothing."""

from pathlib import Path

import pytest

from kamcli.rules.register import RULES
from kamcli.store.book import read
from kamcli.store.judging import book_findings
from kamcli.store.shipped import new_book_file

ORGANISATION = """\
units:
  - {id: hz, kind: office, name: Hangzhou}
staff:
  - {id: off, name: Off, unit: hz, email: off@x, roles: [{role: office_manager, office: hz, valid_from: 2020-01-01}]}
  - {id: kay, name: Kay, unit: hz, email: kay@x, roles: [{role: ka_department, valid_from: 2020-01-01}]}
  - {id: dep, name: Dep, unit: hz, email: dep@x, roles: [{role: deputy_sales_director, valid_from: 2020-01-01}]}
  - {id: aide, name: Aide, unit: hz, email: aide@x, roles: [{role: rep, valid_from: 2020-01-01}]}
"""
CUSTOMER = """\
name: Dogwood Foods
region: north
office: hz
owner: off
basics:
  phones: ["0571-5555 0101"]
"""
OTHER = "name: Elder Tools\nregion: north\n"
CONTRACT = """\
customer: C0001
revision: 1
title: Spring
amount: 26.8万
effective_from: 2026-04-01
state: draft
"""
LETTER = "doc_type: delegation_letter\n"
DELEGATION = """\
grantor: dep
delegate: aide
role: deputy_sales_director
valid_from: 2026-03-01
valid_to: 2026-03-10
document: DC-1
reason: away
"""
FILES = {
    "organisation.yaml": ORGANISATION,
    "customers/C0001.yaml": CUSTOMER,
    "customers/C0002.yaml": OTHER,
    "contracts/CN-1.yaml": CONTRACT,
    "documents/DC-1.yaml": LETTER,
    "delegations/DL-1.yaml": DELEGATION,
}
POLICY = new_book_file("policy.en.yaml").replace("BOOK_ID", "b1").replace("COMPANY_NAME", "Firm")
POLICY = POLICY.replace("regions: []", "regions: [north]")


def found(root: Path, changed: str = "", old: str = "", new: str = "") -> list[str]:
    """What the book rules find once a text is put in the place of another in one file."""
    for name, text in {"policy.yaml": POLICY, **FILES}.items():
        assert name != changed or text.count(old) == 1, old
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.replace(old, new) if name == changed else text, encoding="utf-8")
    reading = read(root, "en")
    assert reading.findings == ()
    assert reading.policy is not None
    findings = book_findings(reading.source, reading.columns, reading.policy, "en", RULES)
    return [f"{each.file}:{each.line}:{each.column} {each.rule}" for each in findings]


def test_a_sound_book_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "old", "new", "expected"),
    [
        ("customers/C0001.yaml", "owner: off", "owner: odd", ["customers/C0001.yaml:4:8 BOOK-05"]),
        ("customers/C0001.yaml", "office: hz", "office: xx", ["customers/C0001.yaml:3:9 BOOK-05"]),
        ("contracts/CN-1.yaml", "customer: C0001", "customer: C0009", ["contracts/CN-1.yaml:1:11 BOOK-05"]),
        ("customers/C0001.yaml", "region: north", "region: south", ["customers/C0001.yaml:2:9 BOOK-06"]),
        ("customers/C0002.yaml", "Elder Tools", "Dogwood Foods Ltd.", ["customers/C0002.yaml:1:7 R-DAT-04"]),
        ("contracts/CN-1.yaml", "state: draft", "state: approved", ["contracts/CN-1.yaml:6:8 R-APR-02"]),
        ("delegations/DL-1.yaml", "to: 2026-03-10", "to: 2026-02-10", ["delegations/DL-1.yaml:1:1 R-APR-07"]),
        ("delegations/DL-1.yaml", "grantor: dep", "grantor: kay", ["delegations/DL-1.yaml:1:1 R-APR-07"]),
    ],
)  # fmt: skip
def test_a_change_is_found_at_its_place(tmp_path: Path, changed: str, old: str, new: str, expected: list[str]) -> None:
    assert found(tmp_path, changed, old, new) == expected
