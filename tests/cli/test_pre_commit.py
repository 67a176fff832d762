"""The shipped hook under the real pre-commit: what is staged decides, whatever a file is called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git

pytestmark = pytest.mark.machine

ROOT = Path(__file__).parents[2]
PRE_COMMIT = os.environ.get("KAM_TEST_PRE_COMMIT") or shutil.which("pre-commit")  # before the environment is cleaned
RIGHT, WRONG = "客户名称: 甲\n", "客户名字: 甲\n"
NAME = "records/customers/华东/C0001.yaml"
# the hook as it is shipped, but run by the kam of this checkout: building its own environment would ask a registry
CONFIG = "repos: [{{repo: '{hooks}', rev: {revision}, hooks: [{{id: kam-check, language: {language}}}]}}]\n"


@pytest.fixture
def pre_commit() -> str:
    if not PRE_COMMIT:
        pytest.skip("neither KAM_TEST_PRE_COMMIT nor PATH leads to pre-commit")
    return PRE_COMMIT


@pytest.fixture
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that ships the hooks of this checkout."""
    folder = tmp_path_factory.mktemp("hooks")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@x", "commit", "-q", "-m", "hooks")
    return folder


@pytest.fixture
def guarded(
    book: Path, hooks: Path, pre_commit: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A committed book whose commits pass the hook."""
    tools = tmp_path_factory.mktemp("tools")
    script = tools / "kam"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kamcli "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tools / "cache"))
    revision = git(hooks, "rev-parse", "HEAD").strip()
    config = CONFIG.format(hooks=hooks.as_posix(), revision=revision, language="system")
    (book / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git(book, "add", ".")
    git(book, "commit", "-q", "-m", "begin")
    ran = subprocess.run([pre_commit, "install"], cwd=book, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran
    return book


def put(book: Path, text: str, name: str = NAME) -> None:
    (book / name).parent.mkdir(parents=True, exist_ok=True)
    (book / name).write_text(text, encoding="utf-8")


def committed(book: Path, *how: str) -> tuple[bool, str]:
    """Whether git made the commit, and what was told."""
    ran = subprocess.run(
        ["git", "commit", "-m", "x", *how], cwd=book, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return ran.returncode == 0, ran.stdout.decode()


def test_a_wrong_file_is_refused_though_it_is_mended_here(guarded: Path) -> None:
    put(guarded, WRONG)
    git(guarded, "add", ".")
    put(guarded, RIGHT)

    made, told = committed(guarded)

    assert not made
    assert f"{NAME}:1:1: 错误" in told
    assert "[SCHEMA-01]" in told
    assert (guarded / NAME).read_text(encoding="utf-8") == RIGHT


def test_a_right_file_passes_though_it_is_broken_here(guarded: Path) -> None:
    put(guarded, RIGHT)
    git(guarded, "add", ".")
    put(guarded, WRONG)

    made, told = committed(guarded)

    assert made, told
    assert (guarded / NAME).read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize("way", ["-a", NAME])
def test_what_the_commit_takes_from_here_is_judged(guarded: Path, way: str) -> None:
    put(guarded, RIGHT)
    git(guarded, "add", ".")
    assert committed(guarded)[0]
    put(guarded, WRONG)

    assert not committed(guarded, way)[0]
    put(guarded, f"{RIGHT}# 改\n")
    assert committed(guarded, way)[0]


def test_a_commit_that_only_deletes_is_judged_too(guarded: Path) -> None:
    put(guarded, RIGHT)
    put(guarded, "客户名称: 乙\n客户状态: 正常\n上级客户: C0001\n", "records/customers/C0002.yaml")
    git(guarded, "add", ".")
    made, told = committed(guarded)
    assert made, told
    git(guarded, "rm", "-q", NAME)

    made, told = committed(guarded)

    assert not made
    assert "[BOOK-05]" in told


def test_kam_is_where_the_hook_is(kam: Kam) -> None:
    """The entry of the hook is a command that kam has."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")

    assert "entry: kam check --staged\n" in text
    assert kam("check", "--staged", "--help").code == 0
