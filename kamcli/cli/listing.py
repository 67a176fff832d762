"""What `kam list` was asked for, from its words to the printed table: filter, columns, order, counts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from kamcli.cli import show
from kamcli.cli.options import Format
from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.kinds import Kind

if TYPE_CHECKING:
    from kamcli.cli.session import Session
    from kamcli.model.columns import Row
    from kamcli.views.column import Column
    from kamcli.views.fields import Fields
    from kamcli.views.filter import Filter
    from kamcli.views.listing import Counted, Listing, Order, Wish

COUNT = Say("个数", "Count")
NONE = Say("（空）", "(none)")


class Words(NamedTuple):
    """What somebody typed, still as text; "" = not given."""

    where: tuple[str, ...] = ()
    owner: str = ""
    office: str = ""
    tier: str = ""
    state: str = ""
    find: str = ""
    sort: str = ""
    columns: str = ""
    by: str = ""
    limit: int = 0


def listed(here: "Session", kind: Kind, words: Words, names: tuple[str, ...]) -> "Listing":
    """The listing of a kind; `names` are the columns where none were asked for."""
    from kamcli.views.fields import Fields
    from kamcli.views.listing import listing, questions

    fields = Fields(kind, here.book)
    filters = tuple(_filters(here, fields, words))
    wish = _wish(fields, words, names, filters)
    used = (
        *(column for each in filters for column in each.columns),
        *wish.columns,
        *(order.column for order in wish.order),
        *((wish.by,) if wish.by else ()),
    )
    found = listing(
        here.book,
        here.answers(questions(used)),
        here.policy,
        here.today,
        wish=wish,
        record=lambda row: _record(here, kind, row),
    )
    for name, reason in found.values.reasons.items():
        show.note(_reason(name, reason, here.lang))
    return found


def _reason(name: str, reason: Say, lang: str) -> str:
    from kamcli.views.computed import BY_NAME

    label = Say(BY_NAME[name].zh, BY_NAME[name].en)
    return Say("“{label}”有算不出的：{reason}", "{label} can't be computed everywhere: {reason}").read(
        lang, {"label": label, "reason": reason}
    )


def _record(here: "Session", kind: Kind, row: "Row") -> Any:
    from kamcli.store.records import read_page

    return read_page(here.root, row.file, kind, here.policy, here.lang).record


# --------------------------------------------------------------------------------------------------------------- wishes


def _filters(here: "Session", fields: "Fields", words: Words) -> Iterable["Filter"]:
    from kamcli.views.filter import parsed

    for text in (*(each for each in words.where if each.strip()), *_flags(fields.kind, words)):
        yield parsed(text, fields.find, here.today)
    if words.find:
        yield _searched(here, fields, words.find)


def _flags(kind: Kind, words: Words) -> Iterable[str]:
    """The conditions that the short options stand for; of a record of a customer the customer's is meant."""
    own = kind.columns
    below = "" if kind.name == "customer" else "customer."
    state = "lifecycle_status" if "lifecycle_status" in own else "state"
    for name, value in (
        ("owner" if "owner" in own else f"{below}owner", words.owner),
        ("office" if "office" in own else f"{below}office", words.office),
        (f"{below}tier", words.tier),
        (state if state in own else f"{below}lifecycle_status", words.state),
    ):
        if value:
            yield f"{name}={_quoted(value)}"


def _quoted(text: str) -> str:
    """The values of an option, in quotes where a space or sign would end them."""
    values = (each.strip() for each in text.replace("，", ",").replace("、", ",").split(","))
    return ",".join(each if each.isalnum() else f'"{each}"' for each in values)


def _searched(here: "Session", fields: "Fields", text: str) -> "Filter":
    """The customers that a text finds, as a filter of a kind that has customers."""
    from kamcli.cli.search import search
    from kamcli.views.fields import ID
    from kamcli.views.filter import Filter

    column = ID if fields.kind.name == "customer" else fields.find("customer")
    ids = frozenset(row.id for row in search(here, text))
    return Filter(lambda get: get(column) in ids, (column,))


