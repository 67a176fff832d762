"""The schema of every kind is draft-07, offers the book's language and takes the other."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from kamcli.model.base import Part, Record, Text, internal, pub
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, spelling
from kamcli.views.schema import LISTS, schema, sources, text
from kamcli.views.schema_values import choice, escaped

CHINESE = re.compile("[\u4e00-\u9fff]")
POLICY = Policy.model_validate(
    {
        "data": {"industries": ["化工", "水务"], "regions": []},
        "clauses": {
            "R-DAT-04": {"title": "资料规定", "article": "第三条", "text": "先查重。"},
            "CK-20": {"title": "档案办法", "article": "第九条"},
        },
    }
)
CUSTOMER, CALENDAR, POLICY_KIND = KINDS["customer"], KINDS["calendar"], KINDS["policy"]


def inside(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from inside(each)
    elif isinstance(value, list):
        for each in value:
            yield from inside(each)


def takes(kind: Kind, value: Any, lang: str = "zh", policy: Policy | None = POLICY) -> bool:
    return bool(Draft7Validator(schema(kind, policy, lang)).is_valid(value))


@pytest.mark.parametrize("policy", [None, POLICY], ids=["no policy", "a policy"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_it_is_draft_07_and_every_reference_leads_somewhere(kind: Kind, lang: str, policy: Policy | None) -> None:
    made = schema(kind, policy, lang)

    Draft7Validator.check_schema(made)
    refs = {each["$ref"] for each in inside(made) if "$ref" in each}
    assert refs == {f"#/definitions/{name}" for name in made["definitions"]}
    assert not [each for each in inside(made) if [] in (each.get("allOf"), each.get("anyOf"), each.get("enum"))]
    assert json.loads(text(made)) == made


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_what_is_offered_is_in_the_language_of_the_book(kind: Kind) -> None:
    for lang in ("zh", "en"):
        for each in inside(schema(kind, None, lang)):
            offered = [
                key for key, value in each.get("properties", {}).items() if value and "doNotSuggest" not in value
            ]
            assert not [key for key in offered if bool(CHINESE.search(key)) != (lang == "zh")]
            for word in each.get("enum", ()):
                assert lang == "zh" or not (isinstance(word, str) and CHINESE.search(word))


def test_either_language_is_taken_and_both_for_one_field_are_not() -> None:
    for lang in ("zh", "en"):
        assert takes(CUSTOMER, {"客户名称": "甲", "relation_kind": "直接客户"}, lang)
        assert takes(CUSTOMER, {"name": "甲", "客户关系": "direct"}, lang)
        assert not takes(CUSTOMER, {"name": "甲", "客户名称": "甲"}, lang)
        assert not takes(CUSTOMER, {"客户关系": "direct"}, lang)


def test_the_words_of_a_policy_list_are_the_choices() -> None:
    assert takes(CUSTOMER, {"name": "A", "industry": "化工"})
    assert not takes(CUSTOMER, {"name": "A", "industry": "火箭"})
    assert takes(CUSTOMER, {"name": "A", "industry": "火箭"}, policy=None)
    assert takes(CUSTOMER, {"name": "A", "region": "火星"})


def test_every_policy_list_is_a_source() -> None:
    def listed(table: Spelling) -> Iterator[str]:
        for name in table.terms:
            below = table.below(name)
            if below.listed:
                yield below.listed
            yield from listed(below)

    assert {key for kind in KINDS.values() for key in listed(spelling(kind.model))} <= set(LISTS)
    assert ["data.industries", "化工", "水务"] in sources(POLICY)


def told(kind: Kind, name: str, lang: str, policy: Policy | None = POLICY) -> str:
    return str(schema(kind, policy, lang)["definitions"][name]["description"])


def test_a_field_is_told_with_its_clause() -> None:
    assert told(CUSTOMER, "Customer.name", "zh").split("\n\n") == [
        "客户名称 name",
        "说明：营业执照上的全称",
        "写法：文字",
        "必填：总是",
        "制度：资料规定 第三条 先查重。",
    ]
    assert told(CUSTOMER, "Customer.name", "en").split("\n\n")[0] == "Name 客户名称"
    assert "制度" not in told(CUSTOMER, "Customer.name", "zh", None)


def test_a_parameter_is_told_with_the_clauses_of_what_reads_it() -> None:
    assert told(POLICY_KIND, "ArchiveRules.freshness_days", "zh").endswith("制度：档案办法 第九条")


def test_the_id_is_taken_and_the_year_of_a_file_need_not_be_written() -> None:
    assert takes(CALENDAR, {"id": "calendar"})
    assert not takes(POLICY_KIND, {"id": "policy"})
    assert takes(KINDS["company_figures"], {"企业总销售额": 1})
    assert not takes(KINDS["company_figures"], {})


class Inner(Part):
    """Needed as a whole."""

    word: Text = pub("X-01", "词")


class Outer(Record):
    """What few kinds have: a group that is needed."""

    inner: Inner = internal("X-01", "内")


class Made(Kind):
    """A kind of its own model."""

    model = Outer


def test_a_group_that_is_needed_is_not_left_empty() -> None:
    kind = Made("made", Say("造", "made"), "", "made", "")

    assert takes(kind, {"内": {"词": "a"}})
    assert not takes(kind, {"内": None})
    assert not takes(kind, {"内": {}})


def test_a_choice_without_other_spellings_is_a_plain_list() -> None:
    assert choice({"A": "甲"}, (), "A", needed=True) == {"enum": ["A"], "enumDescriptions": ["甲"], "errorMessage": "A"}
    assert escaped("a.b (c)") == r"a\.b \(c\)"
