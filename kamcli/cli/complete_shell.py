"""`kam __complete SHELL …`: the words that a shell hands over, and the lines that it reads back."""

import sys

from kamcli.cli.complete import GLUED, Found, answer

BREAKS = "=:"  # where bash begins a new word: what stands before is not to be repeated
MENU = ("37", "42")  # bash steps through the candidates themselves: no help beside them
TOLD = 40  # characters of a help beside a candidate in bash


def main(arguments: list[str]) -> None:
    """Print the mode, then a candidate a line with its help."""
    shell, *rest = arguments or [""]
    if shell == "bash":
        lines = in_bash(rest[0] if rest else "", rest[-1] if rest else "")
    else:
        mode, found = answer(rest or [""])
        lines = [mode, *(f"{value}\t{flat(told)}" if told else value for value, told in found)]
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def in_bash(kind: str, line: str) -> list[str]:
    """Bash shows no help of its own: it stands behind each candidate as long as there are several to choose from."""
    words = split(line)[1:] or [""]
    mode, found = answer(words)
    cut = max(words[-1].rfind(each) for each in BREAKS) + 1
    values = [(value[cut:], flat(told)) for value, told in found]
    if len(values) == 1 or kind in MENU:
        ends = not any(value.endswith(("=", ".")) for value, _ in found)
        return ["" if mode == GLUED and ends and "," not in words[-1] else mode, *(value for value, _ in values)]
    return [mode, *(f"{value}  ({told[:TOLD]})" if told else value for value, told in values)]


def flat(told: str) -> str:
    """A help on one line, without what could drive a terminal."""
    return "".join(each if each.isprintable() else " " for each in told)


def split(line: str) -> list[str]:
    """The words of a command line up to the cursor as the shell will see them; the last one may be empty or open."""
    words: list[str] = []
    word, quote, begun, after_slash = "", "", False, False
    for each in line:
        if after_slash:
            word, after_slash = word + each, False
        elif each == "\\" and quote != "'":
            after_slash, begun = True, True
        elif quote:
            quote, word = ("", word) if each == quote else (quote, word + each)
        elif each in "'\"":
            quote, begun = each, True
        elif each.isspace():
            words, word, begun = ([*words, word], "", False) if begun or word else (words, "", False)
        else:
            word, begun = word + each, True
    return [*words, word]


__all__ = ["Found", "main"]
