"""`kam approve`, `kam move`, `kam delegate` on a real repository: who signs, what is committed, what is refused."""

import datetime as dt
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kamcli.store.shipped import new_book_file
from tests.cli.conftest import Kam, Ran, git

ORGANISATION = """\
units:
  - {id: hz, kind: office, name: Hangzhou}
staff:
  - {id: rep, name: Rep, unit: hz, email: rep@x, roles: [{role: rep, valid_from: 2020-01-01}]}
  - {id: off, name: Off, unit: hz, email: off@x, roles: [{role: office_manager, office: hz, valid_from: 2020-01-01}]}
  - {id: ka, name: Ka, unit: hz, email: ka@x, roles: [{role: ka_department, valid_from: 2020-01-01}]}
  - {id: dep, name: Dep, unit: hz, email: dep@x, roles: [{role: deputy_sales_director, valid_from: 2020-01-01}]}
  - {id: dir, name: Dir, unit: hz, email: dir@x, roles: [{role: sales_director, valid_from: 2020-01-01}]}
  - {id: aide, name: Aide, unit: hz, email: aide@x, roles: [{role: rep, valid_from: 2020-01-01}]}
"""
CUSTOMER = """\
name: Dogwood Foods
office: hz
revisions: {credit: 1}
basics:
  addresses: [{kind: office, text: Road 1}]
  business_licence: {licence_no: L1, valid_until: 2099-01-01}
  tax_registration: {merged: true}
transactions: {credit_limit: 500000, trade_terms: {payment_method: open_account, credit_days: 30}}
"""
CONTRACT = """\
# the spring contract
customer: C0001
revision: 1
contract_no: HT-1
title: Spring
kind: purchase_sale
amount: 26.8万   # as drafted
effective_from: 2098-01-01
effective_to: 2098-12-31
payment_terms: {payment_method: open_account, credit_days: 30}
delivery_terms: [{item: gear, due: 2098-02-01}]
items: [{product: gear, qty: 2, price: 134000, amount: 268000}]
clause_review:
  - {clear: true, lawful: true, compliant: true, in_our_interest: true, reviewer: rep, date: 2026-01-01}
state: clause_reviewed  # by kam move only
recorded_at: 2026-01-01T09:00:00+08:00
recorded_by: rep
"""
APPLICATION = """\
customer: C0001
revision: 1
office: hz
applicant: rep
applied_on: 2026-01-01
contract: CN-1
contract_amount: 268000
floor_prices: [{product: gear, floor_price: 5}]
capital_needed: 5
existing_business: none
owes_us_declared: 0
office_assessment: good
documents: [DC-1]
state: draft
recorded_at: 2026-01-01T09:00:00+08:00
recorded_by: rep
"""
PAPER = """\
customer: C0001
doc_type: {kind}
location: records/files/x.pdf
sha256: {sha}
archive_class: basic
recorded_at: 2026-01-01T09:00:00+08:00
recorded_by: rep
"""
PEOPLE = """\
persons:
  - {id: C0001-P1, name: Ada, position: head, person_kinds: [principal], phones: ["1"], decision_power: final}
"""

Sign = Callable[..., Ran]


@pytest.fixture
def book(home: Path) -> Path:
    """A committed book with one application and one contract."""
    policy = new_book_file("policy.en.yaml").replace("BOOK_ID", "b1").replace("COMPANY_NAME", "Firm")
    files = {
        "policy.yaml": policy,
        "organisation.yaml": ORGANISATION,
        "calendar.yaml": new_book_file("calendar.en.yaml"),
        "customers/C0001.yaml": CUSTOMER,
        "people/C0001.yaml": PEOPLE,
        "contracts/CN-1.yaml": CONTRACT,
        "applications/AP-1.yaml": APPLICATION,
        "documents/DC-1.yaml": PAPER.format(kind="application_form", sha="0" * 64),
        "documents/DC-2.yaml": PAPER.format(kind="delegation_letter", sha="1" * 64),
    }
    for name, text in files.items():
        path = home / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    commit(home)
    return home


def commit(book: Path) -> None:
    git(book, "add", "-A")
    git(book, "-c", "user.email=rep@x", "commit", "-q", "-m", "by hand")


@pytest.fixture
def sign(book: Path, kam: Kam) -> Sign:
    """Give `sign("ka", "approve", "CN-1", …)`: run a command as that person, in English, without a question."""

    def command(person: str, *arguments: str) -> Ran:
        git(book, "config", "user.name", person)
        git(book, "config", "user.email", f"{person}@x")
        return kam("--lang", "en", *arguments)

    return command


