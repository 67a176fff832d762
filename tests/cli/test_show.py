"""`kam show`: the story of a customer, every field, the brief, and where a record stands."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kam
from tests.cli.test_check import put

CUSTOMER = """name: Aspen Works
code: K-1
lifecycle_status: active
ka_status: approved
office: hz
owner: li.na
service_specialist: he.min
assignments:
  - {assignee: he.min, date: 2025-01-01, by: he.min, reason: first_recorded}
  - {assignee: li.na, date: 2026-01-01, by: he.min, reason: territory}
tiers:
  revenue_share: {assigned: key, date: 2026-01-05, by: he.min, basis: share}
transactions:
  credit_limit: 1000
  trade_terms: {payment_method: open_account, credit_days: 30}
  problems: [{text: labels, owner: li.na, since: 2026-01-01, due: 2026-03-01}]
basics: {products_services: [looms]}
"""
ORGANISATION = """
units: [{id: hz, kind: office, name: Hangzhou, manager: he.min}]
staff:
  - id: li.na
    name: Li Na
    unit: hz
    email: lin.he@firm.example
    roles: [{role: rep, valid_from: 2020-01-01}]
  - id: he.min
    name: He Min
    unit: hz
    email: he@firm.example
    roles: [{role: office_manager, office: hz, valid_from: 2020-01-01}]
