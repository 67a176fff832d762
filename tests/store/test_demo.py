"""The demonstration book's history ends in the shipped records, its signatures hold, nobody works on holidays."""

import datetime as dt
import os
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from kamcli.model.digest import digest
from kamcli.model.kinds import KINDS, kind_of
from kamcli.model.signoff import Act
from kamcli.states.approval import standing
from kamcli.states.roster import roster_of
from kamcli.states.subject import subjects
from kamcli.states.verdict import Setting
from kamcli.store import git
from kamcli.store.book import read
from kamcli.store.demo.book import Demo, replaced
from kamcli.store.demo.repository import Built, Commit, build, history
from kamcli.store.demo.strike import headless, struck
from kamcli.store.records import Located, id_of, parse_page, spelling_of
from kamcli.store.shipped import demo_records

LAST_DAY = dt.date(2026, 11, 20)
STALE = "records/contracts/CN-20261109-6V7W.yaml"


class Made(NamedTuple):
    """The book that `kam init --demo` makes, and what it said."""

    folder: Path
    built: Built


@pytest.fixture(scope="module")
def demo() -> Demo:
    return Demo(demo_records())


@pytest.fixture(scope="module")
def commits(demo: Demo) -> tuple[Commit, ...]:
    return tuple(history(demo))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("demo") / "book"
    return Made(folder, build(folder))


