"""`kam init [DIR]`: a new book, with a git repository if there is none; `--demo`: the demonstration book."""

import datetime as dt
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import show
from kamcli.cli.options import Language
from kamcli.cli.words import CHINESE, tr
from kamcli.model.finding import Exit, refuse
from kamcli.model.kinds import KINDS

if TYPE_CHECKING:
    from kamcli.model.organisation import Staff

FILES = ("policy", "organisation", "calendar")
SAID = {
    "zh": (
        "已建账簿 {root}",
        "下一步：看一遍 policy.yaml，在 organisation.yaml 填单位和员工，提交，然后：kam add 客户名称=…",
    ),
    "en": (
        "made the book {root}",
        "next: read policy.yaml, fill units and staff into organisation.yaml, commit, then: kam add name=…",
    ),
}

DEMO = {
    "zh": (
        "已建示范账簿 {root}：{commits} 次提交，到 {day} 为止",
        "接着看：",
        "  cd {place}",
        "  export KAM_AS_OF={day}",
        "  kam",
        "您现在是 {player}；签署用真实时钟：KAM_AS_OF= kam approve 编号",
        "换一个人：git config user.name {other}; git config user.email {email}",
    ),
    "en": (
        "made the demonstration book {root}: {commits} commits until {day}",
        "next:",
        "  cd {place}",
        "  export KAM_AS_OF={day}",
        "  kam",
        "you are {player}; signing takes the clock's time: KAM_AS_OF= kam approve ID",
        "to be another person: git config user.name {other}; git config user.email {email}",
    ),
}


def init(
    ctx: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help=tr("放账簿的目录（默认当前目录）", "where the book goes (default: here)")),
    ] = None,
    *,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo",
            help=tr(
                "示范账簿，带两年的 git 历史，放进空目录",
                "the demonstration book with its history, into an empty folder",
            ),
        ),
    ] = False,
    name: Annotated[str, typer.Option("--name", help=tr("公司名称", "the company's name"))] = "",
    lang: Language = None,
) -> None:
    """Make a new book."""
    chosen = str(lang or (ctx.obj.lang if ctx.obj else "") or ("zh" if CHINESE else "en"))
    show.speak(chosen)
    base = (directory or (ctx.obj.directory if ctx.obj else None) or Path.cwd()).resolve()
    if demo:
        _demo(base, chosen, name)
    else:
        _new(base, chosen, name)


def _new(base: Path, chosen: str, name: str) -> None:
    from kamcli.store import git

    root = base / "records"
    if all((root / f"{file}.yaml").exists() for file in FILES):
        raise refuse("{root} 已经是一本账簿", "{root} is a book already", code=Exit.CONFIGURATION, root=root)
    _write_files(base, chosen, name or {"zh": "（请填公司名称）", "en": "(your company)"}[chosen])
    _set_up_editors(root, chosen)
    git.ensure_repository(base)
    said, following = SAID[chosen]
    show.line(said.format(root=root))
    show.note(following)


def _demo(base: Path, chosen: str, name: str) -> None:
    """The book that ships, with its own history, company and language."""
    from kamcli.store.demo.repository import build

    if name:
        raise refuse(
            "示范账簿有自己的公司名，不接受 --name",
            "--demo has a company of its own: --name is refused",
            code=Exit.ASKED_WRONGLY,
        )
    if base.exists() and not (base.is_dir() and not any(base.iterdir())):
        raise refuse(
            "{base} 不是空目录，示范账簿要放进空目录或新目录",
            "{base} is not empty: the demonstration book goes into an empty folder or a new one",
            code=Exit.CONFIGURATION,
            base=base,
        )
    built = build(base)
    told = {"root": base / "records", "commits": built.commits, "day": built.day, "place": shlex.quote(str(base))}
    told |= {"player": _named(built.player), "other": built.other.name, "email": built.other.email}
    said, *following = DEMO[chosen]
    show.line(said.format_map(told))
    for line in following:
        show.note(line.format_map(told))


def _named(person: "Staff") -> str:
    return f"{person.name} <{person.email}>"


def _write_files(base: Path, lang: str, name: str) -> None:
    import secrets

    from kamcli.store.files import write
    from kamcli.store.modeline import modeline
    from kamcli.store.shipped import new_book_file

    marks = {"BOOK_ID": secrets.token_hex(8), "COMPANY_NAME": quoted(name), **_first_person(base)}
    missing = [file for file in FILES if not (base / "records" / f"{file}.yaml").exists()]  # of a damaged book
    for file in missing:
        text = new_book_file(f"{file}.{lang}.yaml")
        for mark, value in marks.items():
            text = text.replace(mark, value)
        write(base / "records" / f"{file}.yaml", modeline(f"{file}.yaml", KINDS[file]) + text, None)
    if not (base / ".gitignore").exists():
        write(base / ".gitignore", new_book_file("gitignore"), None)


def _set_up_editors(root: Path, lang: str) -> None:
    """What `kam schema --install` does, where the policy can be read; of a damaged book that is told by kam check."""
    from kamcli.store.editor_files import contrary, install
    from kamcli.store.records import read_page

    policy = read_page(root, "policy.yaml", KINDS["policy"], None, "").record
    if policy is not None:
        install(root, policy)
        for each in contrary(root):
            show.note(f"kam: {each.read(lang)}")


def _first_person(base: Path) -> dict[str, str]:
    """The first member of staff is who runs `kam init`, by the git identity."""
    from kamcli.store import git

    name, email = git.identity(base) or ("", "")
    staff_id = "".join(each for each in email.partition("@")[0].lower() if each.isalnum() or each in ".-") or "me"
    today = dt.datetime.now(_zone()).date()  # noqa: TID251 before there is a session whose clock could be asked
    return {
        "STAFF_ID": staff_id,
        "STAFF_NAME": quoted(name or staff_id),
        "STAFF_EMAIL": quoted(email or f"{staff_id}@example.com"),
        "TODAY": today.isoformat(),
    }


def _zone() -> dt.tzinfo:
    """The time zone that the new book's policy will name: there it is today."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from kamcli.store.shipped import new_book_file

    named = next(line for line in new_book_file("policy.en.yaml").splitlines() if line.startswith("  timezone: "))
    try:
        return ZoneInfo(named.split()[1])
    except ZoneInfoNotFoundError:
        return dt.UTC


def quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar: no name can end the line or begin a key."""
    safe = "".join(each if each.isprintable() else " " for each in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'
