"""What was typed in another encoding, or wrongly: one line in the book's language, and nothing is lost."""

import os
import sys
from pathlib import Path

import pytest

from kamcli.cli import app, show
from tests.cli.conftest import Kam, Start

GBK = b"\xb9\xab\xcb\xbe"  # 公司
GARBLED = os.fsdecode(GBK)


@pytest.fixture
def elsewhere(book: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Chinese book on a machine that speaks English."""
    monkeypatch.setattr(show.Speech, "lang", "en")
    monkeypatch.setattr(show.Speech, "chosen", False)
    return book


@pytest.mark.parametrize("locale", ["C.UTF-8", "zh_CN.UTF-8"])
@pytest.mark.parametrize("edited", [True, False])
def test_a_line_of_another_encoding_is_asked_for_again(
    book: Path, at_terminal: Start, monkeypatch: pytest.MonkeyPatch, locale: str, *, edited: bool
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    kam = at_terminal(book, "add", out=None if edited else book.parent / "out")

    kam.expect("客户名称 name")
    os.write(kam.keyboard, GBK + b"\n")
    kam.expect("终端的编码不是 UTF-8")
    kam.answer("客户名称 name", "测试公司")
    kam.answer("统一社会信用代码")
    kam.answer("电话")
    kam.type("\n" * 20)

    assert kam.ended() == 0, kam.screen
    assert "客户名称: 测试公司\n" in (book / "records/customers/C0001.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("add", "客户名称={}"), ("list", "{}"), ("set", "C0001", "简称={}"), ("{}",)])
def test_words_of_another_encoding_are_refused(elsewhere: Path, kam: Kam, words: tuple[str, ...]) -> None:
    ran = kam(*(each.format(GARBLED) for each in words))

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kam: 终端的编码不是 UTF-8")
    assert "\\xb9\\xab" in ran.err
    assert ran.err.count("\n") == 1
    assert not list((elsewhere / "records").rglob("C*.yaml"))


def test_a_wrong_option_is_told_in_the_books_language(elsewhere: Path, kam: Kam) -> None:
    assert "选项 --since 后面要有值" in kam("check", "--since").err
    assert "needs a value" in kam("check", "--lang", "en", "--since").err


def test_a_wrong_option_beside_a_book(
    elsewhere: Path, kam: Kam, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    assert "needs a value" in kam("check", "--since").err
    assert "后面要有值" in kam("-C", elsewhere, "check", "--since").err
    assert "后面要有值" in kam("check", f"-C={elsewhere}", "--since").err


def test_a_bug_is_told_in_the_books_language(elsewhere: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ValueError(GARBLED)

    monkeypatch.setattr(app, "app", broken)
    ran = kam("list")

    assert ran.code == 70
    assert "这是程序的错误" in ran.err
    path = Path(ran.err.rpartition("：")[2].strip())
    assert "ValueError" in path.read_text(encoding="utf-8")
    path.unlink()


def test_a_file_that_is_a_folder(elsewhere: Path, kam: Kam) -> None:
    (elsewhere / "folder.csv").mkdir()

    assert "这是目录，不是文件" in kam("import", "invoices", "folder.csv").err
    assert sys.argv[0] == "kam"
