"""Free words to customers, with pinyin where it is installed and a hint where it is not."""

from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.model.finding import Say

if TYPE_CHECKING:
    from kamcli.cli.session import Session
    from kamcli.model.columns import Row

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
