"""Free words to customers, with pinyin where it is installed and a hint where it is not."""

from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.model.finding import Exit, Say, refuse

if TYPE_CHECKING:
    from kamcli.cli.session import Session
    from kamcli.model.columns import Row

SHOWN = 12  # customers named in one line
HINT = Say(
    "按拼音查找要装 pypinyin：pip install 'kamcli[pinyin]'", "to find names by pinyin: pip install 'kamcli[pinyin]'"
)


def search(here: "Session", text: str) -> tuple["Row", ...]:
    """The customers that a text finds."""
    from kamcli.views.search import searched, wants_pinyin

    if not wants_pinyin(text):
        return searched(here.book, text)
    from kamcli.store.pinyin import installed, reading

    if installed():
        return searched(here.book, text, reading)
    found = searched(here.book, text)
    if not found:
        show.note(HINT.read(here.lang))
    return found


def meant(here: "Session", text: str) -> "Row | None":
    """The one customer that a text finds, None where it finds nobody; a KamError lists several."""
    found = search(here, text)
    if len(found) > 1:
        shown = tuple(f"{row.id} {row.short_name or row.name or ''}".rstrip() for row in found[:SHOWN])
        raise refuse(
            "“{text}”找到 {count} 个客户：{shown}{more}",
            "{text} finds {count} customers: {shown}{more}",
            code=Exit.ASKED_WRONGLY,
            hint=Say(
                f"kam list customer --find '{text}' 全部列出", f"kam list customer --find '{text}' lists them all"
            ),
            text=text,
            count=len(found),
            shown=shown,
            more=Say(" …", " …") if len(found) > SHOWN else "",
        )
    return found[0] if found else None
