"""The head of every report: whose it is, as of which day, from which commit, and how much its names prove."""

import datetime as dt
from typing import NamedTuple

import kamcli
from kamcli.model.finding import Say
from kamcli.views.book import Book

_SHOWN = 12  # hexadecimal digits of a commit id: enough to find it, short enough to read out

UNSIGNED = Say(
    "证明级别 0：签署人姓名取自 git 设置，凡能写入本账簿的人都可以冒填；本报表不证明是谁签的。",
    "Proof level 0: the names come from git settings, which anyone with write access can type; "
    "nothing here proves who signed.",
)
ASKED = Say(
    "制度要求证明级别 {level}；本版 kam 只核对到级别 0：姓名取自 git 设置，凡能写入本账簿的人都可以冒填。",
    "The policy asks for proof level {level}; this version of kam checks level 0 only: names come from git settings, "
    "which anyone with write access can type.",
)


class Head(NamedTuple):
    """`revision` is the head commit in short, "" before the first commit; `proof` is the one honest line."""

    company: str
    as_of: dt.date
    revision: str
    proof_level: int
    proof: Say
    program: str


def head(book: Book, today: dt.date) -> Head:
    """The head of a report on that day."""
    level = book.policy.proof_level
    proof = ASKED.filled({"level": level}) if level else UNSIGNED
    return Head(book.policy.company.name, today, book.head[:_SHOWN], level, proof, kamcli.__version__)