def state(book: Path, name: str = "contracts/CN-1.yaml") -> str:
    lines = (book / "records" / name).read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("state:"))


def chain(sign: Sign, subject: str = "CN-1") -> None:
    for person in ("off", "ka", "dep"):
        ran = sign(person, "approve", subject, "--yes")
        assert ran.code == 0, ran


def test_page_says_what_is_asked_and_whose_turn_it_is(sign: Sign) -> None:
    ran = sign("rep", "approve", "CN-1", "--show")
    assert ran.code == 0
    for told in (
        "contract CN-1 revision 1",
        "Dogwood Foods C0001",
        "268,000.00 CNY (贰拾陆万捌仟元整)",
        "band 2 (100,000.00 to 300,000.00)",
        "→ submit by office manager  turn of: Off off",
        "· sign by ka department",
        "· approve by deputy sales director",
    ):
        assert told in ran.out, ran.out


def test_without_a_terminal_nothing_is_signed_unless_told(book: Path, sign: Sign) -> None:
    before = git(book, "rev-parse", "HEAD")
    ran = sign("off", "approve", "CN-1")
    assert (ran.code, git(book, "rev-parse", "HEAD")) == (0, before)
    assert "add --yes to sign" in ran.err


def test_each_step_is_one_commit_of_the_sign_off_and_the_state(book: Path, sign: Sign) -> None:
    ran = sign("off", "approve", "CN-1", "--yes")
    assert "next: sign by ka department, the turn of Ka ka" in ran.err
    changed = git(book, "show", "--format=%ae%n%s%n%b", "--unified=0", "HEAD")
    lines = [
        line for line in changed.splitlines() if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))
    ]
    assert changed.startswith(
        "off@x\nCN-1: submit r1 as office_manager\nKam-Signoff: CN-1 r1 submit office_manager kam1:"
    )
    assert lines[:2] == ["-state: clause_reviewed  # by kam move only", "+state: submitted  # by kam move only"]
    names = git(book, "show", "--name-only", "--format=", "HEAD").split()
    assert names == ["records/contracts/CN-1.yaml", "records/signoffs/CN-1/r1-submit-office_manager.yaml"]
    assert git(book, "status", "--porcelain") == ""


def test_whole_chain(book: Path, sign: Sign) -> None:
    chain(sign)
    assert state(book).startswith("state: approved")
    assert sign("rep", "check", "records/signoffs", "records/contracts").code == 0
    authors = git(book, "log", "--format=%ae", "-3").split()
    assert authors == ["dep@x", "ka@x", "off@x"]
    again = sign("dep", "approve", "CN-1", "--yes")
    assert again.code == 0
    assert "already" in again.err
    assert git(book, "rev-list", "--count", "HEAD").strip() == "4"


def test_not_your_turn(book: Path, sign: Sign) -> None:
    ran = sign("ka", "approve", "CN-1", "--yes")
    assert ran.code == 1
    assert "it is the turn of submit by office manager: Off off" in ran.err
    assert "[R-APR-06]" in ran.err
    assert not (book / "records/signoffs").exists()


def test_stranger(sign: Sign) -> None:
    ran = sign("mallory", "approve", "CN-1", "--yes")
    assert ran.code == 4
    assert "mallory@x is not the e-mail of exactly one member of staff" in ran.err


def test_no_identity(book: Path, kam: Kam) -> None:
    git(book, "config", "--unset", "user.email")
    ran = kam("--lang", "en", "approve", "CN-1", "--yes")
    assert ran.code == 4
    assert "git config user.email" in ran.err


def test_preparer_does_not_sign(book: Path, sign: Sign) -> None:
    path = book / "records/contracts/CN-1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("recorded_by: rep", "recorded_by: ka"), encoding="utf-8")
    commit(book)
    sign("off", "approve", "CN-1", "--yes")
    ran = sign("ka", "approve", "CN-1", "--yes")
    assert ran.code == 1
    assert "prepared CN-1 and may not sign it [R-APR-07]" in ran.err


def test_uncommitted_changes_are_refused(book: Path, sign: Sign) -> None:
    path = book / "records/contracts/CN-1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Spring", "Summer"), encoding="utf-8")
    ran = sign("off", "approve", "CN-1", "--yes")
    assert ran.code == 4
    assert "uncommitted changes: contracts/CN-1.yaml" in ran.err


