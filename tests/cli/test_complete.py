"""Completion: what may stand at the cursor, in either language, and in the three shells themselves."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kamcli.cli import complete
from kamcli.cli.complete_shell import in_bash, main, split
from tests.small_book import made

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    for module in ("complete", "complete_fields"):
        monkeypatch.setattr(f"kamcli.cli.{module}.CHINESE", request.param == "zh")
    return str(request.param)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    records = made(tmp_path)
    monkeypatch.chdir(tmp_path)
    return records


def offered(*words: str) -> dict[str, str]:
    return dict(complete.answer(list(words))[1])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sh"], "show"),
        (["-C", "x", "sh"], "show"),
        (["list", "--own"], "--owner"),
        (["--la"], "--lang"),
        (["list", "--format", ""], "csv"),
        (["list", "--format="], "--format=csv"),
        (["show", "--format", "y"], "yaml"),
        (["show", "C000"], "C0001"),
        (["show", "c0001"], "C0001"),
        (["show", "Asp"], "C0001"),
        (["show", "CN-2026"], "CN-20260105-AAAA"),
        (["show", "CN"], "CN-20260105-AAAA"),
        (["report", "ca"], "card"),
        (["report", "card", ""], "C0001"),
        (["report", "application", ""], "AP-20261118-AAAA"),
        (["list", "合"], "合同"),
        (["list", "contr"], "contract"),
        (["list", "--owner", "r"], "rob"),
        (["list", "--office", ""], "north"),
        (["list", "--tier", "str"], "strategic"),
        (["list", "--tier", "战"], "战略客户"),
        (["list", "contract", "--state", "in"], "in_force"),
        (["list", "--columns", "name,over"], "name,overdue"),
        (["list", "--sort", "逾"], "逾期"),
        (["set", "C0001", "own"], "owner="),
        (["set", "C0001", "客户负"], "客户负责人="),
        (["set", "C0001", "basics."], "basics.phones="),
        (["set", "C0001", "基础资料.电"], "基础资料.电话="),
        (["set", "C0001", "基础"], "基础资料."),
        (["set", "C0001", "owner=r"], "owner=rob"),
        (["set", "C0001", "office=n"], "office=north"),
        (["set", "C0001", "nature=ordinary_c"], "nature=ordinary_company"),
        (["set", "C0001", "客户性质=普"], "客户性质=普通公司"),
        (["set", "C0001", "is_end_consumer=t"], "is_end_consumer=true"),
        (["set", "CN-20260105-AAAA", "titl"], "title="),
        (["set", "C0001", "name=x", "own"], "owner="),
        (["add", "con"], "contract"),
        (["add", "contract", "customer=C000"], "customer=C0001"),
        (["add", "own"], "owner="),
        (["move", "C0001", "act"], "active"),
        (["move", "CN-20260105-AAAA", "已到"], "已到期"),
        (["import", "sal"], "sales"),
        (["explain", "R-PAY-0"], "R-PAY-01"),
        (["explain", "逾"], "逾期"),
        (["delegate", "ra", ""], ""),
        (["tier", "--scheme", "v"], "vip"),
        (["completion", "f"], "fish"),
        (["delegate", "--revoke", "DL"], "DL-20261116-AAAA"),
    ],
)
def test_what_is_offered(small: Path, lang: str, words: list[str], expected: str) -> None:
    assert not expected or expected in offered(*words)


def test_names_stand_beside_ids(small: Path) -> None:
    assert offered("show", "C0001") == {"C0001": "Aspen"}
    assert offered("list", "--owner", "rob") == {"rob": "Rob Rep"}
    assert offered("show", "CN-20260105") == {"CN-20260105-AAAA": "Gearboxes 2026"}


def test_the_language_of_the_reader_comes_first(small: Path, lang: str) -> None:
    kinds = tuple(offered("list", ""))

    assert kinds[0] == ("客户" if lang == "zh" else "customer")
    assert len({each.isascii() for each in kinds}) == 1
    assert offered("li")["list"] == ("列出一种记录" if lang == "zh" else "list the records of a kind")


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        (["import", "sales", ""], "files"),
        (["check", ""], "files"),
        (["-C", ""], "dirs"),
        (["report", "card", "--out", ""], "files"),
        (["set", "C0001", "own"], "nospace"),
        (["set", "C0001", "owner="], ""),
        (["list", "--columns", "n"], "nospace"),
        (["clocks", ""], ""),
        (["nosuch", ""], ""),
        (["set", "C0001", "nosuch=x"], ""),
        (["set", "C0001", "nosuch.x"], ""),
        (["approve", "--comment", "x"], ""),
        (["report", "digest", ""], ""),
        (["move", ""], ""),
    ],
)
def test_how_the_shell_goes_on(small: Path, words: list[str], mode: str) -> None:
    assert complete.answer(words)[0] == mode


def test_without_a_book_nothing_is_known_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert offered("show", "C") == {}
    assert offered("list", "--owner", "") == {}
    assert offered("-C", str(tmp_path), "show", "C") == {}


def test_the_book_of_the_option_is_read(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")

    assert "C0001" in offered("-C", str(tmp_path), "show", "C0")
    monkeypatch.setenv("KAM_BOOK", str(tmp_path))
    assert "C0001" in offered("show", "C0")


def test_organisation_in_braces_and_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "policy.yaml").write_text("")
    (tmp_path / "organisation.yaml").write_text(
        '单位:\n  - {单位编号: wx, 单位名称: "无锡"}\n员工:\n  - 员工编号: chu  # 负责\n    姓名: 褚\n    单位: wx\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)

    assert offered("list", "--owner", "") == {"chu": "褚"}
    assert offered("list", "--office", "") == {"wx": "无锡"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kam ", ["kam", ""]),
        ("kam show C0", ["kam", "show", "C0"]),
        ("kam  list 'a b' ", ["kam", "list", "a b", ""]),
        ("kam set x=\"a 'b", ["kam", "set", "x=a 'b"]),
        ("kam a\\ b", ["kam", "a b"]),
        ("kam '' x", ["kam", "", "x"]),
    ],
)
def test_words_of_a_line(line: str, words: list[str]) -> None:
    assert split(line) == words


def test_bash_gets_what_stands_behind_the_sign_and_help_while_there_is_a_choice(small: Path) -> None:
    assert in_bash("9", "kam set C0001 owner=r") == ["", "rob"]
    assert in_bash("9", "kam show C000")[1] == "C0001  (Aspen)"
    assert in_bash("37", "kam show C000")[1] == "C0001"
    assert in_bash("9", "kam list --columns over") == ["", "overdue"]


def test_lines_for_the_other_shells(small: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["fish", "show", "C0001"])
    main(["bash", "9", "kam show C0001"])
    main([])

    assert capsysbinary.readouterr().out.decode().startswith("\nC0001\tAspen\n\nC0001\n")


@pytest.mark.bench
def test_an_id_among_ten_thousand_customers_takes_at_most_five_times_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "records/customers"
    folder.mkdir(parents=True)
    (tmp_path / "records/policy.yaml").touch()
    for number in range(10_000):
        (folder / f"C{number:05}.yaml").write_text(f"name: Customer {number}\n")

    def best(*words: str) -> float:
        times = []
        for _ in range(10):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, *words], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True
            )
            times.append(time.perf_counter() - start)
        return min(times)

    assert best("-m", "kamcli", "__complete", "fish", "show", "C0012") <= 5 * best("-c", "pass")


# ------------------------------------------------------------------------------------------------ the shells themselves


@pytest.fixture
def program(tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `kam` on PATH, in the small book."""
    folder = tmp_path / "bin"
    folder.mkdir()
    path = folder / "kam"
    path.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kamcli "$@"\n')
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return path


