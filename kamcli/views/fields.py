"""The columns that a kind has: every field by its path or last word in either language, computed ones before."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

from kamcli.model.described import described
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.labels import LABELS
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.views.book import Book
from kamcli.views.column import Column, Source, folded, spellings
from kamcli.views.computed import BY_WORD, Computed, of_scheme
from kamcli.views.filter_values import Unfit
from kamcli.views.names import names

ID = Column("id", Say("编号", "Id"), "id", Source())
CUSTOMER = "customer"
_REFS = {"staff": "staff", "unit": "unit", CUSTOMER: CUSTOMER}  # kinds whose ids have names in the book


class Fields:
    """The columns of one kind in one book, found by the words that people use."""

    def __init__(self, kind: Kind, book: Book) -> None:
        self.kind = kind
        self.book = book
        self.known: dict[str, Column] = {}

    def find(self, word: str) -> Column:
        """The column that a word means: `等级`, `owner`, `基础资料.官网`, `客户.等级`; Unfit with near ones."""
        if word not in self.known:
            self.known[word] = self._found(folded(word))
        return self.known[word]

    def _found(self, word: str) -> Column:
        if word in ("id", "编号"):
            return ID
        if self.kind.name == CUSTOMER and (computed := self._computed(word)):
            return computed
        paths = self.paths.get(word, ())
        if len(paths) == 1:
            return self.at(paths[0])
        head, _, rest = word.partition(".")
        if rest and head in self._customer_words:
            return self._through(head, rest)
        if paths:
            meant = tuple(self.spelt(path) for path in paths[:6])
            raise Unfit("“{word}”不止一个：{meant}", "{word} may be any of {meant}", word=word, meant=meant)
        raise Unfit(
            "{kind}没有“{word}”这一列{near}",
            "{kind} has no column {word}{near}",
            kind=self.kind.label,
            word=word,
            near=self.near(word),
        )

    def near(self, word: str) -> Say:
        """Names that may have been meant, as the end of a sentence."""
        known = tuple(dict.fromkeys((*(BY_WORD if self.kind.name == CUSTOMER else ()), *self.paths)))
        found = get_close_matches(word, known, n=3, cutoff=0.5) or [each for each in known if word in each][:3]
        if not found:
            return Say("", "")
        return Say(f"；是 {'、'.join(found)} 吗？", f"; did you mean {', '.join(found)}?")

    def spelt(self, path: str) -> Say:
        """A path in either language."""
        steps = path.split(".")
        labels = LABELS[self.kind.name]
        return Say(".".join(labels[".".join(steps[: n + 1])][0] for n in range(len(steps))), path)

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """Folded word -> the paths that it may mean: one alone where it stands at the top or is a summary column."""
        found: dict[str, list[str]] = {}
        for path, (zh, en) in LABELS[self.kind.name].items():
            last = path.rpartition(".")[2]
            full = {folded(path), folded(self.spelt(path).zh)}
            if "." not in path:  # 名称 of a customer is 客户名称
                full |= {folded(zh.removeprefix(self.kind.label.zh))} - {""}
            for word in full | {folded(last), folded(zh), folded(en), folded(en.replace(" ", "_"))}:
                found.setdefault(word, []).append(path)
        for name, path in self.kind.columns.items():
            found.setdefault(name, []).append(path)
        return {word: self._preferred(word, tuple(dict.fromkeys(paths))) for word, paths in found.items()}

    def _preferred(self, word: str, paths: tuple[str, ...]) -> tuple[str, ...]:
        exact = tuple(path for path in paths if word == folded(path) or self.kind.columns.get(word) == path)
        top = tuple(path for path in paths if "." not in path)
        kept = tuple(path for path in paths if path in self.kind.columns.values())
        return next((found for found in (exact, top, kept) if len(found) == 1), paths)

    def at(self, path: str) -> Column:
        """The column of a field."""
        steps = tuple(path.split("."))
        found = described(self.kind.model, steps)
        zh, en = LABELS[self.kind.name][path]
        summary = {there: name for name, there in self.kind.columns.items()}
        kept = next((n for n in range(len(steps), 0, -1) if ".".join(steps[:n]) in summary), 0)
        source = Source(summary[".".join(steps[:kept])] if kept else "", steps[kept:])
        choices = tuple(found.table.labels.values())
        words = spellings(choices) or self._listed(found.table.listed) or self._named(found.table.ref)
        sort = "group" if found.form.sort == "group" or found.table.terms else found.form.sort
        return Column(summary.get(path, path), Say(zh, en), sort, source, choices, words, found.table.ref)

    def _listed(self, key: str) -> tuple[tuple[str, str], ...]:
        """The values of a list of the policy."""
        try:
            values: Iterable[object] = parameter(self.book.policy, key) if key else ()
        except NotConfigured:
            return ()
        return tuple((folded(str(each)), folded(str(each))) for each in values or ())

    def _named(self, refs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """The names and ids of people, units or customers; nothing where other ids may stand there too."""
        if not refs or not all(each in _REFS for each in refs):
            return ()
        tables = [names(self.book)[_REFS[each]] for each in refs]
        pairs = [(word, key) for table in tables for key, name in table.items() for word in (key, name)]
        if CUSTOMER in refs:
            pairs += [(row.name, row.id) for row in self.book.columns.rows(CUSTOMER) if row.name]
        return tuple(dict.fromkeys((folded(word), folded(key)) for word, key in pairs))

    def _computed(self, word: str) -> Column | None:
        """A computed column, one of a grading scheme by its name behind a dot (`等级.VIP等级`)."""
        head, _, scheme = word.partition(".")
        found: Computed | None = BY_WORD.get(head)
        return of_scheme(found, scheme, self.book.policy) if found else None

    @cached_property
    def _customer_words(self) -> Mapping[str, str]:
        """The words that lead from a record to its customer -> the column with the id."""
        if self.kind.name == CUSTOMER or CUSTOMER not in self.kind.columns:
            return {}
        return dict.fromkeys((CUSTOMER, "客户", *(folded(each) for each in LABELS[self.kind.name][CUSTOMER])), CUSTOMER)

    def _through(self, head: str, rest: str) -> Column:
        found = Fields(KINDS[CUSTOMER], self.book).find(rest)
        return Column(
            f"{CUSTOMER}.{found.name}",
            Say(f"客户.{found.label.zh}", f"Customer: {found.label.en}"),
            found.sort,
            found.source._replace(through=self._customer_words[head]),
            found.choices,
            found.words,
            found.refs,
        )