def test_sign_off_committed_by_somebody_else_does_not_count(book: Path, sign: Sign) -> None:
    sign("off", "approve", "CN-1", "--yes")
    git(book, "-c", "user.email=rep@x", "commit", "-q", "--amend", "--no-edit", "--reset-author")
    ran = sign("ka", "approve", "CN-1", "--yes")
    assert ran.code == 1
    assert "was committed by" in ran.err
    assert "[R-AUD-03]" in ran.err


def test_edit_after_approval_needs_a_new_revision(book: Path, sign: Sign) -> None:
    chain(sign)
    path = book / "records/contracts/CN-1.yaml"
    edited = path.read_text(encoding="utf-8").replace("26.8万", "12万").replace("268000", "120000")
    path.write_text(edited, encoding="utf-8")
    commit(book)
    assert "[R-AUD-04]" in sign("rep", "check", "records/signoffs").out
    assert sign("off", "approve", "CN-1", "--yes").code == 1
    assert sign("off", "move", "CN-1", "draft", "--commit").code == 0
    assert "revision: 2" in path.read_text(encoding="utf-8")
    assert sign("off", "move", "CN-1", "clause_reviewed", "--commit").code == 0
    for person in ("off", "ka", "dep"):
        assert sign(person, "approve", "CN-1", "--yes").code == 0
    assert state(book).startswith("state: approved")


@pytest.mark.parametrize(("option", "after"), [("--return", "returned"), ("--reject", "rejected")])
def test_sent_back_with_an_opinion(book: Path, sign: Sign, option: str, after: str) -> None:
    sign("off", "approve", "CN-1", "--yes")
    assert sign("ka", "approve", "CN-1", option, "--yes").code == 2
    ran = sign("ka", "approve", "CN-1", option, "--comment", "too dear", "--yes")
    assert ran.code == 0, ran
    assert state(book).startswith(f"state: {after}")
    assert sign("ka", "approve", "CN-1", "--yes").code == 1
    again = sign("ka", "approve", "CN-1", option, "--comment", "too dear", "--yes")
    assert "already" in again.err
    assert sign("off", "move", "CN-1", "draft").code == 0
    assert "revision: 2" in (book / "records/contracts/CN-1.yaml").read_text(encoding="utf-8")


def test_withdrawn_by_the_office_alone(book: Path, sign: Sign) -> None:
    sign("off", "approve", "CN-1", "--yes")
    assert sign("ka", "approve", "CN-1", "--withdraw", "--yes").code == 1
    assert sign("off", "approve", "CN-1", "--withdraw", "--yes").code == 0
    assert state(book).startswith("state: returned")


def test_one_closing_act_at_a_time(sign: Sign) -> None:
    assert sign("ka", "approve", "CN-1", "--return", "--reject", "--comment", "x").code == 2


def test_dry_run_writes_nothing(book: Path, sign: Sign) -> None:
    before = git(book, "rev-parse", "HEAD")
    ran = sign("off", "approve", "CN-1", "--dry-run")
    assert "+act: submit" in ran.out
    assert "+state: submitted" in ran.out
    assert (git(book, "rev-parse", "HEAD"), git(book, "status", "--porcelain")) == (before, "")


def test_pending(sign: Sign) -> None:
    assert (
        json.loads(sign("rep", "approve", "--pending", "--format", "json").out)["items"][0]["subject"] == "C0001.credit"
    )
    sign("off", "approve", "CN-1", "--yes")
    items: list[dict[str, Any]] = json.loads(sign("rep", "approve", "--pending", "--format", "json").out)["items"]
    item = next(each for each in items if each["subject"] == "CN-1")
    assert (item["revision"], item["band"], item["amount"]) == (1, 2, "268000.00")
    assert item["required"] == [
        {"act": "submit", "role": "office_manager"},
        {"act": "sign", "role": "ka_department"},
        {"act": "approve", "role": "deputy_sales_director"},
    ]
    assert item["done"][0] | {"at": ""} == item["done"][0] | {
        "act": "submit",
        "by": "off",
        "level": "claimed",
        "at": "",
    }
    assert item["next"]["persons"] == ["ka"]
    assert item["problems"] == []


def test_unknown_subject_and_as_of(sign: Sign) -> None:
    assert sign("off", "approve", "CN-404", "--yes").code == 2
    assert sign("off", "approve").code == 2
    assert sign("off", "--as-of", "2026-01-01", "approve", "CN-1", "--yes").code == 2


