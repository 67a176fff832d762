"""`kam query "SELECT ..."`: one SELECT over the records and ledgers, in a database that is sealed before it runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, Format, Language, Listing
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, KamError, Say, refuse

if TYPE_CHECKING:
    from kamcli.model.choices import AccessLevel
    from kamcli.store.query import Database, Result
    from kamcli.views.query_tables import Table

FLOATS = Say(
    "列 {columns} 是浮点数，只是近似：金额用 sum、或 ::DECIMAL(24,2)",
    "the columns {columns} are floating point, so only near: for amounts use sum, or ::DECIMAL(24,2)",
)


def query(
    ctx: typer.Context,
    sql: Annotated[str, typer.Argument(metavar="[SQL]", help=tr("一句 SELECT", "one SELECT"))] = "",
    *,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help=tr("从文件读 SQL", "read the SQL from a file"))
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help=tr("列出表和列", "list the tables and columns"))] = False,
    max_class: Annotated[
        str,
        typer.Option(
            "--max-class",
            metavar="pub|int|conf|pers",
            help=tr("装入到哪一级（默认按 digest.max_class）", "load fields up to this class (digest.max_class)"),
        ),
    ] = "",
    style: Listing = Format.table,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Ask the records and ledgers in SQL; nothing is written."""
    here = session(ctx, directory=directory, lang=lang)
    most = _most(here, max_class)
    if tables:
        _print_tables(here, most, style)
        return
    text = _text(sql, file)
    result = asked(here, text, most)
    _print(result, style)
    if result.floats:
        show.note(FLOATS.read(here.lang, {"columns": result.floats}))
    raise typer.Exit(here.code)


def asked(here: Session, sql: str, most: "AccessLevel") -> "Result":
    """The result of one SELECT over the tables that it names."""
    from kamcli.store.query import Database
    from kamcli.views.query_tables import ledgers, mentioned, narrowed, tables, takes_all, told

    base = Database(here.root, here.policy, here.lang)
    named = tuple(each for each in tables(here.book, most) if mentioned(sql, each))
    for table in named:
        _add(here, base, narrowed(sql, table), most)
    for ledger in ledgers(sql):
        base.add_ledger(ledger)
    lacking = tuple(told(table) for table in named if table.withheld)
    try:
        result = base.ask(sql)
    except KamError:
        _tell(lacking, here.lang)
        raise
    _tell(lacking if takes_all(sql) else (), here.lang)
    return result


def _tell(lacking: tuple[Say, ...], lang: str) -> None:
    """What was withheld, to those who may miss it."""
    for each in lacking:
        show.note(each.read(lang))


def _add(here: Session, base: "Database", table: "Table", most: "AccessLevel") -> None:
    from kamcli.views.computed_values import Inputs
    from kamcli.views.listing import Values, questions
    from kamcli.views.query_tables import cells

    answers = here.answers(questions(each.column for each in table.fields))
    values = Values(Inputs(here.book, answers, here.policy, here.today), lambda _: None)
    base.add(table, cells(table, here.book.columns.rows(table.name), values, most))


def _most(here: Session, wish: str) -> "AccessLevel":
    """The class up to which fields are loaded."""
    from kamcli.model.choices import AccessLevel

    if not wish:
        return here.policy.digest.max_class
    found = next((each for each in AccessLevel if wish in (str(each), each.zh)), None)
    if found is None:
        raise refuse(
            "--max-class 没有“{wish}”；有：{known}",
            "--max-class has no {wish}; there is {known}",
            code=Exit.ASKED_WRONGLY,
            wish=wish,
            known=tuple(map(str, AccessLevel)),
        )
    return found


def _text(sql: str, file: Path | None) -> str:
    """The SQL, typed or from a file; exactly one of the two."""
    if bool(sql.strip()) == bool(file):
        raise refuse(
            "写一句 SELECT，或用 --file 给一个文件（kam query --tables 看表和列）",
            "give one SELECT, or a file with --file (kam query --tables lists tables and columns)",
            code=Exit.ASKED_WRONGLY,
        )
    return file.read_text(encoding="utf-8-sig", errors="replace") if file else sql


def _print(result: "Result", style: Format) -> None:
    if style is Format.json:
        rows = [dict(zip(result.names, row, strict=True)) for row in result.rows]
        show.document({"schema_version": 1, "columns": result.names, "rows": rows})
        return
    cells = [tuple("" if each is None else _cell(each) for each in row) for row in result.rows]
    if style is Format.csv:
        show.comma_separated(result.names, cells)
    else:
        show.table(result.names, cells, right=result.numbers)


def _cell(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _print_tables(here: Session, most: "AccessLevel", style: Format) -> None:
    """Every table with its columns, in both languages."""
    from kamcli.model.ledgers import LEDGERS
    from kamcli.views.query_tables import tables

    heads = tuple(
        Say(*each).read(here.lang)
        for each in (
            ("表", "Table"),
            ("中文表", "Chinese"),
            ("列", "Column"),
            ("中文列", "Chinese column"),
            ("类型", "Type"),
        )
    )
    rows = [
        (table.name, table.zh, each.name, each.zh, each.type)
        for table in tables(here.book, most)
        for each in table.fields
    ]
    rows += [(one.name, one.zh, each.name, each.zh, str(each.cell)) for one in LEDGERS.values() for each in one.columns]
    if style is Format.json:
        keys = ("table", "table_zh", "column", "column_zh", "type")
        show.document({"schema_version": 1, "tables": [dict(zip(keys, row, strict=True)) for row in rows]})
    else:
        show.comma_separated(heads, rows) if style is Format.csv else show.table(heads, rows)
