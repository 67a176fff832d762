"""One file to one record: text, data, typed model, and every finding with its line and column."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from yaml.nodes import Node

from kamcli.model.base import Term
from kamcli.model.columns import Part, Row, parts, picked_parts
from kamcli.model.finding import Finding, KeyPath, Problem, Say
from kamcli.model.kinds import KINDS, Kind, kind_of
from kamcli.model.policy import Policy
from kamcli.model.reasons import reason
from kamcli.model.spelling import Spelling, label, spelling
from kamcli.rules import families, schema
from kamcli.rules.base import Rule, finding
from kamcli.store import reader
from kamcli.store.keys import keys_at
from kamcli.store.precheck import Fault, Refused, decode
from kamcli.store.source import Disk, Source

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
CHARACTERS = Say(
    "只用字母、数字和 - _ .，以字母或数字开头，最多 64 个",
    "write letters, digits and - _ . only, beginning with a letter or digit, 64 at most",
)
WINDOWS = Say("Windows 上不能有这样的文件名", "Windows can't have a file of this name")


class Page(NamedTuple):
    """A file of the book as it was read: `record` is None where the text makes no record; `path` is below records/."""

    path: str
    kind: Kind
    id: str
    text: str
    record: Any
    findings: tuple[Finding, ...]


def spelling_of(kind: Kind) -> Spelling:
    """The spelling table of a kind."""
    return spelling(kind.model)


def fields_root(kind: Kind) -> Spelling:
    """The spelling of the fields that texts in a record of this kind may name: policy.yaml names a customer's."""
    return spelling_of(KINDS["customer"] if kind.name == "policy" else kind)


def id_of(path: str, kind: Kind) -> str:
    """The id that a file's name holds; a sign-off's is its path below signoffs/."""
    stem = path.removesuffix(".yaml")
    return stem.removeprefix("signoffs/") if kind.name == "signoff" else stem.rpartition("/")[2]


def read_page(root: Path, path: str, kind: Kind, policy: Policy | None, lang: str) -> Page:
    """Read one file; `root` is the records folder. A file that is no record comes back with record None."""
    return page_of(Disk(root), path, kind, policy, lang)


def page_of(source: Source, path: str, kind: Kind, policy: Policy | None, lang: str) -> Page:
    """Read one file of a source. A file that is no record comes back with record None."""
    record_id = id_of(path, kind)
    located = Located(path, kind, record_id, policy, lang)
    try:
        content = source.content(path)
    except OSError as error:
        fault = Fault("YAML-19", 1, 1, Problem(figures={"why": reason(error)}))
        return Page(path, kind, record_id, "", None, (located.fault(fault),))
    if content is None:
        return Page(path, kind, record_id, "", None, (located.fault(Fault("BOOK-10", 1, 1, Problem())),))
    return parse_page(content, located)


def parse_page(content: bytes, located: "Located") -> Page:
    """The page that a file's bytes make."""
    path, kind, record_id = located.path, located.kind, located.id
    text = ""
    try:
        text = decode(content)
        data, warnings = reader.read(text, spelling_of(kind), fields_root(kind))
    except Refused as refusal:
        return Page(path, kind, record_id, text, None, tuple(located.fault(each, text) for each in refusal.faults))
    findings = [located.fault(warning, text) for warning in warnings]
    findings += located.all(text, _identity(data, located))
    record = None
    try:
        record = kind.model.model_validate(data)
    except ValidationError as error:
        problems = schema.problems(error.errors(include_url=False), spelling_of(kind), located.lang)
        findings += located.all(text, [(families.BY_ID[rule], problem) for rule, problem in problems])
    findings += located.all(text, [(families.BY_ID["SCHEMA-04"], each) for each in _derived(data, kind)])
    return Page(path, kind, record_id, text, record, tuple(findings))


def _identity(data: dict[str, Any], located: "Located") -> list[tuple[Rule, Problem]]:
    """Give the record the id of its file name; a different one in the file, or an odd file name, is a finding."""
    kind, record_id = located.kind, located.id
    found: list[tuple[Rule, Problem]] = []
    if kind.name != "policy":
        key = "year" if kind.name == "company_figures" else "id"
        written = data.get(key, record_id)
        if written != record_id:
            found.append((families.BY_ID["BOOK-01"], Problem((key,), {"id": written, "name": record_id})))
        data["id"] = record_id
        data[key] = record_id
    why = next((why for part in record_id.split("/") if (why := _unfit(part))), None)
    if why is not None:
        found.append((families.BY_ID["BOOK-02"], Problem((), {"id": record_id, "why": why})))
    return found