# --- papers ---------------------------------------------------------------------------------------------------------


def test_application_with_all_papers(book: Path, sign: Sign) -> None:
    chain(sign, "AP-1")
    assert state(book, "applications/AP-1.yaml") == "state: approved"


def test_application_without_its_form_is_not_submitted(book: Path, sign: Sign) -> None:
    path = book / "records/applications/AP-1.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("documents: [DC-1]", "documents: [DC-2]"), encoding="utf-8"
    )
    commit(book)
    ran = sign("off", "approve", "AP-1", "--yes")
    assert ran.code == 1
    assert "✗ application form" in ran.out
    assert "papers are missing: application form [R-DOC-01]" in ran.err
    assert not (book / "records/signoffs").exists()


def test_errors_of_other_records_do_not_block(book: Path, sign: Sign) -> None:
    (book / "records/customers/C0002.yaml").write_text("name: [\n", encoding="utf-8")
    assert sign("off", "approve", "CN-1", "--yes").code == 0


def test_error_of_the_customer_blocks(book: Path, sign: Sign) -> None:
    path = book / "records/customers/C0001.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "no_such_field: 1\n", encoding="utf-8")
    commit(book)
    assert sign("off", "approve", "CN-1", "--yes").code in (1, 3)


def test_unreviewed_clauses_stop_the_submission(book: Path, sign: Sign) -> None:
    path = book / "records/contracts/CN-1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("lawful: true", "lawful: false"), encoding="utf-8")
    commit(book)
    ran = sign("off", "approve", "CN-1", "--yes")
    assert ran.code == 1
    assert "the clause review says no to: lawful [R-CTR-01]" in ran.err


def test_date_that_has_passed_stops_the_last_step(book: Path, sign: Sign) -> None:
    path = book / "records/contracts/CN-1.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("effective_from: 2098", "effective_from: 2020"), encoding="utf-8"
    )
    commit(book)
    assert "[R-APR-09]" in sign("off", "approve", "CN-1", "--yes").err
    sign("ka", "approve", "CN-1", "--yes")
    ran = sign("dep", "approve", "CN-1", "--yes")
    assert ran.code == 1
    assert "it takes effect on 2020-01-01, before its approval" in ran.err


# --- band 1 ---------------------------------------------------------------------------------------------------------


def test_band_one_is_filed_under_the_next_number(book: Path, sign: Sign) -> None:
    path = book / "records/contracts/CN-1.yaml"
    small = (
        path.read_text(encoding="utf-8")
        .replace("26.8万", "9.9万")
        .replace("268000", "99000")
        .replace("134000", "49500")
    )
    path.write_text(small, encoding="utf-8")
    commit(book)
    sign("off", "approve", "CN-1", "--yes")
    asked = sign("ka", "approve", "CN-1", "--dry-run")
    assert "--file-no BA-20" in asked.err
    assert "-0001" in asked.err
    assert sign("ka", "approve", "CN-1", "--file-no", "BA-2026-0001", "--yes").code == 0
    assert "file_no: BA-2026-0001" in (book / "records/signoffs/CN-1/r1-approve-ka_department.yaml").read_text()


# --- delegations ----------------------------------------------------------------------------------------------------


def in_a_month() -> str:
    return (dt.datetime.fromtimestamp(time.time(), dt.UTC).date() + dt.timedelta(days=30)).isoformat()


TRUST = ("--to", "2098-01-01", "--document", "DC-2", "--reason", "away")


def test_delegation_is_used_by_itself(book: Path, sign: Sign) -> None:
    too_long = sign("dep", "delegate", "aide", *TRUST)
    assert too_long.code == 1
    assert "more than 90" in too_long.err
    last = in_a_month()
    assert sign("dep", "delegate", "aide", "--to", last, *TRUST[2:]).code == 0
    assert git(book, "show", "-s", "--format=%ae").strip() == "dep@x"
    for person in ("off", "ka", "aide"):
        ran = sign(person, "approve", "CN-1", "--yes")
        assert ran.code == 0, ran
    written = (book / "records/signoffs/CN-1/r1-approve-deputy_sales_director.yaml").read_text(encoding="utf-8")
    assert "by: aide" in written
    assert "on_behalf_of: dep" in written


