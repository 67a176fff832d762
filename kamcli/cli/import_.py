"""`kam import [LEDGER|customers] FILE...`: exports of other programs, read, checked, written and committed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.import_told import tell_customers, tell_export, tell_notices, tell_plan, tell_reasons, tell_source
from kamcli.cli.options import Directory, DryRun, Language
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Say, refuse

if TYPE_CHECKING:
    from kamcli.changes.change import Change
    from kamcli.changes.import_rows import Refused
    from kamcli.store.importing.ledger import Book, Wishes
    from kamcli.store.importing.source import Source

CUSTOMERS = ("customers", "customer", "客户")
REFUSED = Say("{n} 行没有导入，原因在 {path}", "rows refused: {n}; the reasons are in {path}")
UNCHANGED = Say("没有变化", "nothing changes")
WRITTEN = Say("写了 {n} 个文件", "wrote {n} files")
COMMITTED = Say("已提交 {commit}", "committed {commit}")
NO_REPOSITORY = Say("账簿不在 git 仓库里：已写入，没有提交", "the book is in no git repository: written, not committed")
DRY = Say("试运行：没有写入", "dry run: nothing was written")

What = Annotated[
    list[str],
    typer.Argument(
        metavar="[sales|orders|invoices|payments|customers] FILE...",
        help=tr(
            "导入什么，和要导入的文件；有 --map 时可不写前者",
            "what the files hold, and the files; --map says the former too",
        ),
    ),
]
Map = Annotated[
    str,
    typer.Option(
        "--map",
        metavar="NAME",
        help=tr("导入对照（文件，或 imports/ 里的名字）", "an import map: a file, or a name in imports/"),
    ),
]
Query = Annotated[
    Path | None,
    typer.Option(
        "--query",
        metavar="FILE.sql",
        help=tr(
            "用 SQL 查询得到标准列；每个文件是一张表", "SQL that gives the canonical columns; each file is a table"
        ),
    ),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help=tr(
            "以文件为准：改已有客户的字段，可以丢掉台账里的行",
            "the file is right: fields of known customers change, rows of a ledger may go",
        ),
    ),
]
SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help=tr("跳过有错的行，导入其余的", "leave bad rows out, import the others"))
]
RefusedFile = Annotated[
    Path | None, typer.Option("--refused", metavar="FILE", help=tr("有错的行写到哪里", "where refused rows go"))
]


def import_(
    ctx: typer.Context,
    what: What,
    *,
    map_: Map = "",
    query: Query = None,
    replace: Replace = False,
    skip_bad: SkipBad = False,
    refused: RefusedFile = None,
    dry_run: DryRun = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Import exports of other programs into the ledgers, or a list into the customers."""
    here = session(ctx, directory=directory, lang=lang)
    aside = _Aside(here, refused, dry=dry_run)
    raise typer.Exit(_run(here, what, map_, aside, query=query, replace=replace, skip_bad=skip_bad))


def _run(here: Session, what: list[str], map_: str, aside: "_Aside", **wanted: Any) -> int:
    from kamcli.store.importing.ledger import Book, Wishes
    from kamcli.store.importing.maps import read_map

    if map_ and wanted["query"]:
        raise refuse("--map 和 --query 只能用一个", "--map and --query exclude each other", code=Exit.ASKED_WRONGLY)
    chosen = read_map(here.root, map_, here.policy, here.lang) if map_ else None
    name, files = _asked(what, str(chosen.ledger.value) if chosen else "")
    me = here.person.id if here.person else None
    book = Book(
        records=here.root,
        columns=here.book.columns,
        policy=here.policy,
        lang=here.lang,
        now=here.now(),
        person=me,
    )
    run = _customers if name == "customers" else _ledger
    return run(here, book, name, files, Wishes(chosen=chosen, **wanted), aside)


