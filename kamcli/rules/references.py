"""What a record names must exist: other records, people of the roster, values of the policy's lists (R-AUD-01)."""

from collections.abc import Iterator, Mapping

from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Problem, Say
from kamcli.model.kinds import KINDS
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy import Policy
from kamcli.model.spelling import label, spelling
from kamcli.rules.base import book_rule
from kamcli.rules.schema import near

INSIDE = {  # kinds that live inside another file, and where
    "staff": Say("员工", "member of staff"),
    "unit": Say("单位", "unit"),
    "person": Say("人员", "person"),
    "department": Say("客户部门", "department"),
}


def known_ids(columns: Columns) -> dict[str, frozenset[str]]:
    """The ids of every kind that a record may name, also of those that live inside another file."""
    ids = {name: frozenset(columns.tables.get(name, {})) for name in KINDS}
    organisation = columns.find("organisation", "organisation")
    ids["staff"] = frozenset(each.id for each in organisation.staff) if organisation else frozenset()
    ids["unit"] = frozenset(each.id for each in organisation.units) if organisation else frozenset()
    people = columns.rows("people")
    ids["person"] = frozenset(each.id for row in people for each in row.persons)
    ids["department"] = frozenset(each.id for row in people for each in row.departments)
    return ids


@book_rule(
    "BOOK-05",
    title=Say("引用的记录存在", "what is referred to exists"),
    say=Say("{field}：没有编号为 {id} 的{kind}{near}", "{field}: there is no {kind} with the id {id}{near}"),
    hint=Say("改成存在的编号，或先建这条记录", "name one that exists, or add that record first"),
    spec="R-AUD-01",
)
def dangling_reference(columns: Columns, _: Policy) -> Iterator[Problem]:
    """References to kinds of a later version are not checkable and not judged."""
    ids = known_ids(columns)
    for row in columns.everything():
        yield from dangling(row, columns, ids)


def dangling(row: Row, columns: Columns, ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """What one record names that is not there; the record itself need not be in the book yet."""
    for path, kinds, named in row.refs:
        checkable = [kind for kind in kinds if kind in ids]
        if len(checkable) == len(kinds) and not any(named in ids[kind] for kind in kinds):
            kind = kinds[0]
            figures = {
                "field": _named(row, path),
                "id": named,
                "kind": INSIDE[kind] if kind in INSIDE else KINDS[kind].label,
                "near": _meant(named, kind, columns, ids),
            }
            yield Problem(path, figures, row.id, row.kind)


def _meant(named: str, kind: str, columns: Columns, ids: Mapping[str, frozenset[str]]) -> Say:
    """The id of the one that bears what was written as its name, else an id that is close to it."""
    bearers = called(named, kind, columns)
    if not bearers:
        return near(named, tuple(ids[kind]))
    return Say(f"；{'、'.join(bearers)} 叫这个名字，写编号", f"; {', '.join(bearers)} bears that name: write the id")


def called(name: str, kind: str, columns: Columns) -> tuple[str, ...]:
    """The ids of a kind that bear exactly this name; kinds without names bear none."""
    return tuple(sorted(each for each, own in names_of(kind, columns).items() if own == name.strip() != ""))


def names_of(kind: str, columns: Columns) -> dict[str, str]:
    """What people call the things of a kind: id -> name or title, "" where it has none."""
    organisation = columns.find("organisation", "organisation")
    if kind in ("staff", "unit"):
        members = () if organisation is None else organisation.staff if kind == "staff" else organisation.units
        return {each.id: each.name for each in members}
    if kind in ("person", "department"):
        held = (row.persons if kind == "person" else row.departments for row in columns.rows("people"))
        return {each.id: each.name for members in held for each in members}
    return {row.id: str(row.values.get("name") or row.values.get("title") or "") for row in columns.rows(kind)}


@book_rule(
    "BOOK-06",
    title=Say("值在制度清单里", "a value is on the policy's list"),
    say=Say(
        "{field}：“{value}”不在制度清单 {parameter} 里{near}",
        "{field}: {value} is not on the policy list {parameter}{near}",
    ),
    hint=Say(
        "改成清单里的值，或在 policy.yaml 的清单里加上它",
        "use a value of the list, or add it to the list in policy.yaml",
    ),
    spec="R-DAT-00",
)
def value_not_listed(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """A list that policy.yaml leaves empty allows every value."""
    for row in columns.everything():
        for path, key, value in row.listed:
            listed = allowed(policy, key)
            if listed and value not in listed:
                figures = {"field": _named(row, path), "value": value, "parameter": key, "near": near(value, listed)}
                yield Problem(path, figures, row.id, row.kind)


def allowed(policy: Policy, key: str) -> tuple[str, ...]:
    """The values of a policy list; none where it allows every value: it is empty, or of a later version."""
    try:
        return tuple(parameter(policy, key))
    except (NotConfigured, AttributeError):
        return ()


def _named(row: Row, path: tuple[str | int, ...]) -> Say:
    table = spelling(KINDS[row.kind].model)
    return Say(label(table, path, "zh"), label(table, path, "en"))
