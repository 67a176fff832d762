"""BOOK-07, BOOK-09 and BOOK-12: missing parameters, weights that do not add up, blocks that nobody guards."""

from typing import Any

import pytest

from kamcli.model.columns import Columns
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.policy import block_unguarded, missing_parameters, parameter_missing, weights_off


def test_a_missing_group_is_one_parameter_and_a_present_one_names_its_gaps() -> None:
    policy = Policy.model_validate({"book_id": "x", "receivables": {"buckets": ["30"]}})

    missing = {".".join(map(str, path)) for path in missing_parameters(policy)}

    assert {"company", "receivables.lead_days"} <= missing
    assert not {"book_id", "receivables", "receivables.buckets", "company.name"} & missing


def test_optional_groups_are_not_missing() -> None:
    missing = {path[-1] for path in missing_parameters(Policy.model_validate({"tier": {}}))}

    assert "vip" not in missing
    assert "primary_scheme" in missing


def test_the_finding_names_the_parameter_and_its_place() -> None:
    assert parameter_missing.book is not None

    problems = {
        problem.at: problem for problem in parameter_missing.book(Columns(), Policy.model_validate({"receivables": {}}))
    }

    figures = problems["receivables", "lead_days"].figures
    assert (figures["key"].en, figures["key"].zh) == ("receivables.lead_days", "应收账款.到期提前天数")
    assert figures["parent"].en == "under receivables"
    assert problems["company",].figures["parent"].en == "at the top"


WEIGHTS = {"current": "25", "potential": "25", "lifetime": "25", "loyalty": "25"}


@pytest.mark.parametrize(
    ("value", "factors", "at"),
    [
        pytest.param({"weights": WEIGHTS}, {"payment": "100"}, [], id="both add up"),
        pytest.param({"weights": {**WEIGHTS, "loyalty": "24"}}, {"payment": "100"}, ["tier"], id="value weights"),
        pytest.param(None, {"payment": "60", "legal": "30"}, ["credit"], id="credit factors"),
    ],
)
def test_weights_add_up(value: dict[str, Any] | None, factors: dict[str, str], at: list[str]) -> None:
    assert weights_off.book is not None
    tier = {"value": value} if value else {}

    problems = list(weights_off.book(Columns(), Policy.model_validate({"tier": tier, "credit": {"factors": factors}})))

    assert [problem.at[0] for problem in problems] == at


def test_without_the_group_there_is_nothing_to_weigh() -> None:
    assert weights_off.book is not None

    with pytest.raises(NotConfigured):
        list(weights_off.book(Columns(), Policy.model_validate({})))


@pytest.mark.parametrize(
    ("guarded", "variants"),
    [
        pytest.param({}, ["absent"] * 9, id="none"),
        pytest.param({"credit": {"fields": ["transactions.credit_limit"]}}, ["absent"] * 8 + ["empty"], id="no steps"),
        pytest.param({"contract": {"by_band": "true"}}, ["absent"] * 8, id="by band"),
        pytest.param({"owner": {"steps": {"approve": "business_manager"}}}, ["absent"] * 8, id="steps"),
        pytest.param({"credit": {"loosen": {"approve": "sales_director"}}}, ["absent"] * 8, id="loosen"),
        pytest.param({"credit": {"tighten": {"approve": "sales_director"}}}, ["absent"] * 8, id="tighten"),
    ],
)
def test_what_nobody_guards_is_said(guarded: dict[str, Any], variants: list[str]) -> None:
    assert block_unguarded.book is not None
    policy = Policy.model_validate({"approval": {"guarded": guarded}})

    assert sorted(each.variant for each in block_unguarded.book(Columns(), policy)) == variants
