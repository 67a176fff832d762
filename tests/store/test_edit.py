"""The editor changes what was asked and nothing else: twelve kinds of tricky file, and files that nobody wrote."""

import copy
import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError as RuamelError

from kamcli.changes.change import Append, Delete, Edit, Insert, Put
from kamcli.model.customer import Customer
from kamcli.model.finding import KamError, KeyPath
from kamcli.model.spelling import Spelling, canonical, spelling
from kamcli.store.edit import edit

CUSTOMER = spelling(Customer)

TRICKY = {
    "dash under its key": "客户名称: 甲\n自定义分组:\n- 纺机\n- 重点\n基础资料:\n  电话:\n  - 0571-1\n  传真: 0571-2\n",
    "indented lists": (
        "name: A\ngroups:\n    - one\n    - two\nbasics:\n    phones:\n        - 0571-1\n    fax: 0571-2\n"
    ),
    "mixed indents": (
        "客户名称: 甲\n基础资料:\n    地址:\n    - 地址类别: 注册地址\n      详细地址: 路1号\n"
        "    -   地址类别: 办公地址\n        详细地址: 路2号\n    公司规模:\n     规模等级: 中\n     员工人数: 12\n"
        "交易现状:\n  信用限度额: 50万\n"
    ),
    "quotes": (
        "客户名称: '它''的'\n简称: \"引\\\"号\\u4e2d\"\n备注: ''\n自定义分组: [\"a\", 'b', c]\n"
        "基础资料: {传真: '1', 邮箱: \"x\"}\n"
    ),
    "folded and long": (
        "客户名称: 甲\n备注: >-\n  第一行\n  续行\n\n  新段\n交易方针: |  # 原文\n  一\n   二\n\n"
        '地区: 一个\n  多行\n  文本\n简称: "双引\n  多行"\n'
    ),
    "comments everywhere": (
        "# 头\n\n客户名称: 甲  # 名\n# 前\n基础资料:  # 组\n  # 内\n  电话:  # 表\n    # 项前\n"
        "    - 0571-1  # 一\n    # 项间\n    - 0571-2\n    # 项后\n  # 组后\n\n# 尾\n"
        "交易现状:\n  信用限度额:  # 空\n  # 空后\n  信用问题: []  # 查过\n# 完\n"
    ),
    "CRLF": (
        "客户名称: 甲\r\n# 注\r\n自定义分组:\r\n  - a\r\n  - b\r\n备注: |\r\n  一\r\n  二\r\n"
        "基础资料:\r\n  传真: 1  # c\r\n"
    ),
    "byte order mark": "\ufeff客户名称: 甲\n地区: 华东\n",
    "no last line end, trailing spaces": "客户名称: 甲   \n地区:   \n基础资料:\n  电话: [a]  \n  传真: 1",
    "looks like something else": (
        "name: 'NO'\nshort_name: 1e3\nremark: '010000'\ncode: 9144030012345E6789\nbasics:\n  fax: 0o17\n"
        "  founded_on: 2009\n  uscc: '2026-01-01'\n  email: 12:30:00\nis_end_consumer: true\n"
    ),
    "odd flow": (
        "客户名称: 甲\n自定义分组: [ a ,\n  b,   # 二\n  c ]\n"
        "基础资料: {电话: [1, 2], 公司规模: {规模等级: 中}, 地址: []}\n路序: {}\n"
        "交易现状: {信用限度额: , 企业形象: 3}\n"
    ),
    "directives and question marks": (
        "---\n客户名称: 甲\n? 地区\n: 华东\n? 备注\n基础资料:\n  ? 传真\n  : 1\n  电话:\n  - - a\n...\n"
    ),
}
SHARED = {
    "anchors": "name: &a 甲\nshort_name: *a\n",
    "merge keys": "basics: &b\n  fax: '1'\ncharacteristics:\n  <<: *b\n",
    "a directive": "%YAML 1.1\n---\n客户名称: !!str 甲\n",
    "one field twice": "客户名称: 甲\nname: 乙\n",
    "two documents": "客户名称: 甲\n---\n客户名称: 乙\n",
}

# --- a second reader, and what the data must be ---------------------------------------------------------------------


