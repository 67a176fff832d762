"""The editor's schema and `kam check` give one verdict on all that draft-07 can say; what it can't is named here."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamcli.model.described import described
from kamcli.model.finding import Severity
from kamcli.model.kinds import KINDS, Kind, kind_of
from kamcli.model.policy import Policy, language
from kamcli.model.spelling import Spelling, spelling
from kamcli.rules.references import allowed
from kamcli.rules.register import RULES
from kamcli.store import reader
from kamcli.store.extras import extras
from kamcli.store.precheck import Refused
from kamcli.store.records import Located, Page, id_of, parse_page, read_page
from kamcli.store.schemas import schema_text
from kamcli.store.source import files
from tests.editor_yaml import NoDocument, load

BOOK = Path(__file__).parents[2] / "records"


class Limit(NamedTuple):
    """What a schema can't see: why, the plain texts by which it shows, and a file that shows it."""

    why: str
    texts: re.Pattern[str]
    file: tuple[str, str]


def limit(why: str, texts: str, path: str, text: str) -> Limit:
    return Limit(why, re.compile(texts, re.DOTALL), (path, text))


YEAR, MAP, CUSTOMER = "company/2025.yaml", "imports/erp.yaml", "customers/C1.yaml"
NAME = "客户名称: 甲\n"
SALES, LEDGER = "企业总销售额: ", "台账: 销售\n列对照: {日期: 单据日期}\n跳过行数: "
TYPED = "the editor has made a number of it before the schema sees it: "
# In all of these kam is the stricter one.
LIMITS: Mapping[str, Limit] = {
    "exponent": limit(TYPED + "the exponent is gone", r"[-+]?[0-9.]+[eE][-+]?[0-9]+", YEAR, f"{SALES}1e5"),
    "prefix": limit(TYPED + "the prefix is gone", r"0[xo][0-9a-fA-F]+", YEAR, f"{SALES}0x1F"),
    "point": limit(TYPED + "the point at an end is gone", r"[-+]?(?:\.[0-9]+|[0-9]+\.)", YEAR, f"{SALES}.5"),
    "cents": limit(TYPED + "floats can't count decimals", r"[-+]?[0-9]+\.[0-9]{3,}", YEAR, f"{SALES}12.345"),
    "whole": limit(TYPED + "5.0 equals 5", r"[-+]?[0-9]+\.0*", MAP, f"{LEDGER}5.0"),
    "nothing": limit(TYPED + "the sign of nothing is gone", r"-0+(?:\.0*)?", YEAR, f"{SALES}-0"),
    "zeros": limit(TYPED + "zeros in front are gone", r"[-+]?0[0-9]+", YEAR, f"{SALES}0000000000000001"),
    "short year": limit(TYPED + "0900 equals 900", r"\+?[0-9]{1,3}", CUSTOMER, f"{NAME}基础资料: {{founded_on: 900}}"),
    "infinite": limit(TYPED + "what was written is gone", r"[-+]?\.(?:inf|nan)", YEAR, f"{SALES}.nan"),
    "capitals": limit("to the editor True is true", r"True|TRUE|False|FALSE", CUSTOMER, f"{NAME}终端消费者: True"),
    "null": limit("to the editor it is an empty value", r"~|null|Null|NULL", YEAR, f"{SALES}1\n企业总利润: ~"),
    "anchor": limit("resolved before the schema sees it", r"[&*].*", YEAR, f"{SALES}&x 12"),
    "tag": limit("resolved before the schema sees it", r"!.*", YEAR, f"{SALES}!!int 12"),
    "bound": limit(
        "a pattern of texts does not count", r"'[-+]?[0-9,.]+ ?%?'|[-+]?[0-9]+,[0-9,.]+", MAP, f"{LEDGER}'-1'"
    ),
    "file name": limit("a schema does not know the file's name", r"(?!)", YEAR, f"年度: 1999\n{SALES}12"),
    "empty file": limit("there is nothing to flag", r"(?!)", YEAR, ""),
}
# Here the editor is: to kam an empty value is an absent one whatever its key, and a key is best mended as it is typed.
STRICTER = ("{a: }",)
# What only kam judges, because it takes more than the file: its state, its history, arithmetic, other records.
BY_RULE: Mapping[str, str] = {
    "SCHEMA-05": "what a state asks for, unless it is listed as unknown",
    "SCHEMA-06": "what is always asked for, unless it is listed as unknown",
    "SCHEMA-07": "a check digit",
    "SCHEMA-08": "how many faults are listed",
}
TEXTS = (
    *(
        "",
        "''",
        '""',
        "文字",
        "12",
        "012",
        "-3",
        "-3万",
        "'-3'",
        "-0",
        "-0.00",
        "'-0'",
        "-0万",
        "-¥0.00元",
        "+5",
        "0",
        "101",
        "'12'",
        "'101'",
        r'"a\nb"',
        r'"a\n"',
        r'"a\r\nb"',
        r'"a\e[2J"',
        r'"a\u202eb"',
        r'"a\u2028b"',
        r'"a\tb"',
        "1,000",
        "12.5",
        "12.345",
        "5.0",
        ".5",
        "5.",
    ),
    *(
        "1e5",
        "1E-2",
        "0x1F",
        "0o17",
        "1_000",
        ".inf",
        ".nan",
        "12万",
        "1.23456万",
        "1.2345678万",
        "¥1,200.50",
        "3亿元",
        "$5",
    ),
    *(
        "12万5",
        "1,00",
        "-¥5",
        "¥-5",
        "5%",
        "5 %",
        "999999999999999",
        "1000000000000000",
        "99999999999万",
        "100000000000万",
    ),
    *("１２", "是", "否", "true", "false", "True", "FALSE", "yes", "NO", "y", "'true'", "'是'", "~", "null", "Null"),
    *(
        "2026-01-05",
        "2026-1-5",
        "2026-02-30",
        "2024-02-29",
        "2026-02-29",
        "1900-02-29",
        "2000-02-29",
        "1899-12-31",
        "2026/01/05",
    ),
    *("20260105", "2026", "0000", "2026-13", "2026-05", "'2009'", "2026-04-31", "12026-01-01", "2026-01-05T08:00:00Z"),
    *(
        "2026-01-05T08:00:00+08:00",
        "2026-01-05 08:00+08:00",
        "2026-01-05T24:00Z",
        "2026-01-05T08:00",
        "2026-02-30T08:00Z",
    ),
    *("[]", "[a]", "[12, true]", "[[a]]", "[{}]", "{}", "{a: 1}", "{a: }", "1:30", "*x", "&x 12", "!!str 12", "!x 12"),
)


