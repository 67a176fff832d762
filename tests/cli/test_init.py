"""A new book is ready to work with, in either language, and never overwrites one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_book_passes_the_strict_check(home: Path, kam: Kam, lang: str) -> None:
    assert kam("init", "--lang", lang, "--name", 'A "quoted": company # 1').code == 0

    ran = kam("check", "--strict")

    assert (ran.code, ran.out) == (0, "")
    assert "0 " in ran.err
    assert (home / ".gitignore").is_file()


def test_the_first_member_of_staff_is_who_ran_it(book: Path) -> None:
    text = (book / "records/organisation.yaml").read_text(encoding="utf-8")

    assert "lin.he" in text
    assert "林禾" in text


def test_it_makes_a_repository_where_there_is_none(tmp_path: Path, kam: Kam) -> None:
    assert kam("init", tmp_path / "new").code == 0

    assert git(tmp_path / "new", "rev-parse", "--is-inside-work-tree").strip() == "true"


def test_it_does_not_overwrite_a_book(book: Path, kam: Kam) -> None:
    before = (book / "records/policy.yaml").read_bytes()

    ran = kam("init")

    assert ran.code == 4
    assert "已经是一本账簿" in ran.err or "is a book already" in ran.err
    assert (book / "records/policy.yaml").read_bytes() == before


def test_outside_a_book_a_command_says_so(home: Path, kam: Kam) -> None:
    ran = kam("list")

    assert ran.code == 4
    assert "records/policy.yaml" in ran.err


def test_it_completes_a_damaged_book(book: Path, kam: Kam) -> None:
    policy = (book / "records/policy.yaml").read_bytes()
    (book / "records/organisation.yaml").unlink()

    assert "kam init" in kam("check").out
    assert kam("init", "--lang", "zh").code == 0
    assert kam("check").code == 0
    assert (book / "records/policy.yaml").read_bytes() == policy


def test_a_file_in_the_place_of_the_folder_is_refused(home: Path, kam: Kam) -> None:
    (home / "x").write_text("")

    assert kam("init", home / "x").code == 4


@pytest.mark.parametrize("day", ["2026-02-30", "20261101", "2026-W01-1", "0001-01-01", "9999-12-31", "x"])
def test_a_day_is_written_in_one_way_and_lies_in_our_time(book: Path, kam: Kam, day: str) -> None:
    for command in ("tier", "overdue"):
        assert kam("--as-of", day, command).code == 2


def test_a_refusal_is_in_the_language_asked_for_before_the_command(home: Path, kam: Kam) -> None:
    assert "kam init" in kam("--lang", "zh", "list").err
    assert "不在一本账簿里" in kam("--lang", "zh", "list").err
