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


def demo_records() -> Path:
    """The records of the demonstration book: beside the checkout, or built into the wheel."""
    packaged = Path(str(resources.files("kamcli"))) / "records"
    return packaged if packaged.is_dir() else packaged.parent.parent / "records"


def folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for: in the book, beside its records, then in the package."""
    own = root.parent / TEMPLATES
    shipped = templates()
    return (own, shipped) if own.is_dir() and own.resolve() != shipped.resolve() else (shipped,)


def new_book_file(name: str) -> str:
    """The text of a file that `kam init` writes (`policy.zh.yaml`)."""
    return (templates() / "book" / name).read_text(encoding="utf-8")


def paste_of(finding: Finding, lang: str) -> Finding:
    """For a missing or wrong policy parameter: the line of the shipped policy, ready to paste, as its hint."""
    if finding.rule not in ("BOOK-07", "SCHEMA-02") or finding.file != "policy.yaml":
        return finding
    text = new_book_file(f"policy.{lang}.yaml")
    node, table = reader.compose(text), spelling_of(KINDS["policy"])
    if not reader.holds(node, table, finding.at):
        return finding
    at = finding.at[: next((n for n, key in enumerate(finding.at) if isinstance(key, int)), None)]
    line, _ = reader.place(node, table, at, on_key=True)
    lines = text.split("\n")
    shipped = _block(lines, line - 1)
    told = finding.hint if finding.rule == "BOOK-07" else f"{lines[line - 1].strip().partition(':')[0]}: …"
    return replace(finding, hint=re.sub(r" …$", lambda _: shipped, told))


def _block(lines: list[str], start: int) -> str:
    """What stands behind the colon: the rest of the line, or the lines below that belong to it."""
    first = lines[start]
    indent = len(first) - len(first.lstrip())
    inline = re.sub(r"\s+#.*$", "", first.partition(":")[2]).strip()
    if inline:
        return f" {inline}"
    below = []
    for each in lines[start + 1 :]:
        if each.strip() and len(each) - len(each.lstrip()) <= indent:
            break
        if each.strip() and not each.lstrip().startswith("#"):
            below.append(re.sub(r"\s+#.*$", "", f"    {each[indent:]}"))
    return "".join(f"\n{each}" for each in below)