def run(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def files(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and ".git" not in path.parts:
            yield path.relative_to(root).as_posix(), path.read_bytes()


# --- what it ends in ------------------------------------------------------------------------------------------------


def test_it_ends_in_the_shipped_records_but_for_one_edit_after_a_signature(made: Made) -> None:
    shipped, here = dict(files(demo_records())), dict(files(made.folder / "records"))

    assert {f"records/{path}" for path in shipped.keys() | here.keys() if shipped.get(path) != here.get(path)} == {
        STALE
    }
    assert run(made.folder, "status", "--porcelain") == ""
    assert run(made.folder, "log", "-1", "--format=%an", "--", STALE) == "郎正则\n"


def test_signatures_hold_but_for_the_edited_contract(made: Made) -> None:
    reading = read(made.folder / "records", "zh")
    assert reading.policy is not None
    signoffs = reading.columns.rows("signoff")
    authors = git.commit_authors(
        made.folder / "records", (each.file for each in (*signoffs, *reading.columns.rows("delegation")))
    )
    setting = Setting(reading.policy, roster_of(reading.columns), authors)

    stopped = {
        each.id: {trouble.rule for trouble in standing(each, tuple(signoffs), setting).obstacles}
        for each in subjects(reading.columns, reading.policy)
    }

    assert {subject: rules for subject, rules in stopped.items() if rules} == {
        "CN-20261109-6V7W": {"R-AUD-04", "R-APR-08"}
    }


# --- what happened on the way ---------------------------------------------------------------------------------------


def test_each_signature_named_the_content_of_its_own_day(demo: Demo, commits: tuple[Commit, ...]) -> None:
    signed = {f"records/{row.file}": row for row in demo.book.columns.rows("signoff")}
    tree: dict[str, bytes] = {}
    found = 0
    for commit in commits:
        tree |= commit.files
        for path in commit.files.keys() & signed.keys():
            row = signed[path]
            kind = KINDS["application" if row.subject.startswith("AP-") else "contract"]
            file = f"{kind.folder}/{row.subject}.yaml"
            located = Located(file, kind, row.subject, demo.book.policy, "zh")
            record = parse_page(tree[f"records/{file}"], located).record
            assert (digest(kind.name, record), record.revision) == (row.digest, row.revision), path
            assert row.act != Act.reject or str(record.state.value) == "rejected"
            assert commit.author.endswith(f"<{row.by}@yanchuan.example>")
            assert commit.at == row.at
            found += 1
    assert found == len(signed)


def test_every_version_of_every_record_can_be_read(demo: Demo, commits: tuple[Commit, ...]) -> None:
    for commit in commits:
        for path, content in commit.files.items():
            file = path.removeprefix("records/")
            kind = kind_of(file) if file.endswith(".yaml") else None
            if kind is not None:
                page = parse_page(content, Located(file, kind, id_of(file, kind), demo.book.policy, "zh"))
                assert page.record is not None, (path, commit.message, page.findings)


def test_people_work_in_working_hours_and_go_home_when_they_leave(demo: Demo, commits: tuple[Commit, ...]) -> None:
    left = {person.email: person.left_on for person in demo.people.values() if person.left_on}
    for commit in commits:
        assert demo.book.workdays.is_working(commit.at.date()), (commit.at, commit.message)
        assert 8 <= commit.at.hour < 18, (commit.at, commit.message)
        email = commit.author.partition("<")[2].rstrip(">")
        assert commit.at.date() <= left.get(email, LAST_DAY), (commit.at, commit.author)
    assert all(before.at <= after.at for before, after in pairwise(commits))
    assert commits[-1].at.date() == LAST_DAY


def test_no_version_of_a_customer_knows_what_came_later(commits: tuple[Commit, ...]) -> None:
    happened = re.compile(r"^ *(?:- )?[^ :]*(?:日期|解决日期|立场日期): (20\d\d-\d\d-\d\d)", re.MULTILINE)
    for commit in commits:
        for path, content in commit.files.items():
            if path.startswith(("records/customers/", "records/people/")):
                days = happened.findall(content.decode())
                assert max(days, default="") <= commit.at.date().isoformat(), (path, commit.message)


def test_it_tells_what_the_tour_is_about(commits: tuple[Commit, ...]) -> None:
    subjects_told = [commit.message.partition("\n")[0] for commit in commits]
    authors = {commit.author for commit in commits}

    assert len(authors) > 20
    for told in (
        "CN-20260901-K942: reject r1 as deputy_sales_director",
        "AP-20261022-JV0R: return r1 as ka_department",
        "AP-20261022-JV0R: submit r2 as office_manager",
        "DL-20261106-26B2: xi.ruoheng delegates to bai.zhiwei",
        "CN-20261105-6DV1: approve r1 as deputy_sales_director",
        "C0004: 更正传真号",
        "C0029: add 檀渊锂电材料有限公司",
    ):
        assert told in subjects_told


def test_each_commit_changes_something(commits: tuple[Commit, ...]) -> None:
    tree: dict[str, bytes] = {}
    for commit in commits:
        for path, content in commit.files.items():
            assert tree.get(path) != content, (path, commit.message)
        tree |= commit.files


# --- the same everywhere --------------------------------------------------------------------------------------------


def test_commit_ids_are_the_same_under_any_git_settings(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = tmp_path / "hooks/post-index-change"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
    hook.chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[core]\nautocrlf = true\nhooksPath = " + str(hook.parent) + "\n[commit]\ngpgsign = true\n"
        "[user]\nname = Somebody\nemail = some@body.example\nsigningkey = none\n[init]\ndefaultBranch = trunk\n"
        f"templateDir = {hook.parent}\n[i18n]\ncommitEncoding = gb18030\n",
        encoding="utf-8",
    )
    for name, value in {
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_COMMITTER_NAME": "Else",
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_DEFAULT_HASH": "sha256",
        "TZ": "America/New_York",
    }.items():
        monkeypatch.setenv(name, value)

    other = build(tmp_path / "book")

    assert other == made.built
    monkeypatch.undo()
    assert run(tmp_path / "book", "rev-parse", "main") == run(made.folder, "rev-parse", "main")
    assert dict(files(tmp_path / "book")) == dict(files(made.folder))
    assert run(tmp_path / "book", "status", "--porcelain") == ""
    assert not (tmp_path / "book/ran").exists()


def test_the_repository_is_sound_and_its_player_may_sign(made: Made) -> None:
    assert run(made.folder, "fsck", "--strict", "--no-dangling") == ""
    assert run(made.folder, "config", "user.email") == f"{made.built.player.email}\n"
    assert all(post.valid_to is None for post in (*made.built.player.roles, *made.built.other.roles))
    assert int(run(made.folder, "rev-list", "--count", "HEAD")) == made.built.commits


# --- taking a text back ---------------------------------------------------------------------------------------------


def test_a_key_goes_with_its_comments_and_an_empty_group_with_it() -> None:
    text = "# 开头\n客户名称: 甲  # 注\n等级:\n  销售占比:\n    评定等级: 重点客户  # 差一点\n地区: 华东\n"
    spelling = spelling_of(KINDS["customer"])

    assert struck(text, spelling, ("tiers", "revenue_share")) == "# 开头\n客户名称: 甲  # 注\n地区: 华东\n"
    assert headless(struck(text, spelling, ("name",))).startswith("等级:")
    assert struck(text, spelling, ("code",)) == text


def test_a_step_of_the_story_must_fit_its_file_exactly() -> None:
    assert replaced("b", "x")("abc") == "axc"
    for text in ("acc", "abb"):
        with pytest.raises(ValueError, match="not there once"):
            replaced("b", "x")(text)


def test_a_demo_needs_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)

    with pytest.raises(Exception, match="git"):
        build(tmp_path / "none")

    assert not (tmp_path / "none").exists()