def names_of(data: Any, table: Spelling) -> Any:
    """Data of another reader under English names and choice ids, without empty values."""
    if isinstance(data, dict):
        pairs = [(table.names[key][0] if key in table.names else key, key) for key in data]
        inner = {name: names_of(data[key], table.below(key)) for name, key in pairs}
        return {name: each for name, each in inner.items() if each not in ("", None, {})}
    if isinstance(data, list):
        return [names_of(each, table) for each in data]
    return table.choices.get(data, data)


def ruamel_data(text: str) -> Any:
    """What ruamel.yaml reads, every scalar as text; None where it does not read the file."""
    try:
        return names_of(YAML(typ="base", pure=True).load(text.removeprefix("\ufeff")), CUSTOMER)
    except RuamelError:
        return None


def wanted(data: Any, change: Edit) -> Any:
    """The data that must come out, worked out without the product."""
    data = copy.deepcopy(data)
    holder, name = data, change.at[-1]
    for step, after in zip(change.at, change.at[1:], strict=False):
        holder = entered(holder, step, [] if isinstance(after, int) else {})
    if isinstance(change, Delete):
        del holder[name]
        if not holder and isinstance(holder, list):
            return wanted(data, Delete(change.at[:-1]))
    elif isinstance(change, Insert):
        holder.insert(name, thawed(change.value))
    elif isinstance(change, Append):
        holder.setdefault(name, []).append(thawed(change.value))
    elif isinstance(holder, list) and name == len(holder):
        holder.append(thawed(change.value))
    else:
        holder[name] = thawed(change.value)
    return names_of(data, CUSTOMER)


def entered(holder: Any, step: str | int, empty: Any) -> Any:
    """What stands below a step; made where it is missing."""
    if isinstance(holder, dict):
        return holder.setdefault(step, empty)
    if step == len(holder):
        holder.append(empty)
    return holder[step]


def thawed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [thawed(each) for each in value]
    return {name: thawed(each) for name, each in value.items()} if isinstance(value, dict) else value


def check(text: str, change: Edit) -> bool:
    """Edit and hold the result against both readers; False where the edit was refused."""
    before = ruamel_data(text)
    try:
        after = edit(text, CUSTOMER, (change,))
    except KamError:
        return False
    if before is not None and (now := ruamel_data(after)) is not None:
        assert now == wanted(before, change), after
    assert_only_there(text, after, change)
    return True