class Sample(NamedTuple):
    """A text of a kind, in a book whose policy is at hand."""

    kind: Kind
    path: str
    text: str


@cache
def policy_of(root: Path) -> Policy:
    record = read_page(root, "policy.yaml", KINDS["policy"], None, "zh").record
    assert isinstance(record, Policy)
    return record


@cache
def validator(kind: str, root: Path) -> Draft7Validator:
    return Draft7Validator(json.loads(schema_text(KINDS[kind], policy_of(root))))


def editor_agrees(sample: Sample, root: Path = BOOK) -> bool:
    """Whether an editor has nothing to flag."""
    try:
        value = load(sample.text)
    except NoDocument:
        return False
    return value is None or bool(validator(sample.kind.name, root).is_valid(value))


def page_of(sample: Sample, root: Path = BOOK) -> Page:
    located = Located(sample.path, sample.kind, id_of(sample.path, sample.kind), policy_of(root), "zh")
    return parse_page(sample.text.encode(), located)


def kam_agrees(sample: Sample, root: Path = BOOK) -> bool:
    """Whether kam can read the text as a record whose values stand on the policy's lists."""
    page = page_of(sample, root)
    errors = [each for each in page.findings if each.severity is Severity.error]
    if errors or page.record is None:
        return False
    listed = extras(sample.kind, page.record, policy_of(root))["listed"]
    return all(value in words for _, key, value in listed if (words := allowed(policy_of(root), key)))


def told(sample: Sample) -> str:
    errors = []
    try:
        errors = [
            f"{each.json_path}: {each.message}"
            for each in validator(sample.kind.name, BOOK).iter_errors(load(sample.text))
        ]
    except NoDocument as error:
        errors = [str(error)]
    return f"{sample.text}\nkam: {[each.message for each in page_of(sample).findings]}\neditor: {errors}"


def excused(text: str) -> bool:
    return any(each.texts.fullmatch(text) for each in LIMITS.values())


