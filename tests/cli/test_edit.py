"""`kam edit`: real programs as editors; whatever they do, no keystroke is lost."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.at_terminal import CONTROL_C, CONTROL_D
from tests.cli.conftest import Kam, Start, git
from tests.cli.test_check import put

CUSTOMER = "# 老客户\n客户名称: 甲公司\n客户状态: 线索   # 只由 kam move 改\n地区: 华东\n"
Editor = Callable[[str], str]


@pytest.fixture
def editor(book: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Give `editor("sed -i s/a/b/ $1")`: from now on EDITOR runs these shell lines; the book holds C0001."""
    put(book, "customers/C0001.yaml", CUSTOMER)
    git(book, "add", "-A")
    git(book, "commit", "-q", "-m", "start")
    monkeypatch.delenv("VISUAL", raising=False)

    def install(lines: str) -> str:
        script = book.parent / f"{book.name}-editor.sh"
        script.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", str(script))
        return str(script)

    return install


def text(book: Path, name: str = "customers/C0001.yaml") -> str:
    return (book / "records" / name).read_text(encoding="utf-8")


def copies(book: Path) -> list[Path]:
    return sorted((book / "records").rglob(".*.edit.yaml"))


def test_a_good_edit_is_written_and_named(book: Path, kam: Kam, editor: Editor) -> None:
    editor("sed -i 's/华东/华南/' \"$1\"")

    ran = kam("edit", "C0001")

    assert ran.code == 0, ran
    assert ran.out.splitlines()[-1] == "records/customers/C0001.yaml"
    assert text(book) == CUSTOMER.replace("华东", "华南")
    assert copies(book) == []


def test_commit_holds_the_edited_file_alone(book: Path, kam: Kam, editor: Editor) -> None:
    put(book, "customers/C0002.yaml", "客户名称: 丙\n")
    editor("sed -i 's/甲公司/乙公司/' \"$1\"")

    kam("edit", "C0001", "--commit")

    assert git(book, "log", "-1", "--format=%s", "--name-only").split("\n")[:3] == [
        "C0001: edit",
        "",
        "records/customers/C0001.yaml",
    ]


def test_nothing_changed_is_said(book: Path, kam: Kam, editor: Editor) -> None:
    editor(":")

    ran = kam("edit", "C0001")

    assert (ran.code, ran.out, ran.err) == (0, "", "没有变化\n")
    assert copies(book) == []


def test_without_a_terminal_findings_are_printed_and_the_text_is_kept(book: Path, kam: Kam, editor: Editor) -> None:
    editor("sed -i 's/^地区:.*/客户性质: 胡说/' \"$1\"")

    ran = kam("edit", "C0001", "--commit")

    assert ran.code == 1
    assert "records/customers/C0001.yaml:4:7: 错误: 客户性质：没有“胡说”这一项" in ran.out
    assert "已保留，还有 1 个错误" in ran.err
    assert "有错误，没有提交" in ran.err
    assert "胡说" in text(book)
    assert git(book, "log", "--format=%s") == "start\n"


def test_what_an_edit_causes_elsewhere_is_listed(book: Path, kam: Kam, editor: Editor) -> None:
    put(book, "customers/C0002.yaml", "客户名称: 乙公司\n客户状态: 线索\n")
    editor("sed -i 's/甲公司/乙公司/' \"$1\"")

    ran = kam("edit", "C0001")

    assert ran.code == 0
    assert "records/customers/C0002.yaml:1:7: 警告: 与 C0001（乙公司）可能重复" in ran.out


@pytest.mark.parametrize(
    ("lines", "code", "said", "kept"),
    [
        pytest.param("echo '# mine' >> \"$1\"; exit 3", 4, "编辑器以 3 退出", True, id="the editor fails"),
        pytest.param("exit 1", 4, "编辑器以 1 退出", False, id="the editor fails and changed nothing"),
        pytest.param("rm \"$1\"", 4, "编辑器删掉了它的文件", False, id="the editor deletes the file"),
        pytest.param("echo '# mine' >> \"$1\"; echo '# theirs' >> records/customers/C0001.yaml",
                     4, "读取后又被改动", True, id="somebody else changed it"),
        pytest.param("echo '# mine' >> \"$1\"; rm records/customers/C0001.yaml",
                     4, "读取后又被改动", True, id="somebody else took it away"),
        pytest.param("mv \"$1\" \"$1.old\"; ln -s /etc/hostname \"$1\"", 4, "符号链接", False, id="a link"),
    ],
)  # fmt: skip
def test_accidents_are_told_in_one_line(
    book: Path, kam: Kam, editor: Editor, lines: str, code: int, said: str, *, kept: bool
) -> None:
    editor(lines)

    ran = kam("edit", "C0001")

    refusal = [line for line in ran.err.splitlines() if line.startswith("kam: ")]
    assert ran.code == code, ran
    assert len(refusal) == 1
    assert said in refusal[0]
    assert "mine" not in (text(book) if (book / "records/customers/C0001.yaml").exists() else "")
    mine = [each for each in copies(book) if not each.is_symlink() and "# mine" in each.read_text(encoding="utf-8")]
    assert bool(mine) is kept
    assert all(str(each.relative_to(book)) in ran.err for each in mine)


