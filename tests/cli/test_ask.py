"""`kam add` at a terminal: what it asks, what it accepts, what it says to a likeness; giving up leaves nothing."""

from pathlib import Path

import pytest

from tests.cli.at_terminal import CONTROL_C, CONTROL_D
from tests.cli.conftest import Kam, Start, git
from tests.cli.test_check import put

ROSTER = """units: [{id: hz, kind: office, name: 杭州办事处}]
staff:
  - {id: lin.he, name: 林禾, unit: hz, email: lin.he@firm.example, roles: [{role: rep, valid_from: 2020-01-01}]}
  - {id: wang.a, name: 王芳, unit: hz, email: a@firm.example, roles: [{role: rep, valid_from: 2020-01-01}]}
  - {id: wang.b, name: 王芳, unit: hz, email: b@firm.example, roles: [{role: rep, valid_from: 2020-01-01}]}
"""


@pytest.fixture
def staffed(book: Path) -> Path:
    """A book with an office, three people, the one at the keyboard among them, and a customer."""
    put(book, "organisation.yaml", ROSTER)
    put(
        book,
        "customers/C0001.yaml",
        "客户名称: 青岚示例纺织机械有限公司\n办事处: hz\n基础资料: {统一社会信用代码: 91330100MA0EXMP172}\n",
    )
    return book


def files(book: Path) -> set[str]:
    return set(git(book, "status", "--porcelain", "-uall").splitlines())