# --------------------------------------------------------------------------------------------------------- whole files


def samples(root: Path) -> Iterator[Sample]:
    for path in files(root):
        kind = kind_of(path)
        if kind is not None:
            yield Sample(kind, path, (root / path).read_text(encoding="utf-8"))


BUNDLED = tuple(samples(BOOK))


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_the_bundled_book_is_right_to_both(kind: str) -> None:
    for sample in BUNDLED:
        if sample.kind.name == kind:
            assert kam_agrees(sample), told(sample)
            assert editor_agrees(sample), told(sample)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_example_gets_one_verdict(lang: str) -> None:
    folder = os.environ.get("KAM_TEST_EXAMPLES")
    if not folder:
        pytest.skip("KAM_TEST_EXAMPLES is not set")
    root = Path(folder) / lang

    for sample in samples(root):
        assert editor_agrees(sample, root) == kam_agrees(sample, root), told(sample)


def test_every_kind_is_among_the_samples() -> None:
    assert {sample.kind.name for sample in BUNDLED} >= set(KINDS) - {"import_map", "revocation"}
    assert language(policy_of(BOOK)) == "zh"


# ------------------------------------------------------------------------------------- every sort of value, one by one


class Field(NamedTuple):
    """A field that stands for all that are declared like it."""

    kind: str
    model: type[BaseModel]
    name: str


def models(kind: Kind) -> Iterator[type[BaseModel]]:
    """The groups of a kind, itself first."""
    waiting: list[type[BaseModel]] = [kind.model]
    seen = set()
    while waiting:
        model = waiting.pop(0)
        if model not in seen:
            seen.add(model)
            yield model
            held = (described(model, (name,)).group for name in spelling(model).terms)
            waiting += [each for each in held if each is not None]


def fields() -> Iterator[Field]:
    """One field of every way in which values are declared."""
    seen = set()
    for kind in KINDS.values():
        for model in models(kind):
            for name in spelling(model).terms:
                found = described(model, (name,))
                table = found.table
                needed = model.model_fields[name].is_required()
                way = (found.form, found.group, *table.choices, table.listed, *table.names, needed, found.term.derived)
                if way not in seen and (kind.name, name) != ("company_figures", "year"):
                    seen.add(way)
                    yield Field(kind.name, model, name)


FIELDS = tuple(dict.fromkeys(fields()))


def kam_takes(field: Field, text: str) -> bool:
    """Whether kam finds no fault with the value of a field, whatever else the group lacks."""
    table = spelling(field.model)
    root = spelling(KINDS["customer" if field.kind == "policy" else field.kind].model)
    try:
        data, _ = reader.read(f"{field.name}: {text}\n", table, root)
    except Refused:
        return False
    told, listed = table.terms[field.name], table.below(field.name).listed
    if told.derived and field.name in data:
        return False
    if listed and (words := allowed(policy_of(BOOK), listed)) and data.get(field.name, words[0]) not in words:
        return False
    try:
        field.model.model_validate(data)
    except ValidationError as error:
        return not any(each["loc"][:1] == (field.name,) for each in error.errors())
    return True


def editor_takes(field: Field, text: str) -> bool:
    try:
        value = load(f"k: {text}\n")["k"]
    except NoDocument:
        return False
    whole = validator(field.kind, BOOK)
    ref = definition(field)
    return bool(
        whole.evolve(schema={"$ref": f"#/definitions/{ref}", "definitions": whole.schema["definitions"]}).is_valid(
            value
        )
    )


def definition(field: Field) -> str:
    names = validator(field.kind, BOOK).schema["definitions"]
    module = field.model.__module__.rpartition(".")[2]
    full = f"{module}.{field.model.__name__}.{field.name}"
    return full if full in names else f"{field.model.__name__}.{field.name}"