def test_an_editor_may_replace_the_file(book: Path, kam: Kam, editor: Editor) -> None:
    editor('cp "$1" "$1.new"; echo "# mine" >> "$1.new"; mv "$1.new" "$1"')

    assert kam("edit", "C0001").code == 0
    assert text(book) == f"{CUSTOMER}# mine\n"


def test_an_edit_left_over_is_named(book: Path, kam: Kam, editor: Editor) -> None:
    (book / "records/customers/.C0001.abc.edit.yaml").write_text("客户名称: 从前\n", encoding="utf-8")
    editor(":")

    assert "上次没有编辑完的文字留在 records/customers/.C0001.abc.edit.yaml" in kam("edit", "C0001").err
    assert len(copies(book)) == 1


def test_a_file_in_another_encoding_is_kept_and_told(book: Path, kam: Kam, editor: Editor) -> None:
    editor('iconv -f utf-8 -t gb18030 "$1" > "$1.x"; mv "$1.x" "$1"')

    ran = kam("edit", "C0001")

    assert ran.code == 3
    assert "kam fmt --from gb18030 customers/C0001.yaml" in ran.out
    assert (book / "records/customers/C0001.yaml").read_bytes() == CUSTOMER.encode("gb18030")
    assert kam("fmt", "--from", "gb18030", "customers/C0001.yaml").code == 0
    assert text(book) == CUSTOMER


def test_a_broken_record_and_a_broken_policy_can_be_mended(book: Path, kam: Kam, editor: Editor) -> None:
    put(book, "customers/C0001.yaml", "客户名称: [甲\n")
    editor("printf '客户名称: 甲\\n' > \"$1\"")
    assert kam("edit", "C0001").code == 0
    assert text(book) == "客户名称: 甲\n"

    good = text(book, "policy.yaml")
    put(book, "policy.yaml", good.replace("\n", "\n: [\n", 1))
    (book / "good").write_text(good, encoding="utf-8")
    editor('cp good "$1"')
    assert kam("edit", "policy").code == 0
    assert text(book, "policy.yaml") == good


def test_a_state_that_was_changed_by_hand_is_told(book: Path, kam: Kam, editor: Editor) -> None:
    editor("sed -i 's/: 线索/: 候选/' \"$1\"")

    ran = kam("edit", "C0001")

    assert "客户状态从“线索”改成了“候选”；改状态要用 kam move" in ran.err
    assert "候选   # 只由 kam move 改" in text(book)


def test_a_guarded_value_gets_its_next_revision(book: Path, kam: Kam, editor: Editor) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲公司\n客户状态: 已认定\n")
    editor("sed -i 's/甲公司/乙公司/' \"$1\"")

    ran = kam("edit", "C0001")

    assert "C0001.identity 现为第 1 版" in ran.err, ran
    assert "身份资料: 1" in text(book)
    assert copies(book) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("C0002", "没有编号为 C0002 的记录；是 C0001 吗？"),
        ("signoffs/C0001.credit/r1-approve-sales_director.yaml", "签署只增不改"),
        ("customers", "不是文件"),
        ("/etc/hostname", "不在账簿"),
        ("extra/x.yaml", "不在任何一种记录的目录里"),
    ],
)
def test_what_can_not_be_edited(book: Path, kam: Kam, editor: Editor, name: str, said: str) -> None:
    put(book, "signoffs/C0001.credit/r1-approve-sales_director.yaml", "动作: 批准\n")
    put(book, "extra/x.yaml", "a: b\n")
    editor(":")

    ran = kam("edit", name)

    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("name", ["组织", "organisation", "organisation.yaml", "records/organisation.yaml"])
def test_files_are_named_in_several_ways(book: Path, kam: Kam, editor: Editor, name: str) -> None:
    editor('echo "$1" > opened')

    assert kam("edit", name).code == 0
    assert "/records/.organisation." in (book / "opened").read_text(encoding="utf-8")


