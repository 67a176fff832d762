"""The runner: ids, severities, sentences, and rules that are not configured."""

from collections import Counter
from collections.abc import Iterator

from kamcli.model.columns import Columns
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.rules.base import book_rule, computed, finding, missing_parameters, problems_of, record_rule, severity_of
from kamcli.rules.register import RULES

TITLE = Say("标题", "title")


@record_rule("X-1", title=TITLE, say={"": Say("差{n}", "{n} off"), "b": Say("乙", "b")}, hint=Say("补{n}", "add {n}"))
def off(_: object, __: Policy) -> Iterator[Problem]:
    yield Problem(("a",), {"n": 2})
    yield Problem(("a",), {"n": 2}, variant="b", severity=Severity.warning)


@book_rule("X-2", title=TITLE, say=TITLE, parameters=("receivables.buckets",))
def needs(_: Columns, policy: Policy) -> Iterator[Problem]:
    if policy.receivables.buckets:
        yield Problem()


def test_a_problem_becomes_a_finding_in_the_readers_language() -> None:
    assert off.record is not None
    plain, other = off.record(None, Policy.model_validate({}))

    zh = finding(off, plain, None, "zh", file="f.yaml", line=3, column=4)
    en = finding(off, other, None, "en")

    assert (zh.rule, zh.message, zh.hint, zh.severity, zh.line) == ("X-1", "差2", "补2", Severity.error, 3)
    assert (en.message, en.severity) == ("b", Severity.warning)


def test_policy_changes_severities() -> None:
    policy = Policy.model_validate({"severity": {"X-1": "info", "X-2": "warning"}})

    assert severity_of("X-1", Severity.error, policy) is Severity.information
    assert severity_of("X-2", Severity.error, policy) is Severity.warning
    assert severity_of("X-3", Severity.error, policy) is Severity.error
    assert severity_of("X-1", Severity.error, None) is Severity.error


def test_a_rule_without_its_parameter_is_not_configured() -> None:
    empty, full = Policy.model_validate({}), Policy.model_validate({"receivables": {"buckets": ["30"]}})
    assert needs.book is not None
    check = needs.book

    assert missing_parameters(needs, empty) == ("receivables.buckets",)
    assert missing_parameters(needs, full) == ()
    assert list(problems_of(lambda: check(Columns(), empty))) == []
    assert len(list(problems_of(lambda: check(Columns(), full)))) == 1


def test_a_computed_rule_has_a_title_and_no_check() -> None:
    rule = computed("X-3", title=TITLE)

    assert (rule.record, rule.book, rule.spec) == (None, None, "X-3")


def test_ids_are_unique_and_every_rule_speaks_both_languages() -> None:
    assert [rule_id for rule_id, count in Counter(rule.id for rule in RULES).items() if count > 1] == []
    for rule in RULES:
        for say in (rule.title, *rule.says.values(), *((rule.hint,) if rule.hint else ())):
            assert say.zh
            assert say.en
