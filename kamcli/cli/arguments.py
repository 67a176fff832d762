"""The command line before any command has read it: words that are no UTF-8, and whose language to answer them in."""

import os
from collections.abc import Sequence
from pathlib import Path

from kamcli.cli.session import Asked
from kamcli.model.finding import Exit, KamError, Say, refuse

NOT_UTF8 = Say(
    "终端的编码不是 UTF-8，“{text}”读不出来；把终端改成 UTF-8 再输入",
    "the terminal does not write UTF-8 and {text} can't be read; set it to UTF-8 and type it again",
)


def garbled(text: str) -> bool:
    """Whether a text holds bytes that were no characters of the encoding it was read in."""
    return any("\ud800" <= each <= "\udfff" for each in text)


def shown(text: str) -> str:
    """A garbled text with its bytes made visible: it can be printed, and found again."""
    return os.fsencode(text).decode("utf-8", "backslashreplace") if garbled(text) else text


def refuse_garbled(words: Sequence[str]) -> None:
    """Refuse a command line that no record could hold and no file could be written from."""
    for word in words:
        if garbled(word):
            raise refuse(NOT_UTF8.zh, NOT_UTF8.en, code=Exit.ASKED_WRONGLY, text=shown(word))


def asked_by(words: Sequence[str]) -> Asked:
    """The book and the language that a command line names, where it was refused before a command could say so."""
    folder = _after("-C", words) or os.environ.get("KAM_BOOK", "")
    return Asked(Path(folder) if folder else None, _after("--lang", words) or os.environ.get("KAM_LANG", ""))


def _after(option: str, words: Sequence[str]) -> str:
    """What follows an option, as `--lang en` or `--lang=en`."""
    for word, value in zip(words, (*words[1:], ""), strict=True):
        if word == option:
            return value
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return ""


def language_of(asked: Asked, otherwise: str) -> str:
    """The language asked for, else the book's by its policy alone; that of the environment where no book is."""
    from kamcli.model.kinds import KINDS
    from kamcli.model.policy import language
    from kamcli.store.book import find_root
    from kamcli.store.records import read_page

    if asked.lang in ("zh", "en"):
        return asked.lang
    try:
        root = find_root((asked.directory or Path.cwd()).resolve())
        return language(read_page(root, "policy.yaml", KINDS["policy"], None, "zh").record)
    except (KamError, OSError, ValueError):
        return otherwise
