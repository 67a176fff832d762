"""The book on disk: found, walked and read file by file; only summary columns and findings are kept."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from kamcli.model.calendar import Calendar
from kamcli.model.columns import Columns, Row, columns_from
from kamcli.model.company import CompanyFigures
from kamcli.model.finding import Exit, Finding, KamError, Problem, Say, refuse
from kamcli.model.kinds import KINDS, Kind, kind_of
from kamcli.model.organisation import Organisation
from kamcli.model.policy import Policy, language
from kamcli.rules import families
from kamcli.rules.base import Rule, problems_of
from kamcli.store.extras import extras
from kamcli.store.records import Located, Page, page_of, summary
from kamcli.store.source import Disk, Source

FOLDER = "records"
Tell = Callable[[int, int], None]  # how many files are read, and of how many


class Reading(NamedTuple):
    """What one walk over the book found; `pages` counts the files, `policy` is None where it can't be read."""

    source: Source
    lang: str
    policy: Policy | None
    organisation: Organisation | None
    calendar: Calendar | None
    company: Mapping[int, CompanyFigures]
    columns: Columns
    findings: tuple[Finding, ...]
    pages: int

    @property
    def root(self) -> Path:
        """The records folder."""
        return self.source.root


def find_root(start: Path) -> Path:
    """The records folder of the book that `start` lies in: up to the first folder that holds records/policy.yaml."""
    for folder in (start, *start.parents):
        for records in (folder, folder / FOLDER):
            if (records / "policy.yaml").is_file():
                return records
    raise no_book(start)


def no_book(start: Path) -> KamError:
    """The refusal of a place that lies in no book."""
    return refuse(
        "{start} 不在一本账簿里（找不到 records/policy.yaml）",
        "{start} lies in no book (no records/policy.yaml found)",
        code=Exit.CONFIGURATION,
        hint=Say("用 -C 指明账簿的目录，或用 kam init 新建一本", "name the book with -C, or make one with kam init"),
        start=start,
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Reading makes many small objects and no cycles: the collector would only walk them again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # to and fro: all that was read counts as old at once, else the first collection walks it
        gc.unfreeze()
        gc.enable()


def read(root: Path, lang: str = "", *, judge: bool = False, tell: Tell | None = None) -> Reading:
    """Read every file of the work tree once; see `read_from`."""
    return read_from(Disk(root), lang, judge=judge, tell=tell)


def read_from(source: Source, lang: str = "", *, judge: bool = False, tell: Tell | None = None) -> Reading:
    """Read every file once. With `judge` the record rules run over each record while it is at hand.

    `tell` hears before each file how many were read, and of how many.
    """
    paths = tuple(source.files())
    policy_page = _policy(source, paths, lang or "zh")
    policy: Policy | None = policy_page.record if policy_page else None
    lang = lang or language(policy)
    if policy_page and lang != "zh":
        policy_page = _policy(source, paths, lang)
    walk = _Walk(source, lang, policy, judge=judge)
    with _without_collector():
        for done, path in enumerate(paths):
            if tell:
                tell(done, len(paths))
            walk.take(path, policy_page if path == "policy.yaml" else None)
    return walk.reading(policy_page, paths)


def _policy(source: Source, paths: tuple[str, ...], lang: str) -> Page | None:
    path = "policy.yaml"
    return page_of(source, path, KINDS["policy"], None, lang) if path in paths else None


def _record_rules() -> dict[str, tuple[Rule, ...]]:
    """The record rules of each kind; only a command that judges loads the rules."""
    from kamcli.rules.register import RULES

    return {name: tuple(rule for rule in RULES if rule.record and name in rule.kinds) for name in KINDS}


class _Walk:
    """Gathers rows and findings while the files go by; no record outlives its turn but the organisation."""

    def __init__(self, source: Source, lang: str, policy: Policy | None, *, judge: bool) -> None:
        self.source = source
        self.lang = lang
        self.policy = policy
        self.rows: list[Row] = []
        self.findings: list[Finding] = []
        self.seen: dict[tuple[str, str], str] = {}
        self.pages = 0
        self.alone: dict[str, Any] = {}
        self.company: dict[int, CompanyFigures] = {}
        self.rules = _record_rules() if judge and policy else {}

    def take(self, path: str, page: Page | None) -> None:
        """Read one file, judge it, keep its row."""
        self.pages += 1
        kind = kind_of(path)
        if kind is None or not path.endswith(".yaml"):
            linked = self.source.is_link(path)
            rule = "BOOK-10" if linked else "BOOK-04" if kind is None else "BOOK-11"
            self._fault(rule, path, KINDS["customer"], "", {})
            return
        page = page or page_of(self.source, path, kind, self.policy, self.lang)
        self.findings += page.findings
        if page.record is None:
            return
        other = self.seen.setdefault((kind.name, page.id.casefold()), path)  # as file systems do
        if other != path:
            self._fault("BOOK-03", path, kind, page.id, {"id": page.id, "other": other})
            return
        if kind.single:
            self.alone[kind.name] = page.record
        elif kind.name == "company_figures":
            self.company[page.record.year] = page.record
        self.rows.append(summary(page, extras(kind, page.record, self.policy)))
        self.findings += judged(page, self.rules.get(kind.name, ()), self.policy, self.lang)

    def _fault(self, rule: str, path: str, kind: Kind, record: str, figures: dict[str, Any]) -> None:
        located = Located(path, kind, record, self.policy, self.lang)
        self.findings.append(located.one(None, families.BY_ID[rule], Problem(figures=figures)))

    def reading(self, policy_page: Page | None, paths: tuple[str, ...]) -> Reading:
        """What was gathered."""
        if policy_page is None:
            self._fault("BOOK-08", "policy.yaml", KINDS["policy"], "policy", {"name": "policy.yaml"})
        if "organisation.yaml" not in paths:
            self._fault(
                "BOOK-08", "organisation.yaml", KINDS["organisation"], "organisation", {"name": "organisation.yaml"}
            )
        columns = columns_from(iter(self.rows))
        return Reading(
            self.source,
            self.lang,
            self.policy,
            self.alone.get("organisation"),
            self.alone.get("calendar"),
            MappingProxyType(self.company),
            columns,
            tuple(self.findings),
            self.pages,
        )


def judged(page: Page, rules: tuple[Rule, ...], policy: Policy | None, lang: str) -> list[Finding]:
    """The findings of record rules on one record, each with its place."""
    if policy is None or not rules:
        return []
    found = [
        (rule, problem)
        for rule in rules
        for problem in problems_of(lambda rule=rule: rule.record(page.record, policy))  # type: ignore[misc]
    ]
    return Located(page.path, page.kind, page.id, policy, lang).all(page.text, found) if found else []
