"""`kam explain contract`, `kam explain contract.amount`: a kind and its fields, a field and what is asked of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kamcli.cli import show
from kamcli.cli.explain_words import FIELD, HEADS, SECRECY
from kamcli.cli.spoken import key_word
from kamcli.model.described import Described, described
from kamcli.model.finding import KeyPath, Say
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.labels import LABELS
from kamcli.model.parameters import NotConfigured
from kamcli.model.spelling import Spelling, canonical, dotted, label, spelling
from kamcli.states.chain import GUARDED_BY_KIND
from kamcli.states.process import LINES, PROCESSES
from kamcli.views.field import required, written

if TYPE_CHECKING:
    from kamcli.model.base import Term
    from kamcli.model.policy import Policy

Rows = Iterator[tuple[str, str]]


class Place(NamedTuple):
    """A field of a kind; the kind itself where the path is empty."""

    kind: Kind
    path: KeyPath


def place(wanted: str) -> Place | None:
    """What somebody means by `contract`, `合同.合同额`, `customer.basics.phones`; None where it is no kind or field."""
    word, _, rest = wanted.partition(".")
    kind = next((each for each in KINDS.values() if word in (each.name, each.label.zh, each.label.en)), None)
    if kind is None:
        return None
    path = canonical(spelling(kind.model), rest) if rest else ()
    return None if path is None else Place(kind, path)


def fields_called(wanted: str) -> tuple[Place, ...]:
    """Every field that is called so in either language, of whatever kind: `客户负责人`, `owner`."""
    word = wanted.casefold()
    return tuple(
        Place(kind, tuple(path.split(".")))
        for kind in KINDS.values()
        for path, labels in LABELS[kind.name].items()
        if word in (path.rpartition(".")[2], *(each.casefold() for each in labels))
    )


def explain_places(found: tuple[Place, ...], policy: "Policy", lang: str) -> None:
    """Print the one field of a name, or all of them, to choose one."""
    if len(found) == 1:
        explain_place(found[0], policy, lang)
        return
    heads = {"zh": ("名称", "字段", "说明"), "en": ("Field", "Label", "Meaning")}[lang]
    rows = []
    for at in found:
        note = described(at.kind.model, at.path).term.note
        names = (f"{at.kind.label.zh}.{label(spelling(at.kind.model), at.path, 'zh')}", _dotted(at))
        rows.append((*(names if lang == "zh" else reversed(names)), note.read(lang) if note else ""))
    show.table(heads, rows)


def _dotted(at: Place) -> str:
    return f"{at.kind.name}.{dotted(at.path)}"


def names(wanted: str) -> tuple[str, ...]:
    """Every kind, and every field of the kind that a name begins with, in both languages: what may have been meant."""
    start = place(wanted.partition(".")[0])
    every = tuple(word for kind in KINDS.values() for word in (kind.name, kind.label.zh))
    if start is None:
        return every
    table, kind = spelling(start.kind.model), start.kind
    paths = (*every, *(f"{kind.name}.{path}" for path in LABELS[kind.name]))
    return (*paths, *(f"{kind.label.zh}.{label(table, tuple(path.split('.')), 'zh')}" for path in LABELS[kind.name]))


def parameter_named(wanted: str) -> Place | None:
    """A policy parameter by its key in either language, as a field of the policy; None where it is none."""
    return place(f"policy.{wanted}")


def print_parameter(at: Place, policy: "Policy", lang: str) -> None:
    """Print what a parameter is called, means and may be; that it is required goes without saying."""
    told = ("label", "note", "written", "choices", "keys", "spec")
    _print((row for row in rows_of(at, policy, lang) if row[0] in told), lang)


def explain_place(at: Place, policy: "Policy", lang: str) -> None:
    """Print a kind or a field, and below it the fields that it holds."""
    if at.path:
        _field(at, policy, lang)
    else:
        _kind(at.kind, lang)
    print_fields(at, lang)


def print_fields(at: Place, lang: str) -> None:
    """Print the fields below a place, if there are any."""
    table = held(spelling(at.kind.model), at.path)
    if table.terms:
        show.line()
        show.table(HEADS[lang], (_row(name, table, at.kind.name, lang) for name in table.terms), spare=(3,))


def held(table: Spelling, path: KeyPath = ()) -> Spelling:
    """The fields below a path; those of each entry, where the entries have keys of their own."""
    for key in path:
        table = table.below(key)
    while table.terms and not any(told.spec for told in table.terms.values()):
        table = table.below(next(iter(table.terms)))
    return table


# --- a kind -------------------------------------------------------------------------------------------------------


def _kind(kind: Kind, lang: str) -> None:
    show.heading("  ".join((kind.label.zh, kind.name) if lang == "zh" else (kind.name, kind.label.zh)))
    rows = [("file", f"records/{kind.folder}/" if kind.folder else f"records/{kind.name}.yaml")]
    if kind.name in LINES:
        rows += [("states", " → ".join(_choice(each, lang) for each in LINES[kind.name][0]))]
    if kind.name in PROCESSES:
        rows += [("beside", show.JOIN[lang].join(_choice(each, lang) for each in PROCESSES[kind.name].beside))]
    group = spelling(KINDS["policy"].model).below(kind.name).terms
    rows += (
        [("parameters", show.JOIN[lang].join(key_word(f"{kind.name}.{name}", lang) for name in group))] if group else []
    )
    _print(iter(rows), lang)


def _row(name: str, table: Spelling, kind: str, lang: str) -> tuple[str, ...]:
    told = table.terms[name]
    spoken = (told.zh, name) if lang == "zh" else (name, told.zh)
    more = " …" if held(table, (name,)).terms else ""
    return (spoken[0] + more, spoken[1], required(told, kind, lang), SECRECY[told.sensitivity].read(lang))


# --- a field ------------------------------------------------------------------------------------------------------


def _field(at: Place, policy: "Policy", lang: str) -> None:
    zh = f"{at.kind.label.zh}.{label(spelling(at.kind.model), at.path, 'zh')}"
    names = (zh, _dotted(at))
    show.heading("  ".join(names if lang == "zh" else reversed(names)))
    _print(rows_of(at, policy, lang), lang)


def rows_of(at: Place, policy: "Policy", lang: str) -> Rows:
    """What there is to say of a field, each with the name of its line."""
    found = described(at.kind.model, at.path)
    told = found.term
    yield "label", f"{told.zh} / {told.en}"
    if told.note:
        yield "note", told.note.read(lang)
    yield from _written(found, lang)
    yield "required", required(told, at.kind.name, lang)
    yield "sensitivity", SECRECY[told.sensitivity].read(lang)
    if at.kind.name in GUARDED_BY_KIND:
        yield "digest", _standing(found).read(lang)
    yield from _guards(at, policy, lang)
    if told.spec:
        yield "spec", told.spec
    yield from _rules(told, lang)


def _written(found: Described, lang: str) -> Rows:
    """How the value is written; its choices, or the keys that it may have."""
    form, table = found.form, found.table
    yield "written", written(found, lang)
    choices = table.labels or ({} if form.sort == "group" and not form.keyed else table.terms)
    if choices and (table.labels or not any(told.spec for told in table.terms.values())):
        named = ((told.zh, name) if lang == "zh" else (name, told.zh) for name, told in choices.items())
        yield ("keys" if form.keyed else "choices"), show.JOIN[lang].join(" ".join(each) for each in named)


def _standing(found: Described) -> Say:
    """Whether a change re-opens an approval of the record, and why not (R-AUD-04)."""
    told = found.term
    outside = {"derived": told.derived, "later": told.filled_later, "pers": told.sensitivity == "pers"}
    return FIELD["covered"] if found.covered else FIELD[next((why for why, is_so in outside.items() if is_so), "above")]


def _guards(at: Place, policy: "Policy", lang: str) -> Rows:
    """The guarded blocks of a customer that the field belongs to (approval.guarded)."""
    if at.kind.name != "customer":
        return
    try:
        blocks = policy.approval.guarded
    except NotConfigured:
        return
    table = spelling(at.kind.model)
    for block, guarded in blocks.items():
        paths = [canonical(table, each) or () for each in guarded.fields]
        if any(path and at.path[: len(path)] == path[: len(at.path)] for path in paths):
            line = f"kam approve ID.{block}"
            yield "guarded", _choice(block, lang) + Say(f"（{line}）", f" ({line})").read(lang)


def _rules(told: "Term", lang: str) -> Rows:
    from kamcli.clocks.register import CLOCKS
    from kamcli.rules.register import RULES

    every: tuple[Any, ...] = (*RULES, *CLOCKS)
    for each in every:
        if each.id in told.rules:
            yield "rules", f"{each.id} {each.title.read(lang)}"


def _choice(choice: Any, lang: str) -> str:
    return f"{choice.zh} {choice}" if lang == "zh" else f"{choice} {choice.zh}"


def _print(rows: Rows, lang: str) -> None:
    for name, text in rows:
        show.fact(FIELD[name].read(lang), text, lang)