def _unfit(part: str) -> Say | None:
    """What is wrong with an id as a file name, on Windows as well; None where nothing is."""
    if not ID.fullmatch(part):
        return CHARACTERS
    return WINDOWS if part.endswith(".") or part.partition(".")[0].upper() in DEVICES else None


@cache
def derived_paths(kind: str) -> tuple[tuple[str, ...], ...]:
    """Where a kind has computed fields; list positions are not counted."""
    return _derived_paths(spelling_of(KINDS[kind]))


def _derived_paths(table: Spelling) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for name, told in table.terms.items():
        if told.derived:
            found.append((name,))
        found += [(name, *below) for below in _derived_paths(table.below(name))]
    return tuple(found)


def _derived(data: dict[str, Any], kind: Kind) -> list[Problem]:
    """Computed fields that somebody wrote."""
    found: list[Problem] = []
    for path in derived_paths(kind.name):
        for at in _written(data, path):
            told = _term(spelling_of(kind), path)
            found.append(Problem(at, {"field": Say(told.zh, told.en or path[-1])}))
    return found


def _term(table: Spelling, path: tuple[str, ...]) -> Term:
    for name in path[:-1]:
        table = table.below(name)
    return table.terms[path[-1]]


def _written(data: Any, path: tuple[str, ...], at: KeyPath = ()) -> Iterator[KeyPath]:
    """The key paths, list positions included, at which a path is written."""
    if isinstance(data, list):
        for position, each in enumerate(data):
            yield from _written(each, path, (*at, position))
    elif isinstance(data, dict) and path[0] in data:
        below = (*at, path[0])
        yield from _written(data[path[0]], path[1:], below) if path[1:] else (below,)


class Located:
    """Gives problems of one file their place, their record and their words."""

    def __init__(self, path: str, kind: Kind, record_id: str, policy: Policy | None, lang: str) -> None:
        self.path = path
        self.kind = kind
        self.id = record_id
        self.policy = policy
        self.lang = lang

    def fault(self, fault: Fault, text: str = "") -> Finding:
        """A fault of the reader, whose place is known; the field that stands there is named before it."""
        rule = families.BY_ID[fault.rule]
        found = finding(
            rule,
            fault.problem._replace(figures={**fault.problem.figures, "file": self.path}),
            self.policy,
            self.lang,
            file=self.path,
            line=fault.line,
            column=fault.column,
            record=self.id,
        )
        field = label(spelling_of(self.kind), keys_at(text, fault.line, fault.column), self.lang) if text else ""
        told = Say("{field}：{message}", "{field}: {message}").read(
            self.lang, {"field": field, "message": found.message}
        )
        return replace(found, field=field, message=told) if field else found

    def all(self, text: str, found: list[tuple[Rule, Problem]]) -> list[Finding]:
        """Problems of the typed data: the file is composed once more to find their places."""
        if not found:
            return []
        try:
            node = reader.compose(text)
        except Refused:
            node = None
        return [self.one(node, rule, problem) for rule, problem in found]

    def one(self, node: Node | None, rule: Rule, problem: Problem) -> Finding:
        """One problem with its line and column."""
        root = spelling_of(self.kind)
        line, column = reader.place(node, root, problem.at, on_key=rule.id in ("SCHEMA-01", "SCHEMA-04"))
        named = label(root, problem.at, self.lang) if problem.at else ""
        return finding(
            rule, problem, self.policy, self.lang, file=self.path, line=line, column=column, record=self.id, field=named
        )


def located_at(path: str, policy: Policy | None, lang: str) -> Located:
    """What places problems of the record at a path below records/."""
    kind = kind_of(path) or KINDS["customer"]
    return Located(path, kind, id_of(path, kind), policy, lang)


def summary(page: Page, extra: dict[str, Any] | None = None) -> Row:
    """The summary columns of a record."""
    values = picked_parts(page.record, _column_parts(page.kind.name))
    return Row(page.kind.name, page.id, page.path, values | (extra or {}))


@cache
def _column_parts(kind: str) -> tuple[Part, ...]:
    return parts(KINDS[kind].columns)