def assert_only_there(text: str, after: str, change: Edit) -> None:
    """One place changed; a text on one line that takes the place of another changes that line only."""
    old, new = text.removeprefix("\ufeff").split("\n"), after.removeprefix("\ufeff").split("\n")
    blocks = [
        code for code in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    gone, come = sum(b - a for _, a, b, _, _ in blocks), sum(b - a for *_, a, b in blocks)
    if text in TRICKY.values():  # where a `#` starts a comment and nothing else
        assert all(line.partition("#")[2] in after for line in old if "#" in line)
    if (
        isinstance(change, Put)
        and isinstance(change.value, str)
        and "\n" not in change.value
        and "\n" not in old_text(text, change)
    ):
        depth = len(change.at)  # a missing key may need the groups above it
        assert gone <= 1 + (not text.endswith("\n"))
        assert come <= depth + (not text.endswith("\n"))
    assert len(blocks) <= 2


def old_text(text: str, change: Edit) -> str:
    """The lines of the value that is replaced, as the C reader finds them."""
    node = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
    table = CUSTOMER
    for step in change.at:
        if isinstance(node, yaml.MappingNode):
            found = [value for key, value in node.value if (table.names.get(key.value) or (key.value,))[0] == step]
            node = found[0] if found else None
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return ""
        table = table.below(step)
    return "" if node is None else "\n" * (node.end_mark.line - node.start_mark.line)


# --- edits nobody thought of ----------------------------------------------------------------------------------------

NASTY = st.sampled_from((
    *("NO", "~", "null", "true", "010000", "1e3", "-5", "- a", "? b", ": c", "a: b", "a #b", "#x", "@张三", "%5"),
    *("`", "'", '"', "\\", "[a]", "{b}", "a,b", "*x", "&y", "!z", "|", ">", "x:", " 前", "后 ", "注意：明天", "---"),
    *("...", "<<", "一\n二", "一\n二\n", "一\n\n二", " 一\n二", "一\n  二", "a\tb", "\t", "\r\n", "二\r三", "\u3000x"),
    *("\u00a0", "\x07", "x\u0085y", "x\u2028y", "\ufeff", "\u200b", "\U0001f4a1", "长" * 200, "=", "12:30:00"),
    *("2026-01-01", "0x1f", ".inf", "9144030012345E6789", "五十万", "500,000.00", "http://x.cn"),
))  # fmt: skip
TEXTS = NASTY | st.text(st.sampled_from("a1甲 :#-?'\"\n,[]{}|>&*!%@`\\：\u3000"), min_size=1, max_size=12)
FIELDS = """
name short_name remark region trade_basis code is_end_consumer nature route.area groups.0 groups.1 groups.2
basics.fax basics.email basics.uscc basics.history basics.phones.0 basics.addresses.0.text basics.addresses.1.kind
basics.company_size.employees basics.company_size.size_class tiers.credit.basis transactions.credit_limit
transactions.trade_terms.delivery characteristics.enterprise_scale
"""
PATHS = tuple(canonical(CUSTOMER, path) or () for path in FIELDS.split())
LISTS: tuple[KeyPath, ...] = (
    ("groups",),
    ("basics", "phones"),
    ("basics", "addresses"),
    ("transactions", "credit_problems"),
)
ITEMS: dict[KeyPath, st.SearchStrategy[Any]] = {
    ("groups",): TEXTS,
    ("basics", "phones"): TEXTS,
    ("basics", "addresses"): st.fixed_dictionaries({"kind": st.sampled_from(("office", "收货地址")), "text": TEXTS}),
    ("transactions", "credit_problems"): st.fixed_dictionaries({"kind": st.just("dispute"), "note": TEXTS}),
}


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    how = draw(st.sampled_from("pppalid"))
    if how == "p":
        return Put(draw(st.sampled_from(PATHS)), draw(TEXTS))
    at = draw(st.sampled_from(LISTS))
    if how == "a":
        return Append(at, draw(ITEMS[at]))
    if how == "l":
        return Put(at, tuple(draw(st.lists(ITEMS[at], max_size=3))))
    if how == "i":
        return Insert((*at, draw(st.integers(0, 2))), draw(ITEMS[at]))
    return Delete(draw(st.sampled_from(PATHS + LISTS)))


def generated(value: Any) -> st.SearchStrategy[str]:
    """The same data as PyYAML writes it in one of its many ways."""
    return st.builds(
        lambda **manner: yaml.dump(copy.deepcopy(value), allow_unicode=True, sort_keys=False, **manner),
        default_flow_style=st.sampled_from((False, False, True, None)),
        indent=st.integers(2, 6),
        width=st.sampled_from((12, 40, 10_000)),
        default_style=st.sampled_from((None, None, "'", '"', "|")),
        line_break=st.sampled_from(("\n", "\r\n")),
        explicit_start=st.booleans(),
    )


@st.composite
def files(draw: st.DrawFn) -> str:
    lang = draw(st.sampled_from(("zh", "en")))
    some: dict[str, Any] = {
        name: draw(TEXTS) for name in ("name", "short_name", "remark", "region") if draw(st.booleans())
    }
    if draw(st.booleans()):
        some["groups"] = draw(st.lists(TEXTS, max_size=3))
    if draw(st.booleans()):
        some["basics"] = {"phones": draw(st.lists(TEXTS, max_size=2)), "fax": draw(TEXTS)}
    if draw(st.booleans()):
        address = st.fixed_dictionaries({"kind": st.just("office"), "text": TEXTS})
        some.setdefault("basics", {})["addresses"] = draw(st.lists(address, max_size=2))
    return draw(generated(in_language(some, CUSTOMER, lang)))


def in_language(data: Any, table: Spelling, lang: str) -> Any:
    if isinstance(data, list):
        return [in_language(each, table, lang) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        table.terms[name].zh if lang == "zh" else name: in_language(each, table.below(name), lang)
        for name, each in data.items()
    }


@settings(max_examples=2000)
@given(text=st.sampled_from(sorted(TRICKY.values())), change=edits())
def test_a_tricky_file_changes_where_it_was_asked_or_not_at_all(text: str, change: Edit) -> None:
    check(text, change)


@settings(max_examples=200)
@given(text=files(), change=edits())
def test_a_generated_file_changes_where_it_was_asked_or_not_at_all(text: str, change: Edit) -> None:
    check(text, change)


@settings(max_examples=60)
@given(text=st.sampled_from(sorted(TRICKY.values())), changes=st.lists(edits(), min_size=2, max_size=4))
def test_several_edits_are_all_done_or_none(text: str, changes: list[Edit]) -> None:
    try:
        edit(text, CUSTOMER, tuple(changes))
    except KamError:
        return
    one_by_one = text
    for change in changes:
        one_by_one = edit(one_by_one, CUSTOMER, (change,))
    assert edit(text, CUSTOMER, tuple(changes)) == one_by_one


@pytest.mark.parametrize("name", TRICKY)
def test_most_scalar_sets_of_a_tricky_file_are_done(name: str) -> None:
    done = [check(TRICKY[name], Put(at, "新值")) for at in PATHS]

    assert sum(done) >= len(PATHS) // 2, name


@pytest.mark.parametrize("name", SHARED)
def test_what_the_reader_refuses_is_not_edited(name: str) -> None:
    with pytest.raises(KamError):
        edit(SHARED[name], CUSTOMER, (Put(("region",), "华东"),))


def test_an_edit_to_the_same_value_changes_no_byte() -> None:
    for text in TRICKY.values():
        data = ruamel_data(text)
        if data is not None and isinstance(data.get("name"), str):
            assert edit(text, CUSTOMER, (Put(("name",), data["name"]),)) == text


def test_nobodys_spelling_is_corrected() -> None:
    text = (
        "tiers:\n  信用等级: {评定等级: A, 日期: 2026-01-20, 经办人: gu.nan, 评定依据: 2026}\n"
        "基础资料: {电话: [ 1,2 ]}\n"
    )
    same = {"assigned": "A级", "date": "2026-01-20", "by": "gu.nan", "basis": "2026"}

    changes = (Put(("tiers", "credit"), same), Put(("basics", "phones"), ("1", "2")))
    assert edit(text, CUSTOMER, changes) == text
    moved = edit(text, CUSTOMER, (Put(("tiers", "credit"), same | {"date": "2026-11-24"}),))
    assert moved == text.replace("2026-01-20", "2026-11-24")


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        pytest.param("region: x\n", Put(("name",), "A"), "name: A\nregion: x\n", id="no earlier field: first"),
        pytest.param(
            "客户性质: 个人\n", Put(("nature",), "government"), "客户性质: 政府机构\n",
            id="a choice in the old language",
        ),
        pytest.param("nature: individual\n", Put(("nature",), "政府机构"), "nature: government\n", id="and in English"),
        pytest.param(
            "客户名称: 甲\n", Put(("nature",), "individual"), "客户名称: 甲\n客户性质: 个人\n",
            id="or the file's",
        ),
        pytest.param(
            "客户名称: 甲\nbasics:\n  fax: 1\n", Put(("basics", "email"), "x"),
            "客户名称: 甲\nbasics:\n  fax: 1\n  email: x\n", id="a key in the language of its group",
        ),
        pytest.param("name: A\n", Put(("basics", "uscc"), "1"), "name: A\nbasics:\n  uscc: '1'\n", id="a section"),
        pytest.param("name: A", Put(("region",), "x"), "name: A\nregion: x", id="no last line end stays so"),
        pytest.param(
            "name: A  # c\n\n# next\nbasics:\n  fax: 1\n", Put(("region",), "x"),
            "name: A  # c\nregion: x\n\n# next\nbasics:\n  fax: 1\n", id="before the heading of the next section",
        ),
        pytest.param(
            "remark: >-\n  a\n  b\n\nregion: x\n", Put(("remark",), "c"), "remark: c\n\nregion: x\n",
            id="folded",
        ),
        pytest.param(
            "remark: |  # c\n  a\n", Put(("remark",), "b\nc\n"), "remark: |  # c\n  b\n  c\n",
            id="its head's comment",
        ),
        pytest.param(
            "remark: a  # c\n", Put(("remark",), "b\nc"), "remark: |-  # c\n  b\n  c\n",
            id="a line becomes a block",
        ),
        pytest.param("code: \"a\"\n", Put(("code",), 'b"c'), 'code: "b\\"c"\n', id="double quotes stay"),
        pytest.param("code: 'a'\n", Put(("code",), "it's"), "code: 'it''s'\n", id="single quotes stay"),
        pytest.param(
            "region:   # c\n", Put(("region",), "x"), "region: x   # c\n",
            id="an empty value is filled in place",
        ),
        pytest.param("region: x  # c\n", Put(("region",), ""), "region:  # c\n", id="emptied, the comment stays"),
        pytest.param("groups:  # c\n", Append(("groups",), "b"), "groups: [b]  # c\n", id="an empty list key"),
        pytest.param(
            "basics:\n  addresses: \n", Put(("basics", "addresses"), ({"text": "x"},)),
            "basics:\n  addresses: \n    - text: x\n", id="an empty key gets lines",
        ),
        pytest.param(
            "basics:\ncode: A\n", Put(("basics", "fax"), "1 2"), "basics:\n  fax: 1 2\ncode: A\n",
            id="a group",
        ),
        pytest.param("", Put(("basics", "fax"), "x"), "基础资料:\n  传真: x\n", id="an empty file"),
        pytest.param("# c", Append(("groups",), "x"), "# c\n自定义分组: [x]", id="nothing but a comment"),
        pytest.param("groups: [a]\n", Put(("groups", 1), "b"), "groups: [a, b]\n", id="the place after the last"),
        pytest.param(
            "remark: |  # c\n  a\ncode: b\n", Put(("remark",), ""), "remark:  # c\ncode: b\n",
            id="a block emptied",
        ),
        pytest.param(
            "groups: [a]\n", Put(("groups",), ("x" * 80,)), "groups:\n  - " + "x" * 80 + "\n",
            id="too long for []",
        ),
        pytest.param("groups:\n  - a\n", Put(("groups",), ()), "groups: []\n", id="looked into: none"),
        pytest.param("route: {}\n", Put(("route", "area"), "x"), "route: {area: x}\n", id="braces"),
        pytest.param("groups: [a, c]\n", Insert(("groups", 1), "b"), "groups: [a, b, c]\n", id="between"),
        pytest.param("name: A\nregion: x", Delete(("region",)), "name: A", id="the last line of a file without an end"),
        pytest.param("groups: [a]\n", Append(("groups",), "b, c"), "groups: [a, 'b, c']\n", id="brackets"),
        pytest.param(
            "groups:\n- a\n# c\n", Append(("groups",), "b"), "groups:\n- a\n- b\n# c\n",
            id="a dash under its key",
        ),
        pytest.param("groups:\n    - a\n", Insert(("groups", 0), "b"), "groups:\n    - b\n    - a\n", id="before"),
        pytest.param("groups: [a]\nname: A\n", Delete(("groups", 0)), "groups:\nname: A\n", id="the last item"),
        pytest.param(
            "basics:\n  addresses: []  # c\n", Append(("basics", "addresses"), {"kind": "office", "text": "x"}),
            "basics:\n  addresses:  # c\n    - kind: office\n      text: x\n", id="an empty list becomes lines",
        ),
    ],
)  # fmt: skip
def test_an_edit_and_its_text(text: str, change: Edit, expected: str) -> None:
    assert edit(text, CUSTOMER, (change,)) == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("groups:\n  - a  # why\n  - b\n", Delete(("groups", 0)), id="a comment would go"),
        pytest.param("groups:\n  - a  # why\n  - b\n", Put(("groups",), ("c",)), id="with a whole list too"),
        pytest.param("name: A\n", Put(("name", "x"), "b"), id="a text is no group"),
        pytest.param("groups: [a]\n", Put(("groups",), "b"), id="a list is no text"),
        pytest.param("groups: [a]\n", Put(("groups", 5), "b"), id="no such place"),
        pytest.param("name: A\n", Delete(("region",)), id="nothing to take out"),
        pytest.param("name: A\n", Delete(("name",)), id="nothing would be left"),
        pytest.param("- a\n", Put(("name",), "b"), id="no record"),
        pytest.param("name： A\n", Put(("name",), "b"), id="a full-width colon"),
    ],
)
def test_what_is_refused(text: str, change: Edit) -> None:
    with pytest.raises(KamError):
        edit(text, CUSTOMER, (change,))