def texts(field: Field) -> tuple[str, ...]:
    """The texts to try on a field: those that all are tried on, and its own choices and keys."""
    table = spelling(field.model).below(field.name)
    group = described(field.model, (field.name,)).group  # whose fields are tried on their own
    words = (*table.choices, *allowed(policy_of(BOOK), table.listed or "x"))
    own = (*words, *(f"[{each}]" for each in words), *(f"{{{key}: 12}}" for key in table.names if group is None))
    twice = tuple(f"{{{told.zh}: 12, {name}: 12}}" for name, told in table.terms.items())
    return (*TEXTS, *own, *twice[:3])


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.kind}-{field.model.__name__}.{field.name}")
def test_a_value_gets_one_verdict(field: Field) -> None:
    for text in texts(field):
        kam, editor = kam_takes(field, text), editor_takes(field, text)

        assert editor or not kam or text in STRICTER, f"the editor flags {text!r}, which kam takes"
        assert kam or not editor or excused(text), f"kam refuses {text!r}, which the editor lets pass"


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_a_real_one(name: str) -> None:
    path, text = LIMITS[name].file
    kind = kind_of(path)
    assert kind is not None
    sample = Sample(kind, path, f"{text}\n" if text else "")

    assert editor_agrees(sample), told(sample)
    assert not kam_agrees(sample), told(sample)


def test_every_finding_of_the_schema_family_is_judged_by_both_or_named_here() -> None:
    family = {each.id for each in RULES if each.id.startswith("SCHEMA-")}

    assert family == {"SCHEMA-01", "SCHEMA-02", "SCHEMA-03", "SCHEMA-04", *BY_RULE}


# ------------------------------------------------------------------------------------------------- whole files, damaged


class Key(NamedTuple):
    """A key in a file: its place, how the group spells it, and the text of its value where that is a single one."""

    start: int
    end: int
    group: Spelling
    value: str


def values_in(node: Node) -> Iterator[tuple[int, int]]:
    """Where the values of a file stand that are written on one line."""
    if isinstance(node, MappingNode | SequenceNode):
        for each in node.value:
            yield from values_in(each[1] if isinstance(node, MappingNode) else each)
    elif node.start_mark.line == node.end_mark.line and node.end_mark.index > node.start_mark.index:
        yield node.start_mark.index, node.end_mark.index


def keys_in(node: Node, table: Spelling) -> Iterator[Key]:
    if isinstance(node, SequenceNode):
        for each in node.value:
            yield from keys_in(each, table)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            text = str(value.value) if isinstance(value, ScalarNode) else "?"
            yield Key(key.start_mark.index, key.end_mark.index, table, text)
            yield from keys_in(value, table.below(key.value))


def damaged(sample: Sample, data: st.DataObject) -> tuple[Sample, str]:
    """A file in which one value or one key is another; and the value that is read there now."""
    node = reader.compose(sample.text)
    assert node is not None
    if data.draw(st.booleans(), label="a value"):
        start, end = data.draw(st.sampled_from(list(values_in(node))), label="where")
        new = text = data.draw(st.sampled_from(TEXTS) | WORDS, label="value")
    else:
        key = data.draw(st.sampled_from(list(keys_in(node, spelling(sample.kind.model)))), label="where")
        start, end, text = key.start, key.end, key.value
        new = data.draw(st.sampled_from(["乱键", "unknown", "12", *key.group.names]), label="key")
    return sample._replace(text=sample.text[:start] + new + sample.text[end:]), text


WORDS = st.from_regex(r"[-+¥]?[0-9,]{1,6}\.?[0-9]{0,3}[万亿元%]?", fullmatch=True) | st.dates().map(str)
LIVELY = tuple(sample for sample in BUNDLED if sample.text.count("\n") < 400)


@settings(max_examples=150)
@given(st.sampled_from(LIVELY), st.data())
def test_a_damaged_record_gets_one_verdict(sample: Sample, data: st.DataObject) -> None:
    hurt, text = damaged(sample, data)
    kam, editor = kam_agrees(hurt), editor_agrees(hurt)

    assert editor or not kam or text in ("", *STRICTER), told(hurt)
    assert kam or not editor or excused(text), told(hurt)


@settings(max_examples=40)
@given(st.sampled_from(LIVELY), st.data())
def test_one_field_in_two_languages_gets_one_verdict(sample: Sample, data: st.DataObject) -> None:
    node = reader.compose(sample.text)
    assert isinstance(node, MappingNode)
    table = spelling(sample.kind.model)
    key = data.draw(st.sampled_from([key.value for key, _ in node.value if key.value in table.names]))
    other = next(each for each, (name, _) in table.names.items() if name == table.names[key][0] and each != key)
    twice = sample._replace(text=f"{sample.text.rstrip()}\n{other}:\n")

    assert not kam_agrees(twice), told(twice)
    assert not editor_agrees(twice), told(twice)
