"""The README says only what is true: its commands run as pasted, and every command of kam stands in it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kamcli.cli.app import COMMANDS
from kamcli.model.ledgers import LEDGERS, LedgerTable
from kamcli.views.reports import REPORTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a reader of the README has after `make run`: the checkout with its environment in .venv."""
    for folder in ("records", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    program = tmp_path / ".venv/bin/kam"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kamcli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_tour_works_as_pasted(clone: Path, number: int) -> None:
    environment = {**os.environ, "PATH": f"{clone}/.venv/bin:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}

    ran = subprocess.run(
        ["bash", "-e", "-c", BLOCKS[number]], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_there_is_a_tour() -> None:
    assert len(BLOCKS) >= 2


@pytest.mark.parametrize("name", [row[0] for row in COMMANDS])
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"`kam {name}" in README


def test_every_report_stands_in_the_readme() -> None:
    line = next(line for line in README.split("\n") if line.startswith("| `kam report"))

    assert {report.name for report in REPORTS} <= set(re.findall(r"[a-z-]+", line))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z-]+)", README)) | {"run", "test"}))
def test_every_make_target_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=lambda ledger: ledger.name)
def test_the_headings_of_every_ledger_stand_in_the_readme(ledger: LedgerTable) -> None:
    line = next(line for line in README.split("\n") if line.startswith(f"| {ledger.name} "))

    for column in ledger.columns:
        assert column.name == "currency" or f"`{column.name}` {column.zh}" in line