def test_revoked_delegation_is_of_no_use(book: Path, sign: Sign) -> None:
    last = in_a_month()
    sign("dep", "delegate", "aide", "--to", last, *TRUST[2:])
    record = next((book / "records/delegations").iterdir()).stem
    assert sign("aide", "delegate", "--revoke", record).code == 1
    assert sign("dep", "delegate", "--revoke", record).code == 0
    assert sign("dep", "delegate", "--revoke", record).code == 1
    for person in ("off", "ka"):
        sign(person, "approve", "CN-1", "--yes")
    ran = sign("aide", "approve", "CN-1", "--yes", "--delegation", record)
    assert ran.code == 1
    assert "it was revoked at" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("aide",), 2),
        (("dep", *TRUST), 1),
        (("nobody", *TRUST), 1),
        (("aide", *TRUST[:2], "--document", "DC-9", "--reason", "x"), 1),
    ],
)
def test_unclean_delegation_is_not_written(book: Path, sign: Sign, arguments: tuple[str, ...], code: int) -> None:
    assert sign("dep", "delegate", *arguments).code == code
    assert not (book / "records/delegations").exists()


# --- guarded blocks -------------------------------------------------------------------------------------------------


def test_credit_block_loosened_then_tightened(book: Path, sign: Sign) -> None:
    path = book / "records/customers/C0001.yaml"
    assert sign("ka", "approve", "C0001.credit", "--yes").code == 0
    assert sign("dep", "approve", "C0001.credit", "--yes").code == 0
    lower = path.read_text(encoding="utf-8").replace("500000", "400000").replace("credit: 1", "credit: 2")
    path.write_text(lower, encoding="utf-8")
    commit(book)
    page = sign("rep", "approve", "C0001.credit", "--show").out
    assert "→ approve by ka department" in page
    assert "deputy" not in page
    higher = lower.replace("400000", "600000")
    path.write_text(higher, encoding="utf-8")
    commit(book)
    assert "· approve by deputy sales director" in sign("rep", "approve", "C0001.credit", "--show").out


def test_block_without_a_number_is_not_signed(sign: Sign) -> None:
    ran = sign("ka", "approve", "C0001.owner", "--yes")
    assert ran.code == 1
    assert "kam set C0001 revisions.owner=1" in ran.err


# --- moves ----------------------------------------------------------------------------------------------------------


def test_move_refuses_what_signing_decides(sign: Sign) -> None:
    ran = sign("off", "move", "CN-1", "已提交")
    assert ran.code == 1
    assert "kam approve CN-1" in ran.err


def test_move_lists_what_is_missing_and_what_nobody_can_check(book: Path, sign: Sign) -> None:
    chain(sign)
    ran = sign("off", "move", "CN-1", "signed_by_both")
    assert ran.code == 1
    for told in ("asks for Signed on [SCHEMA-05]", "not checkable in this version [R-CTR-03]"):
        assert told in ran.err, ran.err
    path = book / "records/contracts/CN-1.yaml"
    signed = path.read_text(encoding="utf-8") + "signed_on: 2097-12-01\nour_signatory: dir\ntheir_signatory: C0001-P1\n"
    path.write_text(signed, encoding="utf-8")
    policy = book / "records/policy.yaml"
    waiver = "waivers:\n  - rule: R-CTR-03\n    reason: seen by hand\n"
    policy.write_text(policy.read_text(encoding="utf-8").replace("waivers: []\n", waiver), encoding="utf-8")
    commit(book)
    ran = sign("off", "move", "CN-1", "signed_by_both", "--commit")
    assert ran.code == 0, ran
    assert "R-CTR-03 is not checkable in this version, waived: seen by hand" in ran.err
    assert sign("off", "move", "CN-1", "in_force").code == 0


def test_move_knows_no_such_step(sign: Sign) -> None:
    ran = sign("off", "move", "CN-1", "in_force")
    assert ran.code == 1
    assert "CN-1 is clause reviewed and can't become in_force" in ran.err
    ran = sign("off", "move", "C0001", "watch")
    assert ran.code == 1
    assert "C0001 is lead and can't become watch; kam move can make it: candidate, active" in ran.err
    assert sign("off", "move", "DC-1", "active").code == 2


# --- at a terminal --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "recorded"), [("y\n", True), ("n\n", False)])
def test_person_at_a_terminal_is_asked(
    book: Path, sign: Sign, monkeypatch: pytest.MonkeyPatch, answer: str, *, recorded: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))
    ran = sign("off", "approve", "CN-1")
    assert "submit CN-1 as Off (office manager)? [y/N]" in ran.err
    assert (book / "records/signoffs").exists() is recorded
