"""`kam show ID`: one record with the labels of the reader's language, and where it stands."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.list import cell
from kamcli.cli.named import Names, beside, called, names_of
from kamcli.cli.options import AsOf, Directory, Language
from kamcli.cli.report_options import MaxClass
from kamcli.cli.search import meant
from kamcli.cli.session import Session, session
from kamcli.cli.show_facts import Facts
from kamcli.cli.words import tr
from kamcli.model.columns import Row
from kamcli.model.finding import NOTHING, Exit, refuse
from kamcli.model.kinds import KINDS
from kamcli.model.labels import LABELS

if TYPE_CHECKING:
    from kamcli.model.spelling import Spelling

FIELD = "field"  # the kind under which the names of fields stand


class Style(StrEnum):
    """The form of a record."""

    text = "text"
    json = "json"
    yaml = "yaml"


All = Annotated[bool, typer.Option("--all", help=tr("客户的全部字段", "every field of a customer's file"))]
Brief = Annotated[
    bool, typer.Option("--brief", help=tr("简短：客户约八行", "in short: a customer in about eight lines"))
]


def show_record(
    ctx: typer.Context,
    record_id: Annotated[str, typer.Argument(metavar="ID", help=tr("记录编号", "the id of a record"))],
    *,
    brief: Brief = False,
    all_: All = False,
    style: Annotated[
        Style, typer.Option("--format", metavar="<text|json|yaml>", help=tr("输出格式", "format of the output"))
    ] = Style.text,
    most: MaxClass = None,
    as_of: AsOf = "",
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Show one record: the story of a customer, the fields of any other, and where it stands in its process."""
    here = session(ctx, directory=directory, lang=lang, as_of=as_of)
    row = find(here, record_id, by_name=True)
    record = page_of(here, row)
    if style is Style.yaml:
        show.raw((here.root / row.file).read_text(encoding="utf-8-sig"))
        return
    facts = Facts(here, row, record, str(most or ""))
    if style is Style.json:
        _json(facts)
    elif all_:
        _every(facts)
    else:
        _text(facts, brief=brief)
    raise typer.Exit(facts.code)


def _json(facts: Facts) -> None:
    """The record, where it stands, and what the story of a customer tells."""
    from kamcli.output.jsontext import document

    row, stands, story = facts.row, facts.stands(), facts.card()
    fields = {"kind": row.kind, "id": row.id, "file": row.file, "record": _plain(facts.record)}
    show.raw(document(facts.here.lang, **fields, progress=stands, story=story))


def _text(facts: Facts, *, brief: bool) -> None:
    """The story of a customer; of any other record, or where that can't be told, where it stands and its fields."""
    from kamcli.cli import show_brief, show_story
    from kamcli.cli.show_progress import block

    lang, card = facts.here.lang, facts.card()
    stands = None if brief and card else facts.stands()
    names = _heading(facts)
    if card is not None:
        (show_brief.brief if brief else show_story.head)(card, names, lang)
    if stands is not None:
        block(stands, lang)
    if card is not None and not brief:
        show_story.story(card, names, lang)
    if card is None and not (brief and stands):
        _print_fields(facts, names)


def _every(facts: Facts) -> None:
    _print_fields(facts, _heading(facts))


def _heading(facts: Facts) -> Names:
    """The first line: kind, name, id and file; gives the names that stand beside ids."""
    here, row = facts.here, facts.row
    names = {**names_of(here.book), FIELD: _fields(row.kind, here.lang)}
    show.heading(
        f"{KINDS[row.kind].label.read(here.lang)} {_titled(row, names)}  {show.shown_path(row.file, here.root)}"
    )
    return names


def _print_fields(facts: Facts, names: Names) -> None:
    from kamcli.model.spelling import spelling

    for text in lines(facts.record, spelling(KINDS[facts.row.kind].model), facts.here.lang, names=names):
        show.told(text)


def _fields(kind: str, lang: str) -> dict[str, str]:
    """What the fields that a record names are called; policy.yaml names fields of a customer."""
    from kamcli.model.spelling import label, spelling

    about = "customer" if kind == "policy" else kind
    table = spelling(KINDS[about].model)
    return {path: label(table, tuple(path.split(".")), lang) for path in LABELS[about]}


def _titled(row: Row, names: Names) -> str:
    """A record's id, with the name of the customer that it is, or that it is about."""
    customer = row.id if row.kind == "customer" else row.values.get("customer")
    name = names["customer"].get(customer or "", "")
    return called(row.id, name)


def find(here: Session, record_id: str, *, by_name: bool = False) -> Row:
    """The row of a record by its id; refuses with near ids where there is none.

    Only what writes nothing takes a customer `by_name`: a name may come to fit somebody else.
    """
    from kamcli.model.spelling import near_ids

    rows = [row for row in here.book.columns.everything() if row.id == record_id and row.kind != "people"]
    if rows:
        return rows[0]
    if by_name and (found := meant(here, record_id)):
        return found
    ids = tuple(row.id for row in here.book.columns.everything() if row.kind != "people")
    near = near_ids(record_id, ids)
    raise refuse(
        "没有编号为 {id} 的记录{near}",
        "there is no record with the id {id}{near}",
        code=Exit.ASKED_WRONGLY,
        id=record_id,
        near=near,
    )


def page_of(here: Session, row: Row) -> Any:
    """The whole record of a row, read from its file."""
    from kamcli.store.records import read_page

    return read_page(here.root, row.file, KINDS[row.kind], here.policy, here.lang).record


def lines(value: Any, table: "Spelling", lang: str, indent: str = "", *, names: Names = NOTHING) -> Iterator[str]:
    """The filled fields of a record, labelled, groups indented, names beside ids."""
    for name, told in table.terms.items():
        held = value.get(name) if hasattr(value, "get") else getattr(value, name, None)
        if held is None or held in ((), {}):
            continue
        below, word = table.below(name), told.zh if lang == "zh" else told.en or name
        kinds = (FIELD,) if below.names_field else below.ref
        yield from _field(f"{indent}{word}", beside(held, kinds, names), below, lang, names)


def _field(word: str, held: Any, below: "Spelling", lang: str, names: Names) -> Iterator[str]:
    indent = word[: len(word) - len(word.lstrip(" "))]
    if isinstance(held, tuple) and hasattr(held[0], "__dict__") and below.terms:
        yield f"{word}:"
        for each in held:
            texts = tuple(lines(each, below, lang, names=names))
            yield from (f"{indent}  {'  ' if n else '- '}{line}" for n, line in enumerate(texts))
    elif below.terms:
        yield f"{word}:"
        yield from lines(held, below, lang, f"{indent}  ", names=names)
    elif hasattr(held, "items"):
        yield f"{word}: " + show.JOIN[lang].join(f"{key} {cell(each, lang)}" for key, each in held.items())
    else:
        yield f"{word}: {cell(held, lang)}"


def _plain(value: Any) -> Any:
    """A record as JSON: English names, nothing absent."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dict__") and hasattr(type(value), "model_fields"):
        return {name: _plain(each) for name, each in value.__dict__.items() if each is not None and each != ()}
    if hasattr(value, "items"):
        return {str(key): _plain(each) for key, each in value.items()}
    return value
