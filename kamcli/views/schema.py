"""The JSON Schema of a kind, draft-07: what an editor offers, explains and flags while a record is typed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from kamcli.model.described import Described, described
from kamcli.model.finding import KeyPath, Say
from kamcli.model.kinds import Kind
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, spelling
from kamcli.rules.references import allowed
from kamcli.rules.schema import REASONS
from kamcli.views import schema_values as values
from kamcli.views.field import written
from kamcli.views.schema_told import CHOICES, COMPUTED, TWICE, UNSEEN, Asked, told
from kamcli.views.schema_values import Fragment

DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that editors know
LISTS = (
    "data.industries",
    "data.regions",
    "contact.festivals",
    "project.ka_types",
)  # the policy lists that fields take their words from
UNNAMED: Mapping[str, Say] = {  # what a file may say although its name says it: no field of the models
    "id": Say("编号：文件名就是编号，不必写", "the id: the file name says it already")
}


def schema(kind: Kind, policy: Policy | None, lang: str) -> Fragment:
    """The schema of a kind's files: keys and choices of `lang` are offered, those of the other language are taken.

    `policy` gives the lists that values are chosen from and the clauses that fields rest on.
    """
    return _Schema(kind, policy, lang).document()


def sources(policy: Policy) -> list[Any]:
    """What of a policy stands in schemas: they change when this does."""
    clauses = [[rule, each.title, each.article, each.text] for rule, each in policy.clauses.items()]
    return [clauses, *([key, *allowed(policy, key)] for key in LISTS)]


class _Schema:
    """One schema as it is made: every group and every field is a definition that both spellings of its key refer to."""

    def __init__(self, kind: Kind, policy: Policy | None, lang: str) -> None:
        self.asked = Asked(kind, policy, lang)
        self.kind = kind
        self.policy = policy
        self.lang = lang
        self.definitions: dict[str, Fragment] = {}
        self.names: dict[str, type[BaseModel]] = {}

    def document(self) -> Fragment:
        """The whole schema."""
        top = self._group(self.kind.model, self._by_name())
        if self.kind.name != "policy":
            top["properties"] |= {
                name: {"description": say.read(self.lang), "doNotSuggest": True, **self._text(one_line=True)}
                for name, say in UNNAMED.items()
                if name not in top["properties"]
            }
        title = {"$schema": DRAFT, "title": self.kind.label.read(self.lang)}
        return {**title, **top, "definitions": dict(sorted(self.definitions.items()))}

    def _by_name(self) -> frozenset[str]:
        """The fields that the file's name fills."""
        return frozenset({"year"}) if self.kind.name == "company_figures" else frozenset()

    # --- groups -----------------------------------------------------------------------------------------------------

    def _group(self, model: type[BaseModel], given: frozenset[str] = frozenset()) -> Fragment:
        """An object with the fields of a model; those in `given` need not be written."""
        table = spelling(model)
        needed = [name for name in table.terms if model.model_fields[name].is_required() and name not in given]
        for name in table.terms:
            self.definitions[f"{self._name(model)}.{name}"] = self._field(model, name, needed=name in needed)
        refs = {name: {"$ref": f"#/definitions/{self._name(model)}.{name}"} for name in table.terms}
        return {**self._keys(table, refs), **self._demanded(table, needed)}

    def _keys(self, table: Spelling, held: Mapping[str, Fragment]) -> Fragment:
        """An object whose keys are known: offered in the book's language, taken in the other, never both for one."""
        mine = {name: self._key(table, name) for name in held}
        other = {name: (name if self.lang == "zh" else table.terms[name].zh) for name in held}
        offered = {mine[name]: fragment for name, fragment in held.items()}
        both = [name for name in held if mine[name] != other[name]]
        silent = {other[name]: {"allOf": [held[name]], "doNotSuggest": True, **values.APART} for name in both}
        once = TWICE.read(self.lang)
        twice = {mine[name]: {"properties": {other[name]: False}, "errorMessage": once} for name in both}
        keys = {"type": "object", "properties": offered | silent, "additionalProperties": False}
        return {**keys, "dependencies": twice} if twice else keys

    def _key(self, table: Spelling, name: str) -> str:
        return table.terms[name].zh if self.lang == "zh" else name

    def _demanded(self, table: Spelling, needed: Iterable[str]) -> Fragment:
        """The keys that must be there, in either spelling."""
        either = [
            {"if": {"required": [other]}, "else": {"required": [mine]}} for mine, other in self._both(table, needed)
        ]
        return {"allOf": either} if either else {}

    def _both(self, table: Spelling, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            yield self._key(table, name), name if self.lang == "zh" else table.terms[name].zh

    def _reference(self, model: type[BaseModel], title: str) -> Fragment:
        """A reference to the definition of a group, which is made when it is first needed."""
        name = self._name(model)
        if name not in self.definitions:
            self.definitions[name] = {"title": title, **self._group(model)}
        return {"$ref": f"#/definitions/{name}"}

    def _name(self, model: type[BaseModel]) -> str:
        """The name of a model among the definitions; two models of one name are told apart by their modules."""
        name = model.__name__
        if self.names.setdefault(name, model) is not model:
            name = f"{model.__module__.rpartition('.')[2]}.{name}"
        return name

    # --- fields -----------------------------------------------------------------------------------------------------

    def _field(self, model: type[BaseModel], name: str, *, needed: bool) -> Fragment:
        found = described(model, (name,))
        label = found.term.zh if self.lang == "zh" else found.term.en
        shown = {"title": label, "description": "\n\n".join(told(self.asked, model, name, found))}
        if found.term.derived:
            refused = {"enum": [None, ""], "errorMessage": COMPUTED.read(self.lang), "doNotSuggest": True}
            return {**shown, **refused}
        return {**shown, **self._value(model, (name,), label, needed=needed)}

    def _value(self, model: type[BaseModel], path: KeyPath, label: str, *, needed: bool) -> Fragment:
        """The value at a path: a mapping, a list, a group or a single one."""
        found = described(model, path)
        if found.form.keyed:
            held = self._entries(model, path, label)
        elif found.form.many:
            message = REASONS["tuple_type"].read(self.lang)
            held = {"type": "array", "items": self._item(found, label), "errorMessage": message}
        elif found.group is not None:
            held = self._reference(found.group, label)
        else:
            return self._single(found, needed=needed)
        return {"allOf": [held]} if needed else values.absent_or_held(held)

    def _entries(self, model: type[BaseModel], path: KeyPath, label: str) -> Fragment:
        """A mapping: its keys are choices, or anything."""
        table = described(model, path).table
        if not table.names:
            return {"type": "object", "additionalProperties": self._value(model, (*path, "*"), label, needed=False)}
        entries = {}
        for name, term in table.terms.items():
            value = self._value(model, (*path, name), label, needed=False)
            entries[name] = {
                "description": f"{term.zh} {name}" if self.lang == "zh" else f"{term.en} {term.zh}",
                **value,
            }
        return self._keys(table, entries)

    def _item(self, found: Described, label: str) -> Fragment:
        """One item of a list: there is nothing absent in a list, but a text may be empty."""
        if found.group is not None:
            return self._reference(found.group, label)
        return self._single(found, needed=_sort(found) != "text")

    def _single(self, found: Described, *, needed: bool) -> Fragment:
        sort, message = _sort(found), written(found._replace(form=found.form._replace(many=False)), self.lang)
        if sort == "choice":
            return self._choice(found.table, needed=needed)
        if sort == "flag":
            return values.flag(self.lang, message, needed=needed)
        key = found.table.listed
        if self.policy is not None and key and (words := allowed(self.policy, key)):
            return self._listed(words, key, needed=needed)
        if sort == "text":
            return self._text(needed=needed, one_line=found.form.one_line)
        typed = values.scalar(sort, message, found.form.least, found.form.most)
        return typed if needed else values.absent_or(typed)

    def _text(self, *, needed: bool = False, one_line: bool = False) -> Fragment:
        message = REASONS["kam_text"].read(self.lang)
        if one_line:
            return values.text(message, REASONS["kam_line"].read(self.lang), needed=needed, pattern=values.ONE_LINE)
        return values.text(message, UNSEEN.read(self.lang), needed=needed)

    def _choice(self, table: Spelling, *, needed: bool) -> Fragment:
        members = table.labels
        if self.lang == "zh":
            offered = {member.zh: name for name, member in members.items()}
        else:
            offered = {name: member.en for name, member in members.items()}
        others = (each for each in table.choices if each not in offered)
        message = CHOICES.read(self.lang, {"choices": tuple(offered)})
        return values.choice(offered, others, message, needed=needed)

    def _listed(self, words: tuple[str, ...], key: str, *, needed: bool) -> Fragment:
        message = CHOICES.read(self.lang, {"choices": words})
        return values.choice(dict.fromkeys(words, f"policy.yaml: {key}"), (), message, needed=needed)


def text(document: Fragment) -> str:
    """A schema as a file: one definition a line, so that a diff shows the fields that changed."""
    lines = [f'"{name}": {_json(each)}' for name, each in document.items() if name != "definitions"]
    held = ",\n".join(f'  "{name}": {_json(each)}' for name, each in document["definitions"].items())
    return "{\n" + ",\n".join(lines) + f',\n"definitions": {{\n{held}\n}}\n}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _sort(found: Described) -> str:
    """The sort of a single value; an id, a field's name and a word of a policy list are texts."""
    sort = found.form.sort
    return "text" if sort in ("reference", "listed", "field") else sort
