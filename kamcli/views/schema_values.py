"""How a single value may be written, as a fragment of JSON Schema: what kam takes, and what it says otherwise.

An editor reads plain scalars by the rules of YAML 1.2: an amount is a number to it, `true` a truth value, an empty one
null; kam reads every one of them as text. A fragment takes all of these forms. What is taken silently stands behind
`if`, where an editor checks it and offers nothing: offered are the choices of the book's language alone.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kamcli.model.scalars import MAX_DIGITS

Fragment = dict[str, Any]

_DAYS = (  # every day that exists, so that 30 February is flagged while it is typed
    r"(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_AMOUNTS = (  # whole yuan of fifteen digits at most and two decimals, also where 万 or 亿 moves the point
    r"(?:(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,2}0*)?"
    r"|(?:[0-9]{1,11}|[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,2}(?:,[0-9]{3}){3})(?:\.[0-9]{1,6}0*)?万"
    r"|(?:[0-9]{1,7}|[0-9]{1,3},[0-9]{3}|[0-9](?:,[0-9]{3}){2})(?:\.[0-9]{1,10}0*)?亿)"
)
PATTERNS: Mapping[str, str] = {
    "money": rf"^(?!-[¥￥]?0[0,.]*[万亿]?元?$)[-+]?[¥￥]?{_AMOUNTS}元?$",
    "number": rf"^{_NUMBER}$",
    "percent": rf"^{_NUMBER}[ %]*$",
    "count": rf"^[-+]?[0-9]{{1,{MAX_DIGITS}}}$",
    "date": rf"^(?=19|[2-9]){_DAYS}$",
    "partial_date": rf"^(?!0000)(?:[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|{_DAYS})$",
    "moment": rf"^(?!0000){_DAYS}[T ]{_CLOCK}(?::[0-5][0-9])?(?:Z|[+-]{_CLOCK})$",
}
AMOUNT = rf"^\+?[¥￥]?{_AMOUNTS}元?$"  # money that can't be owed the other way round
_UNSEEN = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
SEEN = rf"^[^{_UNSEEN}]*$"  # a text without characters that nobody sees
ONE_LINE = rf"^[^\n{_UNSEEN}]*(?![\s\S])"  # `$` also stands before the last line end
_MOST = 10**MAX_DIGITS - 1
# what a plain number may be to the editor, for the sorts that may be written as one
NUMBERS: Mapping[str, Fragment] = {
    "money": {"minimum": -_MOST, "maximum": _MOST},
    "number": {},
    "percent": {},
    "count": {"type": "integer", "minimum": -_MOST, "maximum": _MOST},
    "partial_date": {"type": "integer", "minimum": 1, "maximum": 9999},
}
FLAGS = {"zh": (["是", "否"], "true|false"), "en": ([True, False], "是|否|true|false")}
# An editor that finds nothing to tell two branches apart shows the label of their field once for each of them.
APART: Fragment = {"properties": {}}
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")


def scalar(sort: str, message: str, least: Any = None, most: Any = None) -> Fragment:
    """A value that is typed: a money amount, a number, a date; `least` and `most` bound it where they are given."""
    pattern = AMOUNT if sort == "money" and least == 0 else PATTERNS[sort]
    text: Fragment = {"type": "string", "pattern": pattern, "errorMessage": message}
    if sort not in NUMBERS:
        return text
    limits = dict(NUMBERS[sort])
    if least is not None:
        limits["minimum"] = int(least)
    if most is not None:
        limits["maximum"] = int(most)
    if "type" in limits:
        limits["errorMessage"] = message
    return {"if": {"type": "number"}, "then": limits, "else": text}


def text(message: str, unseen: str, *, needed: bool = False, pattern: str = SEEN) -> Fragment:
    """A free text: every plain scalar is one; an empty one only where nothing is needed.

    `unseen` is said of a text that has characters outside `pattern`.
    """
    seen = {"pattern": pattern, "errorMessage": unseen}
    if needed:
        says = {"type": "string", "minLength": 1, "errorMessage": message}
        return {"if": {"type": ["number", "boolean"]}, "else": {"allOf": [says, seen]}}
    return {"if": {"type": ["object", "array"]}, "then": {"type": "string", "errorMessage": message}, "else": seen}


def choice(offered: Mapping[str, str], others: Iterable[str], message: str, *, needed: bool) -> Fragment:
    """One of a list: `offered` texts with what each means, `others` are taken as well and not offered."""
    listed = {"enum": list(offered), "enumDescriptions": list(offered.values()), "errorMessage": message}
    others = tuple(others)
    if needed and not others:
        return listed
    return {"anyOf": [listed, taken("|".join(escaped(each) for each in others), needed=needed)]}


def flag(lang: str, message: str, *, needed: bool) -> Fragment:
    """Yes or no: offered in the words of the language."""
    offered, others = FLAGS[lang]
    return {"anyOf": [{"enum": offered, "errorMessage": message}, taken(others, "boolean", needed=needed)]}


def taken(texts: str, *types: str, needed: bool = True) -> Fragment:
    """Texts of a pattern and values of more types, checked and never offered; empty values too unless one is needed."""
    empty = () if needed else ("null",)
    pattern = f"^(?:{texts}){'' if needed else '?'}$" if texts else "^$"
    test = {"type": ["string", *types, *empty], "pattern": pattern, **APART}
    return {"if": test, "else": False, **APART}


def escaped(literal: str) -> str:
    """A text as it stands in a pattern; a pattern of the editor's language knows no other escapes than these."""
    return "".join(f"\\{each}" if each in _SYNTAX else each for each in literal)


def absent_or(fragment: Fragment) -> Fragment:
    """A typed value, or nothing: an empty value is an absent one."""
    return {"if": {"type": ["string", "null"], "maxLength": 0}, "else": fragment}


def absent_or_held(fragment: Fragment) -> Fragment:
    """A group or a list, or nothing; what may stand in it is offered all the same."""
    return {"anyOf": [fragment, taken("", needed=False)]}