"""
CONTRACT = """customer: C0001
title: Looms 2026
revision: 1
amount: 5000
state: in_force
effective_to: 2026-12-31
obligations: [{party: them, text: pay the rest, due: 2026-03-01}]
"""
VISIT = """customer: C0001
visitors: [li.na]
planned_at: 2026-03-12T10:00:00+08:00
objectives: [see the hall]
state: slip_filled
"""
LOG = """customer: C0001
at: 2026-03-02T10:00:00+08:00
by: li.na
person: C0001-P1
channel: phone
purpose: need
content: a loom is wanted
follow_up: {text: send a quote, due: 2026-03-05}
"""
NEED = """customer: C0001
text: a wider loom
response_stage: analysed
owner: li.na
due: 2026-04-01
"""
AS_OF = ("--as-of", "2026-03-10", "--lang")


@pytest.fixture
def told(book: Path) -> Path:
    """A customer with something of everything."""
    (book / "records/organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    put(book, "customers/C0001.yaml", CUSTOMER)
    put(book, "people/C0001.yaml", "persons: [{id: C0001-P1, name: Pat}]\n")
    put(book, "contracts/CN-20260101-AAAA.yaml", CONTRACT)
    put(book, "visits/VS-20260310-AAAA.yaml", VISIT)
    put(book, "contact_logs/CL-20260302-AAAA.yaml", LOG)
    put(book, "needs/ND-20260302-AAAA.yaml", NEED)
    ledger = "invoice_no,customer_id,issued_on,due_on,amount,currency\nI-1,C0001,2026-01-01,2026-02-01,400,CNY\n"
    put(book, "ledgers/invoices/2026-01.csv", ledger)
    return book


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            (
                "  K-1 · active · key account approved · Hangzhou",
                "  account owner: Li Na (given on 2026-01-01 by He Min, territory; contacted)",
                "    He Min  given on 2025-01-01 by He Min, first recorded",
                "2026-03-02  phone    Li Na  need     a loom is wanted",
                "2026-03-01  9 days  them  pay the rest  Li Na  CN-20260101-AAAA",
                "2026-03-05  5 days  us    send a quote  Li Na  CL-20260302-AAAA",
                "a wider loom  analysed 2/6  2026-04-01  —     Li Na  ND-20260302-AAAA",
                "2026-03-12  visit VS-20260310-AAAA  see the hall        Li Na",
                "  CN-20260101-AAAA  Looms 2026",
                "Receivables  credit limit 1,000.00, taken up 40.00 %",
                "  ✓lead → ✓candidate → ✓investigated → ✓recognised → [active]",
                "every field: kam show C0001 --all",
            ),
        ),
        (
            "zh",
            (
                "  K-1 · 正常 · 大客户已批准 · Hangzhou",
                "  客户负责人：Li Na（2026-01-01 由He Min分配，按属地分配；已沟通）",
                "应收账款  信用限度额 1,000.00，已占用 40.00 %",
                "  另可：预警  业务员（Li Na）  kam move C0001 预警",
                "全部字段：kam show C0001 --all",
            ),
        ),
    ],
)
def test_a_customer_is_told_as_a_story(told: Path, kam: Kam, lang: str, lines: tuple[str, ...]) -> None:
    ran = kam("show", "C0001", *AS_OF, lang)

    assert ran.code == 0
    for line in lines:
        assert line in ran.out, ran.out
    assert "Pat" not in ran.out


def test_persons_are_named_where_the_class_allows(told: Path, kam: Kam) -> None:
    ran = kam("show", "C0001", *AS_OF, "en", "--max-class", "pers")
    assert "Pat, a loom is wanted" in ran.out
    inside = kam("show", "C0001", *AS_OF, "en", "--max-class", "int").out
    assert "a loom is wanted" not in inside
    assert "above the class internal" in inside or "above the class int" in inside


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_brief_is_short_and_keeps_its_lines(told: Path, kam: Kam, lang: str) -> None:
    full = kam("show", "C0001", *AS_OF, lang, "--brief").out.splitlines()
    put(told, "customers/C0002.yaml", "name: Bare\n")
    bare = kam("show", "C0002", *AS_OF, lang, "--brief").out.splitlines()

    assert (len(full), len(bare)) == (11, 11)
    assert any("a loom is wanted" in line for line in full)
    word = "none" if lang == "en" else "没有"
    assert sum(line.endswith(word) for line in bare) >= 6


def test_every_field_stays_at_hand(told: Path, kam: Kam) -> None:
    ran = kam("show", "C0001", "--all", "--lang", "en")

    assert "Lifecycle status: active" in ran.out
    assert "Credit limit: 1,000" in ran.out
    assert "[active]" not in ran.out


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            (
                "Visit (SM-4)",
                "  ✓planned → [slip filled] → approved → handed in → departed → met → logged → closed",
                "  next: approved  branch manager  kam move VS-20260310-AAAA approved",
                "    ! ",
                "  or: cancelled  rep (Li Na)  kam move VS-20260310-AAAA cancelled",
            ),
        ),
        (
            "zh",
            (
                "出访（SM-4）",
                "  ✓已计划 → [已填走访单] → 已批准",
                "  下一步：已批准  分公司经理  kam move VS-20260310-AAAA 已批准",
            ),
        ),
    ],
)
def test_a_record_with_a_process_says_where_it_stands(told: Path, kam: Kam, lang: str, lines: tuple[str, ...]) -> None:
    ran = kam("show", "VS-20260310-AAAA", *AS_OF, lang)

    for line in lines:
        assert line in ran.out, ran.out
    assert ("Visitors" if lang == "en" else "走访人") in ran.out
    brief = kam("show", "VS-20260310-AAAA", *AS_OF, lang, "--brief").out
    assert brief == "\n".join(ran.out.splitlines()[: len(brief.splitlines())]) + "\n"


def test_a_narrow_window_breaks_between_states() -> None:
    from kamcli.changes.progress import Mark, Place
    from kamcli.cli.show_progress import row
    from kamcli.model.minutes import MinutesState as M

    places = [Place(M.drafted, Mark.passed), Place(M.reviewed, Mark.now), Place(M.sent, Mark.ahead)]

    assert list(row(places, "en", 24)) == ["  ✓drafted → [reviewed]", "    → sent"]
    assert list(row(places, "zh", None)) == ["  ✓已起草 → [已审阅] → 已提交客户"]


def test_json_has_the_record_as_before_and_more(told: Path, kam: Kam) -> None:
    found = json.loads(kam("show", "C0001", *AS_OF, "en", "--format", "json").out)

    assert list(found) == ["schema_version", "kind", "id", "file", "record", "progress", "story"]
    assert found["record"]["transactions"]["credit_limit"] == "1000.00"
    assert "verified_on" not in found["record"]
    assert [each["party"] for each in found["story"]["promises"]] == ["us", "them"]
    assert found["progress"]["state"] == "active"
    other = json.loads(kam("show", "VS-20260310-AAAA", *AS_OF, "en", "--format", "json").out)
    assert (other["story"], other["progress"]["ways"][0]["target"]) == (None, "approved")
    assert json.loads(kam("show", "organisation", "--format", "json").out)["progress"] is None


def test_a_ledger_that_can_not_be_read_leaves_the_fields(told: Path, kam: Kam) -> None:
    put(told, "ledgers/invoices/2026-01.csv", "nonsense\n")
    ran = kam("show", "C0001", *AS_OF, "en")

    assert ran.code == 3
    assert "Lifecycle status: active" in ran.out
    assert "[active]" in ran.out
    assert ran.err.startswith("kam: ")


def test_a_policy_without_chains_still_shows_a_contract(told: Path, kam: Kam) -> None:
    policy = told / "records/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    start = text.index("\n审批") if "\n审批" in text else text.index("\napproval")
    end = next(n for n in range(start + 2, len(text)) if text[n - 1] == "\n" and text[n] not in " #\n")
    policy.write_text(text[: start + 1] + text[end:], encoding="utf-8")
    ran = kam("show", "CN-20260101-AAAA", *AS_OF, "en")

    assert "Looms 2026" in ran.out
