"""The language of help texts, which are read before any book is open."""

import os


def _chinese() -> bool:
    for name in ("KAM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


CHINESE = _chinese()


def tr(zh: str, en: str) -> str:
    """A help text in the language that the environment asks for."""
    return zh if CHINESE else en