def _wish(fields: "Fields", words: Words, names: tuple[str, ...], filters: tuple["Filter", ...]) -> "Wish":
    from kamcli.views.listing import Wish

    asked = tuple(name.strip() for name in words.columns.replace("，", ",").replace("、", ",").split(","))
    named = (_column(fields, name) for name in asked if name)
    # the id begins each row, asked for or not
    chosen = tuple(each for each in named if each.name != "id") if words.columns else _usual(fields, names)
    return Wish(
        kind=fields.kind.name,
        columns=chosen,
        tests=tuple(each.holds for each in filters),
        order=tuple(_order(fields, each) for each in words.sort.replace("，", ",").split(",") if each.strip()),
        by=_column(fields, words.by, single=True) if words.by else None,
        limit=words.limit,
    )


def _usual(fields: "Fields", names: tuple[str, ...]) -> tuple["Column", ...]:
    return tuple(fields.at(fields.kind.columns[name]) for name in names)


def _column(fields: "Fields", name: str, *, single: bool = False) -> "Column":
    """A column by its word; a `single` one has values to compare, as a group of fields has not."""
    from kamcli.views.filter_values import Unfit

    try:
        found = fields.find(name.strip())
    except Unfit as unfit:
        raise refuse("{say}", "{say}", code=Exit.ASKED_WRONGLY, say=unfit.say) from None
    if single and found.sort == "group":
        raise refuse(
            "“{label}”是一组字段，不能排序或分组；写它的下级字段",
            "{label} is a group of fields and can't be sorted or counted by: name a field of it",
            code=Exit.ASKED_WRONGLY,
            label=found.label,
        )
    return found


def _order(fields: "Fields", text: str) -> "Order":
    from kamcli.views.listing import Order

    name, _, way = text.replace("：", ":").strip().partition(":")
    if way not in ("", "asc", "desc", "升", "降", "升序", "降序"):
        raise refuse(
            "--sort 的次序“{way}”不认识（写 {name}:desc 或 {name}:asc）",
            "--sort knows no order {way} (write {name}:desc or {name}:asc)",
            code=Exit.ASKED_WRONGLY,
            way=way,
            name=name,
        )
    return Order(_column(fields, name, single=True), way in ("desc", "降", "降序"))


# ------------------------------------------------------------------------------------------------------------- printing


def print_count(found: "Listing", style: Format) -> None:
    """How many rows there are."""
    if style is Format.json:
        show.document({"schema_version": 1, "kind": found.wish.kind, "count": found.found})
    else:
        show.line(str(found.found))


def print_groups(found: "Listing", style: Format, lang: str, known: dict[str, str]) -> None:
    """Rows counted by a column, and the sums of the figures that were asked for."""
    by = found.wish.by
    if by is None:
        return
    if style is Format.json:
        groups = [
            {
                "value": each.value,
                "count": each.rows,
                "sums": {column.name: figure for column, figure in zip(found.summed, each.sums, strict=True)},
            }
            for each in found.counted
        ]
        show.document({"schema_version": 1, "kind": found.wish.kind, "by": by.name, "groups": groups})
        return
    heads = (by.label.read(lang), COUNT.read(lang), *(each.label.read(lang) for each in found.summed))
    rows = tuple(_group(each, by, known, lang) for each in found.counted)
    right = tuple(range(1, len(heads)))
    show.comma_separated(heads, rows) if style is Format.csv else show.table(heads, rows, right=right)


def _group(each: "Counted", by: "Column", known: dict[str, str], lang: str) -> tuple[str, ...]:
    from kamcli.cli.list import cell

    value = NONE.read(lang) if each.value is None else named(each.value, by.refs, known, lang)
    return (value, str(each.rows), *(cell(figure, lang) for figure in each.sums))


def named(value: Any, refs: tuple[str, ...], known: dict[str, str], lang: str) -> str:
    """A value, an id with the name that it stands for."""
    from kamcli.cli.list import cell

    text = cell(value, lang)
    return f"{text} {known[text]}" if refs and text in known else text
