"""`kam init [DIR]`: a new book: policy, organisation, calendar, .gitignore, and a git repository if there is none."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from kamcli.cli import show
from kamcli.cli.options import Language
from kamcli.cli.words import CHINESE, tr
from kamcli.model.finding import Exit, refuse

FILES = ("policy", "organisation", "calendar")
SAID = {
    "zh": (
        "已建账簿 {root}",
        "下一步：看一遍 policy.yaml，在 organisation.yaml 填单位和员工，提交，然后 kam add 客户名称=…",
    ),
    "en": (
        "made the book {root}",
        "next: read policy.yaml, fill units and staff into organisation.yaml, commit, then kam add name=…",
    ),
}


def init(
    ctx: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help=tr("放账簿的目录（默认当前目录）", "where the book goes (default: here)")),
    ] = None,
    *,
    name: Annotated[str, typer.Option("--name", help=tr("公司名称", "the company's name"))] = "",
    lang: Language = None,
) -> None:
    """Make a new book."""
    from kamcli.store import git

    chosen = str(lang or (ctx.obj.lang if ctx.obj else "") or ("zh" if CHINESE else "en"))
    show.speak(chosen)
    base = (directory or (ctx.obj.directory if ctx.obj else None) or Path.cwd()).resolve()
    root = base / "records"
    if all((root / f"{file}.yaml").exists() for file in FILES):
        raise refuse("{root} 已经是一本账簿", "{root} is a book already", code=Exit.CONFIGURATION, root=root)
    _write_files(base, chosen, name or {"zh": "（请填公司名称）", "en": "(your company)"}[chosen])
    git.ensure_repository(base)
    said, following = SAID[chosen]
    show.line(said.format(root=root))
    show.note(following)


def _write_files(base: Path, lang: str, name: str) -> None:
    import secrets

    from kamcli.store.files import write
    from kamcli.store.shipped import new_book_file

    marks = {"BOOK_ID": secrets.token_hex(8), "COMPANY_NAME": quoted(name), **_first_person(base)}
    missing = [file for file in FILES if not (base / "records" / f"{file}.yaml").exists()]  # of a damaged book
    for file in missing:
        text = new_book_file(f"{file}.{lang}.yaml")
        for mark, value in marks.items():
            text = text.replace(mark, value)
        write(base / "records" / f"{file}.yaml", text, None)
    if not (base / ".gitignore").exists():
        write(base / ".gitignore", new_book_file("gitignore"), None)


def _first_person(base: Path) -> dict[str, str]:
    """The first member of staff is who runs `kam init`, by the git identity."""
    from kamcli.store import git

    name, email = git.identity(base) or ("", "")
    staff_id = "".join(each for each in email.partition("@")[0].lower() if each.isalnum() or each in ".-") or "me"
    today = dt.datetime.now(dt.UTC).astimezone().date()  # noqa: TID251 a new book has no time zone yet
    return {
        "STAFF_ID": staff_id,
        "STAFF_NAME": quoted(name or staff_id),
        "STAFF_EMAIL": quoted(email or f"{staff_id}@example.com"),
        "TODAY": today.isoformat(),
    }


def quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar: no name can end the line or begin a key."""
    safe = "".join(each if each.isprintable() else " " for each in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'
