"""How Chinese names are read, by the optional package pypinyin; its phrases settle most characters of two readings."""

from kamcli.views.search import Reading


def reading(text: str) -> Reading:
    """`重庆长虹` -> `chongqingchanghong`, `cqch`; what is not Chinese stays. ImportError without the extra `pinyin`."""
    from pypinyin import Style, lazy_pinyin

    full = lazy_pinyin(text, style=Style.NORMAL)
    return Reading("".join(full), "".join(part if part in text else part[:1] for part in full))


def installed() -> bool:
    """Whether names can be read."""
    from importlib.util import find_spec

    return find_spec("pypinyin") is not None