def test_a_contract_is_asked_for_field_by_field(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add", "合同")

    opening = kam.expect("客户 customer:")
    assert "回车＝跳过" in opening
    kam.type("C9\n")
    kam.expect("没有编号或名称为“C9”的客户")
    kam.answer("客户 customer:", "青岚示例纺织机械有限公司")
    kam.answer("是 C0001（青岚示例纺织机械有限公司）吗？ [是/否，回车为是]:")
    kam.answer("合同编号 contract_no（纸面合同上的编号，不是文件编号）:", "HT-1")
    kam.answer("合同名称 title:", "年度供货")
    assert "1 购销  2 商品供应" in kam.expect("  ?:")
    kam.type("9\n")
    kam.expect("没有“9”这一项；写号码或名称")
    kam.answer("  ?:", "3")
    kam.answer("合同额 amount", "十万")
    kam.expect("合同额：“十万”不是金额（写 120000、120,000.00、12万、1.2亿）")
    kam.answer("合同额 amount", "26.8万")
    kam.answer("生效日期 effective_from", "2026-02-30")
    kam.expect("没有 2026-02-30 这一天")
    kam.answer("生效日期 effective_from", "2026-12-01")
    kam.answer("到期日期 effective_to")
    kam.answer("  ?:", "open_account")
    kam.expect("还要在文件里填：交货期限、商品明细")

    assert kam.ended() == 0, kam.screen
    [path] = (staffed / "records/contracts").glob("CN-*.yaml")
    text = path.read_text(encoding="utf-8")
    assert "\n客户: C0001\n版次: 1\n合同编号: HT-1\n合同名称: 年度供货\n合同类别: 质量保证\n" in text
    assert "合同额: 26.8万\n" in text
    assert "付款方式: 赊销\n" in text
    assert "到期日期:\n" in text
    assert f"records/contracts/{path.name}" in kam.screen
    assert f"kam edit {path.stem}" in kam.screen


def test_what_is_known_stands_in_brackets(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add", "application", "customer=C0001", "--lang", "en")

    kam.answer("[hz 杭州办事处]:", "-")
    kam.answer("Applicant (who signs nothing of his own) [lin.he 林禾]:", "王芳")
    kam.expect("more than one member of staff is called 王芳: wang.a, wang.b; write the id")
    kam.answer("[lin.he 林禾]:", "wang.b")
    kam.expect("王芳")
    kam.answer("Applied on [20", "2026-11-20")
    kam.expect("Contract (the contract text or draft that goes with it):")

    assert kam.given_up(CONTROL_C) == 130
    assert "given up; nothing was added" in kam.screen
    assert not (staffed / "records/applications").exists()


def test_defaults_are_taken_by_enter(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add", "信用调查", "客户=C0001")
    kam.answer("调查日期 investigated_on", "2026-11-02")
    kam.answer("调查人 by [lin.he 林禾]:")
    for _ in range(8):
        kam.answer(":")
    kam.ended()

    [path] = (staffed / "records/credit_investigations").glob("CR-*.yaml")
    assert "调查日期: 2026-11-02\n调查人: lin.he\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [CONTROL_C, CONTROL_D])
def test_giving_up_leaves_nothing_behind(staffed: Path, at_terminal: Start, key: str) -> None:
    before = files(staffed)
    kam = at_terminal(staffed, "add")

    kam.answer("客户名称 name", "甲公司")
    kam.expect("统一社会信用代码 uscc")

    assert kam.given_up(key) == 130
    assert "已放弃，没有新建" in kam.screen
    assert files(staffed) == before


def test_a_likeness_is_shown_at_once_and_refused_by_default(staffed: Path, at_terminal: Start) -> None:
    before = files(staffed)
    kam = at_terminal(staffed, "add")

    kam.answer("客户名称 name", "青岚示例 纺织机械股份有限公司")
    kam.expect("与 C0001（青岚示例纺织机械有限公司）可能重复：客户名称相同")
    kam.answer("仍要新建吗？ [是/否，回车为否]:")

    assert kam.ended() == 1
    assert "kam show C0001" in kam.screen
    assert files(staffed) == before


def test_an_accepted_likeness_is_asked_about_once_and_a_same_code_never_accepted(
    staffed: Path, at_terminal: Start
) -> None:
    kam = at_terminal(staffed, "add")

    kam.answer("客户名称 name")
    kam.expect("这一项不能空")
    kam.answer("客户名称 name", "青岚示例 纺织机械股份有限公司")
    kam.answer("仍要新建吗？", "是")
    kam.answer("统一社会信用代码 uscc", "91330100ma0exmp172")
    kam.expect("是同一家")

    assert kam.ended() == 1
    assert "这家客户已有档案，没有新建" in kam.screen


def test_people_are_asked_for_their_customers_id(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add", "people", "--dry-run")

    kam.answer("编号 （客户的编号）:", "../x")
    kam.expect("编号 ../x 不合规")
    kam.answer("编号 （客户的编号）:", "C0001")

    assert kam.ended() == 0, kam.screen
    assert "+++ b/people/C0001.yaml" in kam.screen


def test_a_wrong_reference_is_refused_before_anything_is_asked(staffed: Path, at_terminal: Start) -> None:
    nobody = at_terminal(staffed, "add", "contract", "customer=NOPE")
    assert nobody.ended() == 1
    assert "没有编号或名称为“NOPE”的客户" in nobody.screen

    named = at_terminal(staffed, "add", "contract", "客户=青岚示例纺织机械有限公司")
    assert named.ended() == 1
    assert "客户=C0001" in named.screen


@pytest.mark.parametrize("option", ["--no-input", "--dry-run"])
def test_nobody_is_asked_who_said_no_or_said_enough(staffed: Path, at_terminal: Start, option: str) -> None:
    kam = at_terminal(staffed, "add", "name=甲公司", option)

    assert kam.ended() == 0, kam.screen
    assert "uscc" not in kam.screen


def test_without_a_terminal_nothing_is_asked_and_references_must_exist(staffed: Path, kam: Kam) -> None:
    ran = kam("add", "contract", "customer=NOPE", "--dry-run")
    assert (ran.code, ran.out) == (1, "")
    assert "没有编号为 NOPE 的客户" in ran.err
    assert "--force" in ran.err

    assert "lin.he 叫这个名字，写编号" in kam("add", "客户名称=乙", "客户负责人=林禾").err
    assert kam("add", "contract", "customer=NOPE", "--force").code == 0
    assert kam("add", "contract", "customer=C0001").code == 0


def test_an_id_taken_meanwhile_is_no_reason_to_answer_again(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add")

    kam.answer("客户名称 name", "甲公司")
    kam.expect("统一社会信用代码 uscc")
    put(staffed, "customers/C0002.yaml", "客户名称: 别人先建的\n")
    for _ in range(13):
        kam.type("-\n")

    assert kam.ended() == 0, kam.screen
    assert "records/customers/C0003.yaml" in kam.screen


def test_answers_that_are_refused_in_the_end_need_not_be_given_again(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add", "people", "persons.0.id=C0001-P1")

    kam.answer("编号", "C0001")

    assert kam.ended() == 1, kam.screen
    assert "kam add people persons.0.id=C0001-P1 --id C0001" in kam.screen
    taken = at_terminal(staffed, "add", "customer", "--id", "C0001")
    assert (taken.ended(), "编号 C0001 已有人用" in taken.screen) == (1, True)


def test_where_the_screen_is_a_file_questions_stand_beside_it(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add", "people", "persons.0.id=C0001-P1", "persons.0.name=甲", out=staffed / "out")

    kam.answer("编号", "C0001")

    assert kam.ended() == 0, kam.screen
    assert (staffed / "out").read_text(encoding="utf-8") == "records/people/C0001.yaml\n"


def test_a_customer_belongs_to_who_collected_it_by_default(staffed: Path, at_terminal: Start) -> None:
    kam = at_terminal(staffed, "add")

    kam.answer("客户名称 name", "砚溪示例仪表有限公司")
    kam.expect("uscc")
    kam.type("\n" * 20)

    assert kam.ended() == 0, kam.screen
    text = (staffed / "records/customers/C0002.yaml").read_text(encoding="utf-8")
    assert "收集人: lin.he\n" in text
    assert "客户负责人: lin.he\n" in text
    assert "分配给: lin.he\n" in text
