"""The language of help texts, which are made before any book is open: that of `--lang`, else of the environment."""

import os
import sys


def _chinese() -> bool:
    for before, word in zip(("", *sys.argv), sys.argv, strict=False):
        if before == "--lang" or word.startswith("--lang="):
            return word.removeprefix("--lang=") == "zh"
    for name in ("KAM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


CHINESE = _chinese()


def tr(zh: str, en: str) -> str:
    """A help text in the language that the environment asks for."""
    return zh if CHINESE else en
