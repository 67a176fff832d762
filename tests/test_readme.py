"""The README says only what is true: its commands run as pasted, and every command of kam stands in it."""

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from kamcli.cli.app import COMMANDS
from kamcli.model.ledgers import LEDGERS, LedgerTable
from kamcli.views.reports import REPORTS

ROOT = Path(__file__).parent.parent
PAGES = {"en": "README.md", "zh": "README.zh.md"}
TEXTS = {lang: (ROOT / name).read_text(encoding="utf-8") for lang, name in PAGES.items()}
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FAILS = re.compile(r"^(.*?) +# .*(?:exits 1|退出码 1)", re.MULTILINE)
MARK = "@@@"


class Block(NamedTuple):
    """Commands to paste, and the lines that a reader is told to expect of them, `…` standing for anything."""

    commands: str
    expected: tuple[str, ...]


def tours() -> dict[str, tuple[Block, ...]]:
    """The blocks of each section that has some: a reader pastes them one after another."""
    found = {}
    for lang, text in TEXTS.items():
        for number, section in enumerate(re.split(r"^## ", text, flags=re.MULTILINE)):
            blocks = BLOCK.findall(section)
            told = [
                Block(body, tuple(after[1].splitlines()) if after[0] == "text" else ())
                for (kind, body), after in pairwise([*blocks, ("", "")])
                if kind == "sh"
            ]
            if told:
                found[f"{lang}-{number}"] = tuple(told)
    return found


TOURS = tours()


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


@pytest.mark.parametrize("name", TOURS)
def test_the_tour_works_as_pasted_and_prints_what_it_says(clone: Path, name: str) -> None:
    blocks = TOURS[name]
    script = "".join(f"echo {MARK}\n{block.commands}" for block in blocks)
    failed = clone / "failed"

    ran = subprocess.run(
        ["bash", "-c", f"trap 'echo \"$BASH_COMMAND\" >> {failed}' ERR\n{script}"],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )

    told = FAILS.findall(script)
    assert (failed.read_text(encoding="utf-8").splitlines() if failed.exists() else []) == told, ran.stdout
    assert "Traceback" not in ran.stdout
    for block, printed in zip(blocks, ran.stdout.split(f"{MARK}\n")[1:], strict=True):
        lines = [" ".join(line.split()) for line in printed.splitlines()]
        for expected in block.expected:
            parts = [re.escape(part) for part in " ".join(expected.split()).split("…")]
            shown = re.compile(".*".join(parts))
            assert any(shown.search(line) for line in lines), f"not printed: {expected}\n{printed}"


def test_both_pages_have_the_same_tours_and_lead_to_each_other() -> None:
    used = {
        lang: [re.findall(r"^(?:KAM_AS_OF= )?kam (\S+)", block.commands, re.MULTILINE) for block in found]
        for lang in PAGES
        for found in [[block for name, blocks in TOURS.items() if name.startswith(lang) for block in blocks]]
    }

    assert used["en"] == used["zh"]
    assert len(used["en"]) > 5
    assert f"]({PAGES['zh']})" in TEXTS["en"]
    assert f"]({PAGES['en']})" in TEXTS["zh"]


def test_chinese_is_written_with_its_own_punctuation() -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", TEXTS["zh"], flags=re.DOTALL)

    assert re.findall(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?][\u4e00-\u9fff]", prose) == []


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("name", [row[0] for row in COMMANDS])
def test_every_command_stands_in_the_readme(name: str, lang: str) -> None:
    assert f"`kam {name}" in TEXTS[lang]


@pytest.mark.parametrize("lang", PAGES)
def test_every_report_stands_in_the_readme(lang: str) -> None:
    line = next(line for line in TEXTS[lang].split("\n") if line.startswith("| `kam report"))

    assert {report.name for report in REPORTS} <= set(re.findall(r"[a-z-]+", line))


@pytest.mark.parametrize(
    "target",
    sorted({name for text in TEXTS.values() for name in re.findall(r"`make ([a-z-]+)", text)} | {"run", "test"}),
)
def test_every_make_target_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=lambda ledger: ledger.name)
def test_the_headings_of_every_ledger_stand_in_the_readme(ledger: LedgerTable, lang: str) -> None:
    line = next(line for line in TEXTS[lang].split("\n") if line.startswith(f"| {ledger.name} "))

    for column in ledger.columns:
        assert column.name == "currency" or f"`{column.name}` {column.zh}" in line