def _asked(words: Sequence[str], mapped: str) -> tuple[str, tuple[Path, ...]]:
    """What to import and from which files; a map names its ledger itself."""
    from kamcli.model.ledgers import LEDGERS

    names = {
        word: each.name for each in LEDGERS.values() for word in (each.name, each.zh, each.zh.removesuffix("台账"))
    }
    names |= dict.fromkeys(CUSTOMERS, "customers")
    name = names.get(words[0], "")
    files = tuple(map(Path, words[1:] if name else words))
    if not name and not mapped:
        zh = "先说导入什么：sales orders invoices payments customers 之一"
        raise refuse(
            zh, "say what to import first: one of sales orders invoices payments customers", code=Exit.ASKED_WRONGLY
        )
    if name and mapped and name != mapped:
        zh, en = "导入对照是 {mapped} 的，不是 {name} 的", "the import map is for {mapped}, not for {name}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, mapped=mapped, name=name)
    if not files:
        raise refuse("没有说要导入哪个文件", "no file to import was named", code=Exit.ASKED_WRONGLY)
    return name or mapped, files


class _Aside:
    """Where refused rows go: the file asked for, else one an input in the folder one works in; none in a dry run."""

    def __init__(self, here: Session, path: Path | None, *, dry: bool) -> None:
        self.here = here
        self.path = path
        self.dry = dry

    def put(self, refused: Sequence[tuple[Path, "Refused"]], sources: Iterable[tuple[Path, "Source"]]) -> None:
        """Say why rows are refused, write them, and say where; a dry run writes nothing."""
        from kamcli.store.importing.finish import Returned, refused_path, write_refused

        tell_reasons(refused, self.here.lang)
        if self.dry:
            return
        groups: dict[Path, list[Returned]] = {}
        for path, source in sources:
            rows = tuple(row for each, row in refused if each == path)
            if rows:
                groups.setdefault(self.path or refused_path(path), []).append(
                    Returned(path, source.heading, rows, source.returned)
                )
        for path, inputs in groups.items():
            written = write_refused(path, inputs, self.here.lang)
            figures = {"n": sum(len(each.rows) for each in inputs), "path": written}
            show.note(REFUSED.read(self.here.lang, figures))


def _ledger(here: Session, book: "Book", name: str, files: tuple[Path, ...], wishes: "Wishes", aside: _Aside) -> int:
    from kamcli.model.ledgers import LEDGERS
    from kamcli.store.importing.ledger import planned, read_exports

    ledger = LEDGERS[name]
    exports = read_exports(book, ledger, files, wishes)
    for each in exports:
        tell_export(each, here.lang)
    refused = tuple((each.path, row) for each in exports for row in each.taken.refused)
    aside.put(refused, ((each.path, each.source) for each in exports))
    plan = planned(book, ledger, exports, wishes)
    tell_plan(plan, here.lang)
    _finish(here, plan.changes, plan.subject, dry=aside.dry)
    return Exit.FINDINGS if refused else Exit.FINE


def _customers(here: Session, book: "Book", _: str, files: tuple[Path, ...], wishes: "Wishes", aside: _Aside) -> int:
    from kamcli.changes.import_rows import insist
    from kamcli.store.importing.customer_lists import read_lists
    from kamcli.store.importing.customers import planned

    lists = read_lists(files, wishes)
    plan = planned(book, lists, wishes)
    for _path, source in lists:
        tell_source(source, here.lang)
        tell_notices(plan.notices[source.name], here.lang)
    aside.put(plan.refused, lists)
    insist(len(plan.refused), skip_bad=wishes.skip_bad)
    tell_customers(plan, here.lang, replaced=wishes.replace)
    _finish(here, plan.changes, plan.subject, dry=aside.dry)
    return Exit.FINDINGS if plan.refused or (plan.differing and not wishes.replace) else Exit.FINE


def _finish(here: Session, changes: tuple["Change", ...], subject: str, *, dry: bool) -> None:
    """Write and commit, or say what would be written."""
    from kamcli.changes.change import diff
    from kamcli.store import git
    from kamcli.store.importing.finish import carry_out

    if not changes or dry:
        for change in changes:
            show.raw(diff(change))
        show.note((DRY if changes else UNCHANGED).read(here.lang))
        return
    commit = carry_out(here.root, changes, subject)
    show.note(WRITTEN.read(here.lang, {"n": len(changes)}))
    if commit:
        show.note(COMMITTED.read(here.lang, {"commit": commit[:12]}))
    elif not git.is_repository(here.root):
        show.note(NO_REPOSITORY.read(here.lang))
