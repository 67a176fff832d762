"""What an editor shows of a field: its names, its meaning, how it is written, when it is needed, the clause."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from kamcli.clocks.register import CLOCKS
from kamcli.model.described import Described
from kamcli.model.finding import Say
from kamcli.model.kinds import Kind
from kamcli.model.parameters import Parameters
from kamcli.model.policy import Policy
from kamcli.rules.register import RULES
from kamcli.views.field import required, written

CHOICES = Say("可选：{choices}", "choose among: {choices}")
TWICE = Say("同一项中英文各写了一次，只留一个", "one field in both languages: keep one")
UNSEEN = Say("含有看不见的控制字符；删掉它", "an invisible control character stands here: delete it")
COMPUTED = Say("由 kam 计算，不写在文件里", "computed by kam and not written in a file")
LINES: Mapping[str, Say] = {
    "note": Say("说明：{text}", "Meaning: {text}"),
    "written": Say("写法：{text}", "Written: {text}"),
    "required": Say("必填：{text}", "Required: {text}"),
    "clause": Say("制度：{text}", "Policy: {text}"),
}


class Asked(NamedTuple):
    """What a schema is made for: a kind, in a language; `policy` gives the clauses."""

    kind: Kind
    policy: Policy | None
    lang: str


def told(asked: Asked, model: type[BaseModel], name: str, found: Described) -> Iterator[str]:
    """The lines on a field of a model."""
    term, lang = found.term, asked.lang
    yield f"{term.zh} {name}" if lang == "zh" else f"{term.en} {term.zh}"
    if term.note:
        yield _line("note", term.note.read(lang), lang)
    yield _line("written", written(found, lang), lang)
    yield _line("required", required(term, asked.kind.name, lang), lang)
    if asked.policy is not None:
        read = _readers(f"{model.at}.{name}".lstrip(".")) if issubclass(model, Parameters) else ()
        for text in _clauses((*term.rules, *read), asked.policy):
            yield _line("clause", text, lang)


def _line(name: str, text: str, lang: str) -> str:
    return LINES[name].read(lang, {"text": text})


def _clauses(rules: Iterable[str], policy: Policy) -> Iterator[str]:
    """The company's own clauses on rules and clocks; those that it has no clause on are passed over."""
    for rule in dict.fromkeys(rules):
        if clause := policy.clauses.get(rule):
            yield f"{clause.title} {clause.article} {clause.text or ''}".rstrip()


def _readers(key: str) -> tuple[str, ...]:
    """The rules and clocks that read a parameter."""
    every: tuple[Any, ...] = (*RULES, *CLOCKS)
    return tuple(each.id for each in every if key in each.parameters)
