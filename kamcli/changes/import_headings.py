"""Why a column of a customer list is not imported: read already, a word for several fields, or almost a field's."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kamcli.changes.import_customers import Field, fields
from kamcli.changes.import_units import heading_unit
from kamcli.changes.spreadsheet import shown
from kamcli.model.customer import Customer
from kamcli.model.finding import Say
from kamcli.model.ledgers import folded
from kamcli.model.spelling import label, spelling

CLOSE = 0.66  # of two headings; 信用额度 is as close to 信用限度额, and hardly anything is by chance


def why_unread(unknown: Iterable[str]) -> Iterator[Say]:
    """What is known of each heading that gave no column; nothing of those that are like no field."""
    for cell in unknown:
        word = folded(heading_unit(cell)[0])
        if word not in fields():
            yield from _near(cell, word)
        elif fields()[word] is None:
            zh, en = "几个字段都叫这个名，写成 组.字段", "several fields have this name: write group.field"
            yield Say(f"{shown(cell)}：{zh}", f"{shown(cell)}: {en}")
        else:
            yield _taken(cell, fields()[word])


def _taken(cell: str, field: Field | None) -> Say:
    """A field's own heading: an earlier column is that field, or it holds no amount that a unit could count."""
    zh, en = _labels(field)
    if heading_unit(cell)[1] and field and field.scalar != "money":
        return Say(f"{shown(cell)}：{zh}不是金额，去掉单位", f"{shown(cell)}: {en} is no amount, take the unit off")
    return Say(
        f"{shown(cell)}：与前面一列同是 {zh}，只读前一列",
        f"{shown(cell)}: an earlier column is {en} too, and that one is read",
    )


def _near(cell: str, word: str) -> Iterator[Say]:
    for each in get_close_matches(word, fields(), n=1, cutoff=CLOSE):
        zh, en = _labels(fields()[each])
        yield Say(f"{shown(cell)}：是 {zh} 吗？改成这个列名就会导入", f"{shown(cell)}: is it {en}? name the column so")


def _labels(field: Field | None) -> tuple[str, str]:
    """A field's label in either language; of a kind of address or number the list that it stands in."""
    at = field.at if field else ()
    zh, en = (label(spelling(Customer), at, lang) for lang in ("zh", "en"))
    return zh, en
