"""The real yaml-language-server in a real book: what it shows, offers and flags, and that it and kam agree on it.

KAM_TEST_YLS names the folder in which `npm install yaml-language-server` was run, KAM_TEST_CLIENTS the folder of
`yls_driver.py`, which speaks its protocol.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Kam
from tests.editor_yaml import load
from tests.store.test_one_verdict import TEXTS, validator

pytestmark = pytest.mark.machine
CLAUSE = "建立客户数据库，新增前先查重"


class Shown(NamedTuple):
    """What the server publishes and answers for one file: `flagged` by line and column, both from 1."""

    flagged: dict[tuple[int, int], str]
    hovers: dict[str, str]
    offered: dict[str, list[str]]


Ask = Callable[..., Shown]


@pytest.fixture
def ask() -> Ask:
    """Give `ask(file, hover=("2:1",), complete=("3:5",))`: open a file in the server as an editor does."""
    server, clients = os.environ.get("KAM_TEST_YLS"), os.environ.get("KAM_TEST_CLIENTS")
    if not server or not clients or not shutil.which("node"):
        pytest.skip("KAM_TEST_YLS, KAM_TEST_CLIENTS or node is missing")

    def run(file: Path, *more: str, hover: tuple[str, ...] = (), complete: tuple[str, ...] = ()) -> Shown:
        asked = [word for at in hover for word in ("--hover", at)] + [w for at in complete for w in ("--complete", at)]
        driver = [sys.executable, f"{clients}/yls_driver.py", "--server", server, "--json", "--timeout", "60"]
        ran = subprocess.run([*driver, *more, *asked, str(file)], capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 1), ran.stderr
        told = json.loads(ran.stdout)
        flagged = {(each["line"], each["col"]): each["message"] for each in told["diagnostics"]}
        return Shown(flagged, told["hovers"], told["completions"])

    return run


def written(book: Path, path: str, text: str) -> Path:
    file = book / "records" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def modeline(kind: str) -> str:
    return f"# yaml-language-server: $schema=../.schema/{kind}.schema.json\n"


def with_policy(book: Path, kam: Kam) -> None:
    """A list of regions, a clause of the company's own, and the schemas that go with them."""
    policy = book / "records/policy.yaml"
    text = policy.read_text(encoding="utf-8").replace("地区清单: []", "地区清单: [华东, 华中]")
    policy.write_text(re.sub(r"(R-DAT-04:(?:\n    .*)*条文: ).*", rf"\g<1>{CLAUSE}", text), encoding="utf-8")
    assert kam("check", "--strict").code == 0
    assert kam("schema", "--install").code == 0


