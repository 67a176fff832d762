"""A new book is ready to work with, in either language, and never overwrites one."""

import datetime as dt
from pathlib import Path

import pytest

from kamcli.cli.session import Session
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


# --- the demonstration book -----------------------------------------------------------------------------------------


@pytest.fixture
def demo(tmp_path: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration book, with its reader in it."""
    assert kam("init", "--demo", tmp_path / "demo").code == 0
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_demo_says_who_the_reader_is_and_what_to_do(tmp_path: Path, kam: Kam, lang: str) -> None:
    ran = kam("init", "--demo", tmp_path / "demo", "--lang", lang)

    assert ran.code == 0
    assert str(tmp_path / "demo/records") in ran.out
    for told in ("luo.wenshao@yanchuan.example", "git config user.email ruan.qinghe@", "KAM_AS_OF=2026-11-20"):
        assert told in ran.err
    assert ("您现在是" if lang == "zh" else "you are") in ran.err


def test_a_demo_goes_into_nothing_that_holds_something(tmp_path: Path, kam: Kam) -> None:
    (tmp_path / "notes.txt").touch()

    for arguments in (("--demo", tmp_path), ("--demo", tmp_path / "notes.txt")):
        ran = kam("init", *arguments, "--lang", "en")
        assert (ran.code, ran.err.count("\n")) == (4, 1)
        assert "not empty" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_demo_keeps_its_own_company(tmp_path: Path, kam: Kam) -> None:
    assert kam("init", "--demo", tmp_path / "demo", "--name", "Ours").code == 2
    assert not (tmp_path / "demo").exists()


def test_a_demo_without_git_is_one_line(tmp_path: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    ran = kam("init", "--demo", tmp_path / "demo", "--lang", "en")

    assert (ran.code, ran.err.strip()) == (4, "kam: the program git was not found")
    assert not (tmp_path / "demo").exists()


def test_what_waits_for_the_player_stands_first(demo: Path, kam: Kam) -> None:
    ran = kam("--as-of", "2026-11-20")

    assert "等您处理（2）" in ran.out
    assert ran.out.index("AP-20261030-AFPD") < ran.out.index("已逾期")


def test_a_signature_whose_subject_was_edited_shows(demo: Path, kam: Kam) -> None:
    ran = kam("check")

    assert ran.code == 1
    assert ran.out.count("R-AUD-04") == 2

    git(
        demo,
        "revert",
        "--no-edit",
        git(demo, "log", "-1", "--format=%h", "--", "records/contracts/CN-20261109-6V7W.yaml").strip(),
    )

    assert kam("check").code == 0


@pytest.mark.parametrize("year", [2026, 2031, 2035])
def test_the_player_signs_whenever_the_tour_is_taken(
    demo: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    monkeypatch.setattr(Session, "now", lambda here: dt.datetime(year, 12, 28, 10, tzinfo=here.zone))
    for person, subjects in {
        "luo.wenshao": ("AP-20261030-AFPD",),
        "ruan.qinghe": ("AP-20261117-VG9K", "AP-20261109-S1PX", "AP-20261022-JV0R"),
    }.items():
        git(demo, "config", "user.email", f"{person}@yanchuan.example")
        for subject in subjects:
            ran = kam("approve", subject, "--yes")
            assert ran.code == 0, ran
            assert subject in git(demo, "log", "-1", "--format=%s")
    assert git(demo, "status", "--porcelain") == ""


def test_a_policy_that_cannot_be_read_is_left_to_the_check(book: Path, kam: Kam) -> None:
    (book / "records/policy.yaml").write_text("- a\n", encoding="utf-8")
    (book / "records/organisation.yaml").unlink()

    assert kam("init").code == 0
    assert (book / "records/organisation.yaml").is_file()
    assert kam("check").code == 3
