"""What is wrong with a value, in words and in both languages, with what may have been meant."""

import pytest

from kamcli.model.finding import Finding
from kamcli.model.kinds import KINDS
from kamcli.store.records import Located, parse_page


def found(kind: str, text: str, lang: str = "en") -> list[Finding]:
    return list(parse_page(text.encode(), Located(f"{kind}.yaml", KINDS[kind], "X-1", None, lang)).findings)


@pytest.mark.parametrize(
    ("lang", "line"),
    [("zh", "客户名称: "), ("en", "name: ")],
)
def test_the_line_to_paste_is_one_that_is_read(lang: str, line: str) -> None:
    [finding] = found("customer", "region: x\n", lang)

    assert (finding.line, finding.column, finding.rule) == (1, 1, "SCHEMA-03")
    assert finding.hint.endswith(line)
    assert found("customer", f"{line}A\nregion: x\n") == []


@pytest.mark.parametrize(("lang", "line"), [("zh", "详细地址: "), ("en", "text: ")])
def test_the_line_to_paste_into_a_group_has_its_last_key_only(lang: str, line: str) -> None:
    [finding] = found("customer", "name: A\nbasics:\n  addresses:\n    - kind: office\n", lang)

    assert (finding.line, finding.column, finding.rule) == (4, 7, "SCHEMA-03")
    assert finding.hint.endswith(f" {line}" if lang == "en" else line)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("business: {demand_size: big}", "2:25", "big is no choice; choose among: large, medium, small"),
        ("nature: [individual]", "2:9", "a single value is expected here, not a list or a group"),
        ("is_end_consumer: yes", "2:18", "yes is neither true nor false (write true, false, 是, 否)"),
        ("verified_on: 2026-02-30", "2:14", "there is no day 2026-02-30 (look at a calendar)"),
        ("basics: text", "2:9", "a group of `key: value` lines is expected here"),
        ("assignments: text", "2:14", "a list is expected here (one item a line, each after `- `)"),
        ("characteristics: {loyalty: 6}", "2:28", "6 is more than 5"),
        ("characteristics: {loyalty: 0}", "2:28", "0 is less than 1"),
        ("transactions: {credit_limit: 1e3}", "2:30",
         "1e3 is not an amount (write 120000, 120,000.00, 12万, 1.2亿)"),
        ("transactions: {credit_limit: -1}", "2:30", "-1 is less than 0"),
        ("transactions: {credit_limit: -0}", "2:30",
         "-0 is not an amount (write 120000, 120,000.00, 12万, 1.2亿)"),
        ("transactions: {credit_limit: 1.001}", "2:30", "1.001 has more than two decimals (round it to cents)"),
        ("revisions: {credits: 1}", "2:22",
         "credits is no choice; is it credit? choose among: admission, credit, tier, owner, identity, floor price"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit(text: str, place: str, reason: str) -> None:
    [finding] = found("customer", f"name: A\n{text}\n")

    assert (f"{finding.line}:{finding.column}", finding.rule) == (place, "SCHEMA-02")
    assert finding.message.partition(": ")[2] == reason


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("contract", "amount: -1"),
        ("contract", "floor_prices: [{product: A, floor_price: -1, contract_price: 1}]"),
        ("contract", "floor_prices: [{product: A, floor_price: 1, contract_price: -1}]"),
        ("application", "contract_amount: -1"),
        ("application", "floor_prices: [{product: A, floor_price: -1}]"),
        ("credit_investigation", "proposed_limit: -1"),
    ],
)
def test_what_is_owed_one_way_only_is_not_negative(kind: str, text: str) -> None:
    [finding] = [each for each in found(kind, f"{text}\n") if each.rule == "SCHEMA-02"]

    assert finding.message.endswith((": -1 is less than 0", ": -1.00 is less than 0"))
    assert [each for each in found(kind, text.replace("-1", "0") + "\n") if each.rule == "SCHEMA-02"] == []
