"""One customer, one file: a firm entered twice is found by its code, name, licence, phone or domain (R-DAT-04)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.rules.base import book_rule

# endings that say the legal form and not which firm it is
_FORMS = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|股份公司|公司|co\.?,?ltd\.?|limited|ltd\.?|inc\.?|gmbh)$")
_NO_NAME = re.compile(r"[\s\-·・.,'\"“”‘’()&]+")
_FIELDS = {
    "uscc": Say("统一社会信用代码", "unified social credit code"),
    "name": Say("客户名称", "name"),
    "licence_no": Say("执照编号", "licence number"),
    "phones": Say("电话", "phone"),
    "email": Say("邮箱域名和地区", "e-mail domain and region"),
    "website": Say("网址和地区", "website and region"),
}
_STRONG = ("uscc", "licence_no", "phones")  # marks that say the same firm whatever else is known
_LOCAL_NUMBER = 7  # digits of the shortest number that is somebody's own
# mail providers whose domain says nothing about the firm
_PUBLIC_MAIL = frozenset(
    {
        *(
            "qq.com",
            "vip.qq.com",
            "foxmail.com",
            "163.com",
            "vip.163.com",
            "126.com",
            "yeah.net",
            "188.com",
            "sina.com",
        ),
        *("sina.cn", "vip.sina.com", "sohu.com", "139.com", "189.cn", "wo.cn", "21cn.com", "tom.com", "aliyun.com"),
        *("gmail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com"),
    }
)


class Mark(NamedTuple):
    """One thing by which two files may be of the same firm: the column it comes from, and its normalised value."""

    column: str
    value: str


class Clash(NamedTuple):
    """Two files that look like one firm: the other record, by which mark, and whether it is certain."""

    other: Row
    column: str
    value: str
    certain: bool


def folded_name(name: str) -> str:
    """A name without full-width forms, blanks, brackets and legal form: how two spellings of a firm are compared."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _NO_NAME.sub("", _FORMS.sub("", _NO_NAME.sub("", plain)))


def marks(row: Row) -> Iterator[Mark]:
    """The marks of a customer, the strongest first; what is not filled in gives none."""
    if row.uscc:
        yield Mark("uscc", _code(row.uscc))
    if row.licence_no:
        yield Mark("licence_no", _code(row.licence_no))
    if row.name and (folded := folded_name(row.name)):
        yield Mark("name", folded)
    for phone in row.phones or ():
        if len(digits := _digits(phone)) >= _LOCAL_NUMBER:
            yield Mark("phones", digits)
    for column in ("email", "website"):
        domain = _domain(getattr(row, column) or "")
        if domain and row.region:
            yield Mark(column, f"{domain} {row.region}")


def _code(text: str) -> str:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def _digits(phone: str) -> str:
    number = unicodedata.normalize("NFKC", phone).removeprefix("+86").removeprefix("0086")
    return re.sub(r"\D", "", number)


def _domain(address: str) -> str:
    """The domain of an e-mail address or website; none for a public mail provider."""
    host = unicodedata.normalize("NFKC", address).casefold().strip().rpartition("@")[2]
    host = re.sub(r"^[a-z]+://", "", host).partition("/")[0].partition(":")[0].removeprefix("www.")
    return "" if host in _PUBLIC_MAIL or "." not in host else host


def clashes(row: Row, others: Iterable[Row]) -> tuple[Clash, ...]:
    """The other files that look like the same firm, each by its strongest mark; `kam add` asks before it writes."""
    mine = set(marks(row))
    found = (_clash(row, other, mine) for other in others if other.id != row.id)
    return tuple(each for each in found if each is not None)


def _clash(row: Row, other: Row, mine: set[Mark]) -> Clash | None:
    for mark in marks(other):
        if mark in mine and _counts(row, other, mark):
            return Clash(other, mark.column, mark.value, mark.column == "uscc")
    return None


def _counts(row: Row, other: Row, mark: Mark) -> bool:
    """A same name or domain says little where both codes are known and differ, a domain nothing within one group."""
    if mark.column in _STRONG:
        return mark.column == "uscc" or not _related(row, other)
    return not (row.uscc and other.uscc) and not _related(row, other)


def _related(row: Row, other: Row) -> bool:
    parents = {row.parent_customer or row.id, other.parent_customer or other.id}
    return len(parents) == 1 and (row.parent_customer or other.parent_customer) is not None


@book_rule(
    "R-DAT-04",
    title=Say("一个客户只建一份档案", "one customer has one file"),
    say={
        "certain": Say(
            "与 {other}（{name}）是同一家：{field}都是 {value}",
            "is the same firm as {other} ({name}): both have the {field} {value}",
        ),
        "likely": Say(
            "与 {other}（{name}）可能重复：{field}相同（{value}）",
            "may be {other} ({name}) once more: same {field} ({value})",
        ),
    },
    hint=Say(
        "合并两份档案，或补上双方的统一社会信用代码", "merge the two files, or fill in both unified social credit codes"
    ),
)
def duplicate_customer(columns: Columns, _: Policy) -> Iterator[Problem]:
    """Each file once, at the later id, by its strongest mark: what shares no mark is never compared."""
    seen: dict[tuple[Mark, bool], list[Row]] = {}
    for row in columns.rows("customer"):
        mine = tuple(marks(row))
        clash = next((clash for mark in mine if (clash := _earlier(row, mark, seen)) is not None), None)
        if clash is not None:
            yield problem(row, clash)
        for mark in mine:
            seen.setdefault((mark, bool(row.uscc)), []).append(row)


def _earlier(row: Row, mark: Mark, seen: dict[tuple[Mark, bool], list[Row]]) -> Clash | None:
    """The first earlier file with a mark; a weak mark says nothing between two files that both have a code."""
    weak = mark.column not in _STRONG
    for has_code in (False, True):
        if weak and has_code and row.uscc:
            continue
        for other in seen.get((mark, has_code), ()):
            if _counts(row, other, mark):
                return Clash(other, mark.column, mark.value, mark.column == "uscc")
    return None


def problem(row: Row, clash: Clash) -> Problem:
    """The finding of a clash."""
    figures = {
        "other": clash.other.id,
        "name": clash.other.name or "?",
        "field": _FIELDS[clash.column],
        "value": clash.value.partition(" ")[0] if clash.column in ("email", "website") else clash.value,
    }
    severity = Severity.error if clash.certain else Severity.warning
    variant = "certain" if clash.certain else "likely"
    return Problem(_at(clash.column), figures, row.id, "customer", severity, variant)


def _at(column: str) -> tuple[str, ...]:
    if column == "name":
        return ("name",)
    return ("basics", "business_licence", "licence_no") if column == "licence_no" else ("basics", column)
