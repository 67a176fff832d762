"""What the package ships: templates and the files of a new book; a book's own template of the same name wins."""

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

from kamcli.model.finding import Finding
from kamcli.model.kinds import KINDS
from kamcli.store import reader
from kamcli.store.records import spelling_of

TEMPLATES = "templates"


def templates() -> Path:
    """The folder of the packaged templates: beside the checkout, or built into the wheel."""
    packaged = Path(str(resources.files("kamcli"))) / TEMPLATES
    return packaged if packaged.is_dir() else packaged.parent.parent / TEMPLATES


def new_book_file(name: str) -> str:
    """The text of a file that `kam init` writes (`policy.zh.yaml`)."""
    return (templates() / "book" / name).read_text(encoding="utf-8")


def paste_of(finding: Finding, lang: str) -> Finding:
    """For a missing policy parameter: the line of the shipped policy, ready to paste, as its hint."""
    if finding.rule != "BOOK-07":
        return finding
    text = new_book_file(f"policy.{lang}.yaml")
    table = spelling_of(KINDS["policy"])
    line, _ = reader.place(reader.compose(text), table, finding.at, on_key=True)
    return (
        replace(finding, hint=re.sub(r"…$", _block(text.split("\n"), line - 1), finding.hint)) if line > 1 else finding
    )


def _block(lines: list[str], start: int) -> str:
    """What stands behind the key on its line, or the lines below it that belong to it."""
    first = lines[start]
    indent = len(first) - len(first.lstrip())
    inline = re.sub(r"\s+#.*$", "", first.partition(":")[2]).strip()
    if inline:
        return inline
    below = []
    for each in lines[start + 1 :]:
        if each.strip() and len(each) - len(each.lstrip()) <= indent:
            break
        if each.strip() and not each.lstrip().startswith("#"):
            below.append(f"    {each[indent:]}")
    return "".join(f"\n{each}" for each in below)