def test_arguments_of_the_editor_and_a_field_to_begin_at(
    book: Path, kam: Kam, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Path(editor('echo "$@" > opened'))
    monkeypatch.setenv("VISUAL", f"'{program}' --wait")
    kam("edit", "C0001", "--field", "region")
    assert (book / "opened").read_text(encoding="utf-8").startswith("--wait /")

    jumping = program.rename(program.with_name("nano"))
    monkeypatch.setenv("VISUAL", str(jumping))
    kam("edit", "C0001", "--field", "地区")
    assert (book / "opened").read_text(encoding="utf-8").startswith("+4 /")

    assert "没有“领域外”这个字段" in kam("edit", "C0001", "--field", "领域外").err


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("no-such-editor --x", "编辑器 no-such-editor 打不开"),
        ("vi 'x", "环境变量 EDITOR 的引号没有配对"),
        ("", "EDITOR 没有设"),
    ],
)
def test_an_editor_that_can_not_be_started(
    book: Path, kam: Kam, editor: Editor, monkeypatch: pytest.MonkeyPatch, told: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", told)
    if not told:
        monkeypatch.setattr("kamcli.store.editor.USUAL", ("no-such-editor",))

    ran = kam("edit", "C0001")

    assert ran.code == 4
    assert said in ran.err
    assert copies(book) == []


# --- at a terminal --------------------------------------------------------------------------------------------------

SPOIL_THEN_MEND = (
    'if grep -q 胡说 "$1"; then sed -i \'s/胡说/普通公司/\' "$1"; else echo \'客户性质: 胡说\' >> "$1"; fi'
)


def test_edit_again_until_it_is_right(book: Path, editor: Editor, at_terminal: Start) -> None:
    editor(SPOIL_THEN_MEND)
    kam = at_terminal(book, "edit", "C0001")

    kam.expect("没有“胡说”这一项")
    kam.answer("有 1 个错误：e 再编辑，k 保留，r 放回原样 [e]:", "what")
    kam.answer("有 1 个错误：e 再编辑，k 保留，r 放回原样 [e]:")

    assert kam.ended() == 0, kam.screen
    assert text(book) == f"{CUSTOMER}客户性质: 普通公司\n"
    assert copies(book) == []


def test_put_back_keeps_what_was_typed_in_a_file_that_it_names(book: Path, editor: Editor, at_terminal: Start) -> None:
    editor(SPOIL_THEN_MEND)
    kam = at_terminal(book, "edit", "C0001", "--lang", "en")

    kam.answer("errors: 1; e edit again, k keep, r put back [e]:", "r")

    assert kam.ended() == 1
    assert text(book) == CUSTOMER
    [copy] = copies(book)
    assert copy.read_text(encoding="utf-8") == f"{CUSTOMER}客户性质: 胡说\n"
    assert f"your text is kept in {copy.relative_to(book)}" in kam.screen


@pytest.mark.parametrize("key", ["k\n", CONTROL_C, CONTROL_D])
def test_keep_and_giving_up_keep_the_text(book: Path, editor: Editor, at_terminal: Start, key: str) -> None:
    editor(SPOIL_THEN_MEND)
    kam = at_terminal(book, "edit", "C0001")

    kam.expect("放回原样 [e]:")

    assert kam.given_up(key) == 1
    assert text(book) == f"{CUSTOMER}客户性质: 胡说\n"
    assert copies(book) == []


def test_a_window_that_is_not_waited_for_is_waited_for_here(book: Path, editor: Editor, at_terminal: Start) -> None:
    editor(":")
    kam = at_terminal(book, "edit", "C0001")

    kam.expect("编辑器马上就返回了；在它里面改完存好，再按回车:")
    [copy] = copies(book)
    copy.write_text(f"{CUSTOMER}# 后来存的\n", encoding="utf-8")
    kam.type("\n")

    assert kam.ended() == 0, kam.screen
    assert text(book).endswith("# 后来存的\n")


def test_an_interrupt_in_the_editor_is_the_editors(book: Path, editor: Editor, at_terminal: Start) -> None:
    editor('trap \'echo "# 中断过" >> "$1"; exit 0\' INT; echo 等着; while :; do sleep 0.1; done')
    kam = at_terminal(book, "edit", "C0001")

    kam.expect("等着")
    kam.type(CONTROL_C)

    assert kam.ended() == 0, kam.screen
    assert text(book).endswith("# 中断过\n")


def test_a_link_in_place_of_the_copy_is_taken_away(book: Path, kam: Kam, editor: Editor) -> None:
    editor('cp "$1" ../mine.yaml; mv "$1" ../away; ln -s "$PWD/../mine.yaml" "$1"')

    ran = kam("edit", "C0001")

    assert ran.code == 4
    assert "编辑器把它的文件换成了符号链接" in ran.err
    assert "mine.yaml" in ran.err
    assert copies(book) == []
    assert text(book) == CUSTOMER


def test_a_customer_is_opened_by_its_name(book: Path, kam: Kam, editor: Editor) -> None:
    editor("sed -i 's/华东/华南/' \"$1\"")

    assert kam("edit", "甲公司").code == 0
    assert "地区: 华南" in text(book)


@pytest.mark.parametrize(
    ("name", "said", "hint"),
    [
        ("", "没有写要编辑哪条记录", "kam edit C0001"),
        ("NOPE", "没有编号为 NOPE 的记录", "kam list"),
        ("C0009", "C0001 吗？", "kam list"),
        ("公司", "是 甲公司 C0001、乙公司 C0002 吗？", "kam edit 编号"),
        ("乙", "是 乙公司 C0002 吗？", "kam edit C0002"),
    ],
)
def test_what_names_no_record(book: Path, kam: Kam, editor: Editor, name: str, said: str, hint: str) -> None:
    editor("false")
    put(book, "customers/C0002.yaml", "客户名称: 乙公司\n")

    ran = kam("edit", name)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert hint in ran.err