def typed(shell: str, start: list[str], keys: str) -> str:
    """What a shell at a terminal of its own shows after keys were typed; each `\\t` is given time."""
    import pty
    import select

    found = shutil.which(shell)
    if not found:
        pytest.skip(f"{shell} is not installed")
    process, terminal = pty.fork()
    if process == 0:
        os.execve(found, [shell, *start], os.environ | {"TERM": "dumb", "PS1": "> "})  # noqa: S606 a shell under test
    shown = b""
    try:
        for piece in keys.splitlines(keepends=True):
            for part in piece.replace("\t", "\0\t\0").split("\0"):
                os.write(terminal, part.encode())
                ends = time.monotonic() + (3 if part.endswith(("\t", "\n")) else 0.3)
                while time.monotonic() < ends and select.select([terminal], [], [], 0.5)[0]:
                    shown += os.read(terminal, 65536)
        return shown.decode("utf-8", "replace")
    finally:
        os.close(terminal)
        os.kill(process, 9)
        os.waitpid(process, 0)


@pytest.mark.machine
def test_bash(program: Path) -> None:
    shown = typed(
        "bash", ["--norc", "-i"], 'eval "$(kam completion bash)"\nkam set C0001 own\tr\t\nkam show C000\t\t\n'
    )

    assert "kam set C0001 owner=rob" in shown
    assert "C0001  (Aspen)" in shown


@pytest.mark.machine
def test_zsh(program: Path) -> None:
    shown = typed(
        "zsh",
        ["-f", "-i"],
        "autoload -Uz compinit; compinit -u -D; source <(kam completion zsh)\n"
        "kam set C0001 own\tr\t\nkam show C000\t\n",
    )

    assert "owner=rob" in shown.replace("\x08", "")
    assert "C0001  -- Aspen" in shown


@pytest.mark.machine
def test_fish(program: Path) -> None:
    fish = shutil.which("fish")
    if not fish:
        pytest.skip("fish is not installed")
    asked = 'kam completion fish | source; complete -C "kam show C000"; complete -C "kam set C0001 owner=r"'
    ran = subprocess.run([fish, "--no-config", "-c", asked], capture_output=True, text=True, check=True)

    assert "C0001\tAspen\n" in ran.stdout
    assert "owner=rob\tRob Rep" in ran.stdout
