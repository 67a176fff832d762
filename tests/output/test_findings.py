"""Findings for GitHub, SARIF and GitLab: golden files, what is escaped, fingerprints that stay and never repeat."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.finding import Finding, Severity
from kamcli.output.findings import DATA, PROPERTY, escaped, fingerprints, github, gitlab, path_of, sarif, uri

SCHEMA = os.environ.get("KAM_TEST_SARIF_SCHEMA")  # read before the environment is cleaned
FOLDER = "公司/kam/records"
FINDINGS = (
    Finding(
        file="customers/华东/C0001.yaml",
        line=3,
        column=7,
        rule="SCHEMA-02",
        message="credit limit: 50%, of what?",
        hint="write an amount\nfor example 500000",
        record="C0001",
        at=("credit_limit",),
    ),
    Finding(file='customers/a "b", c:d\n.yaml', line=1, column=1, rule="BOOK-02", message="the id is not allowed"),
    Finding(file="customers/C0003.yaml", line=2, column=5, rule="YAML-08", message="line 1 has it"),
    Finding(file="customers/C0003.yaml", line=9, column=5, rule="YAML-08", message="line 8 has it"),
    Finding(file="policy.yaml", line=4, column=1, rule="BOOK-07", message="no buckets", severity=Severity.warning),
    Finding(rule="R-DAT-01", message="of the whole book", severity=Severity.information),
    Finding(file="ledgers/sales", rule="LEDGER-01", message="not a ledger"),
)
FORMS: dict[str, Callable[[str], Any]] = {
    "github.txt": lambda lang: "".join(f"{line}\n" for line in github(FINDINGS, FOLDER, lang)),
    "sarif.json": lambda lang: sarif(FINDINGS, FOLDER, lang, "0"),
    "gitlab.json": lambda _: gitlab(FINDINGS, FOLDER),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_golden(golden: Callable[[str, str], None], form: str, lang: str) -> None:
    told = FORMS[form](lang)
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    golden(f"findings.{lang}.{form}", text)


# ------------------------------------------------------------------------------------------------------------ GitHub


def test_a_command_is_one_line_whatever_a_message_holds() -> None:
    odd = Finding(rule="BOOK-02", file="a\r\n::error::x", message="1\n::stop-commands::x\r%", severity=Severity.error)

    [line] = github((odd,), "", "en")

    assert line.splitlines() == [line]
    assert line.startswith("::error file=a%0D%0A%3A%3Aerror%3A%3Ax,line=1,col=1,title=")
    assert line.endswith("::1%0A::stop-commands::x%0D%25")


def unescaped(text: str) -> str:
    """As the runner reads it: the percent sign comes last."""
    for mark, code in reversed(PROPERTY):
        text = text.replace(code, mark)
    return text


@given(st.text())
def test_what_is_escaped_comes_back(text: str) -> None:
    assert unescaped(escaped(text, PROPERTY)) == text
    assert not set(escaped(text, PROPERTY)) & set("\r\n:,")
    assert not set(escaped(text, DATA)) & set("\r\n")


# ------------------------------------------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("folder", "file", "expected"),
    [
        ("records", "customers/C1.yaml", "records/customers/C1.yaml"),
        ("", "customers/C1.yaml", "customers/C1.yaml"),
        ("a/records", "", "a/records/policy.yaml"),
    ],
)
def test_paths_begin_at_the_top_of_the_repository(folder: str, file: str, expected: str) -> None:
    assert path_of(Finding(rule="BOOK-02", message="", file=file), folder) == expected


def test_a_name_is_percent_encoded_byte_by_byte() -> None:
    assert uri("客户/a b%:#?.yaml") == "%E5%AE%A2%E6%88%B7/a%20b%25%3A%23%3F.yaml"
    assert uri(os.fsdecode(b"\xff.yaml")) == "%FF.yaml"


# ------------------------------------------------------------------------------------------------------ fingerprints


def moved(each: Finding, lines: int) -> Finding:
    message = each.message.replace("line 1 ", f"line {1 + lines} ").replace("line 8 ", f"line {8 + lines} ")
    return replace(each, line=each.line + lines, message=message)


def test_fingerprints_stay_when_lines_move() -> None:
    assert fingerprints([moved(each, 5) for each in FINDINGS], FOLDER) == fingerprints(FINDINGS, FOLDER)


@pytest.mark.parametrize(
    "before",
    ["键“甲”重复了（第 3 行已有“乙”）", "the key a is there twice (line 3 has b)", "no A1 is already at sales/x.csv:3"],
)
def test_a_line_that_a_message_names_may_move(before: str) -> None:
    one = Finding(rule="YAML-08", message=before)
    assert fingerprints([one], "") == fingerprints([replace(one, message=before.replace("3", "41"))], "")


def test_a_field_that_gets_better_is_the_same_finding() -> None:
    one = Finding(rule="R-DAT-01", file="customers/C1.yaml", message="50.00% of basics", at=("basics",))
    better = replace(one, message="75.00% of basics")
    other = replace(one, at=("business",))

    assert fingerprints([one], "") == fingerprints([better], "") != fingerprints([other], "")


def test_another_customer_is_another_finding() -> None:
    one = Finding(rule="R-DAT-12", message="no customer C0001 (91 rows)")
    assert fingerprints([one], "") != fingerprints([replace(one, message="no customer C0002 (91 rows)")], "")


@given(st.lists(st.sampled_from(FINDINGS)))
def test_no_two_fingerprints_are_the_same(findings: list[Finding]) -> None:
    assert len(set(fingerprints(findings, FOLDER))) == len(findings)


# ------------------------------------------------------------------------------------------------------- SARIF, GitLab


def test_a_sound_book_is_a_valid_report_too() -> None:
    assert sarif((), "records", "zh", "0")["runs"][0]["results"] == []
    assert gitlab((), "records") == []


def test_each_result_points_to_its_rule() -> None:
    run = sarif(FINDINGS, FOLDER, "zh", "0")["runs"][0]
    rules = run["tool"]["driver"]["rules"]

    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each.rule for each in FINDINGS]
    assert len(rules) == len({each["id"] for each in rules})
    assert {each["level"] for each in run["results"]} == {"error", "warning", "note"}


def test_what_cannot_be_read_weighs_most() -> None:
    assert [each["severity"] for each in gitlab(FINDINGS, FOLDER)] == [
        *("major", "major", "critical", "critical", "minor", "info", "major")
    ]


@pytest.mark.machine
@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["findings", "none"])
def test_sarif_is_valid_by_the_published_schema(findings: tuple[Finding, ...]) -> None:
    """KAM_TEST_SARIF_SCHEMA leads to the schema of SARIF 2.1.0 as its makers publish it."""
    if not SCHEMA:
        pytest.skip("KAM_TEST_SARIF_SCHEMA is not set")
    jsonschema = pytest.importorskip("jsonschema")

    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))

    jsonschema.validate(sarif(findings, FOLDER, "en", "0"), schema)