def test_a_new_record_is_explained_and_its_keys_and_choices_are_offered(book: Path, kam: Kam, ask: Ask) -> None:
    with_policy(book, kam)
    assert kam("add", "客户名称=甲公司").code == 0
    file = book / "records/customers/C0001.yaml"
    lines = [re.sub(r":(?: *#.*)?$", ": ", line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines.insert(2, "")  # where the next key is about to be typed
    at = {line.partition(":")[0]: number for number, line in enumerate(lines, 1)}
    file.write_text("\n".join((*lines, "")), encoding="utf-8")
    name, relation = (f"{at[key]}:2" for key in ("客户名称", "客户关系"))
    values = tuple(f"{at[key]}:{len(key) + 3}" for key in ("客户关系", "地区", "终端消费者"))

    shown = ask(file, hover=(name, relation), complete=(*values, "3:1"))

    assert shown.flagged == {}
    for part in (
        "#### 客户名称",
        "客户名称 name",
        "说明：营业执照上的全称",
        "写法：文字",
        "必填：总是",
        "制度：",
        CLAUSE,
    ):
        assert part in shown.hovers[name]
    assert shown.hovers[relation].startswith("#### 客户关系\n")
    assert "||" not in shown.hovers[relation]
    assert [shown.offered[each] for each in values] == [["直接客户", "间接客户"], ["华东", "华中"], ["是", "否"]]
    assert "简称" in shown.offered["3:1"]
    assert not [key for key in shown.offered["3:1"] if key.isascii()]


def test_what_is_wrong_is_flagged_where_kam_flags_it(book: Path, kam: Kam, ask: Ask) -> None:
    with_policy(book, kam)
    body = (
        "客户名称: 甲公司\n客户关系: 熟客\n乱键: 1\n终端消费者: 也许\n地区: 火星\n收集日期: 2026-02-30\n"
        "基础资料:\n  地址:\n    - 地址类别: 注册地址\n      详细地址: [a]\n      电话: 1\n  公司规模: 很大\n"
    )
    file = written(book, "customers/C0001.yaml", modeline("customer") + body)

    shown = ask(file)

    found = json.loads(kam("check", "--format", "json", file).out)["findings"]
    # the words of a policy list are judged of records that can be read, so not yet in this file
    errors = {(each["line"], each["column"]) for each in found if each["severity"] == "error"}
    assert set(shown.flagged) == errors | {(6, 5)}
    assert {line for line, _ in shown.flagged} == {3, 4, 5, 6, 7, 11, 12, 13}
    assert shown.flagged[3, 7] == "可选：直接客户、间接客户"
    assert shown.flagged[7, 7].startswith("日期：2026-03-09")


def test_an_english_book_offers_english_and_takes_chinese(home: Path, kam: Kam, ask: Ask) -> None:
    assert kam("init", "--lang", "en", "--name", "Firm").code == 0
    body = "name: A\n客户关系: 直接客户\nnature: 普通公司\nlifecycle_status: \nname_: 1\nrelation_kind: direct\n"
    file = written(home, "customers/C0001.yaml", modeline("customer") + body)

    shown = ask(file, hover=("2:2", "3:2"), complete=("5:19", "8:1"))

    assert "#### Name\n" in shown.hovers["2:2"]
    assert "Required: always" in shown.hovers["2:2"]
    assert "#### Relation kind" in shown.hovers["3:2"]
    assert "lead" in shown.offered["5:19"]
    assert all(each.isascii() for each in (*shown.offered["5:19"], *shown.offered["8:1"]))
    assert {line for line, _ in shown.flagged} == {3, 6}
    assert shown.flagged[3, 1] == "one field in both languages: keep one"


def test_the_files_that_init_writes_are_right(book: Path, ask: Ask) -> None:
    for name in ("policy", "organisation", "calendar"):
        file = book / f"records/{name}.yaml"
        keys = (n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if re.match(r"\w", line))
        first = f"{next(keys)}:2"

        shown = ask(file, hover=(first,))

        assert shown.flagged == {}, name
        assert shown.hovers[first].startswith("#### "), name


def test_the_patterns_of_the_settings_find_the_files(book: Path, ask: Ask) -> None:
    patterns = json.loads((book / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for path, kind in (
        ("customers/sub/C1", "customer"),
        ("customers/C2", "customer"),
        ("delegations/D.revoked", "revocation"),
    ):
        file = written(book, f"{path}.yaml", "乱键: 1\n")
        schema = f"./records/.schema/{kind}.schema.json"

        shown = ask(file, "--schema", str(book / schema), "--glob", patterns[schema])

        assert (1, 1) in shown.flagged, path


STAFF = "  - {{编号: a, 姓名: b, 所属单位: c, 邮箱: d, 业务能力: {text}}}\n"
SHEETS = (  # what many values stand in: the kind, its file, the lines before, and a line for one value
    ("company_figures", "company/2025.yaml", "企业总销售额: 1\n地区销售额:\n", "  k{n}: {text}\n"),
    ("company_figures", "company/2025.yaml", "企业总销售额: 1\n汇率:\n", "  k{n}: {text}\n"),
    ("import_map", "imports/erp.yaml", "台账: 销售\n客户对照:\n", "  k{n}: {text}\n"),
    ("calendar", "calendar.yaml", "休息日:\n", "  - 日期: {text}\n"),
    ("organisation", "organisation.yaml", "员工:\n", STAFF),
    ("organisation", "organisation.yaml", "岗位:\n", "  - {{角色: 业务经理, 可见密级: {text}}}\n"),
)
ODD = ("*x", "!x 12", "&x 12", "{a: }", "")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: re.sub(r"\W+", "-", sheet[2]))
def test_the_server_judges_values_as_the_test_of_one_verdict_does(
    tmp_path: Path, ask: Ask, sheet: tuple[str, str, str, str]
) -> None:
    kind, path, head, line = sheet
    texts = [each for each in TEXTS if each not in ODD and not ("{" in line[:5] and set(each) & set("[{,:"))]
    root = Path(__file__).parents[2] / "records"
    file = written(tmp_path, path, head + "".join(line.format(n=n, text=text) for n, text in enumerate(texts)))

    shown = ask(file, "--schema", str(root / f".schema/{kind}.schema.json"), "--glob", str(file))

    first = head.count("\n") + 1
    flagged = {texts[number - first] for number, _ in shown.flagged}
    whole = validator(kind, root)
    assert flagged == {each for each in texts if not whole.is_valid(load(head + line.format(n=0, text=each)))}
