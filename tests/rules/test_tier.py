from kamcli.model.parameters import NotConfigured, parameter
from kamcli.rules.tier import BY_ID, TIER
from tests.rules.grading.case import policy


def test_every_rule_stands_once_with_both_languages() -> None:
    assert len(BY_ID) == len(TIER)
    assert all(rule.title.zh and rule.title.en for rule in TIER)


def test_every_parameter_is_one_of_the_policy() -> None:
    rules = policy()
    lacking = set()
    for key in {key for rule in TIER for key in rule.parameters}:
        try:
            parameter(rules, key)
        except NotConfigured as error:
            lacking.add(error.parameter)
    assert not lacking
