"""What a process is made of (spec 5): states in order, and steps with guards and actors."""

from collections.abc import Mapping
from typing import NamedTuple

from kamcli.model.base import Choice, auto
from kamcli.model.choices import Role
from kamcli.model.finding import Say
from kamcli.model.signoff import Act


class Actor(Choice):
    """Who takes a step where the policy's chains say which roles these are, or no role does."""

    office = auto(), "办事处"
    signer = auto(), "签署人"
    approver = auto(), "批准人"
    both = auto(), "双方", "both parties"


class Stamp(Choice):
    """What a step writes down of itself: who took it, and when."""

    person = auto(), "经办人"
    moment = auto(), "时刻"
    day = auto(), "日期"


class Step(NamedTuple):
    """One transition. `act` is the sign-off that makes it; a step without one is made by `kam move`.

    `guards` are the ids of rules that must find nothing; `needs` are fields that must be filled; `stamps` are fields
    that the step itself fills where they are empty; `renews` opens the next revision, which is signed anew.
    """

    sources: tuple[Choice, ...]
    target: Choice
    actors: tuple[Actor | Role, ...]
    guards: tuple[str, ...] = ()
    act: Act | None = None
    renews: bool = False
    needs: tuple[str, ...] = ()
    stamps: tuple[tuple[str, Stamp], ...] = ()


class Process(NamedTuple):
    """A process: the states of its main line in order, those beside it with the one they count as, and its steps.

    `field` holds the state in the file.
    """

    id: str
    kind: str
    title: Say
    line: tuple[Choice, ...]
    beside: Mapping[Choice, Choice]
    steps: tuple[Step, ...]
    field: str = "state"


Line = tuple[tuple[Choice, ...], Mapping[Choice, Choice]]  # a main line, and what stands beside it
FILLED = "SCHEMA-05"  # what the state asks for is filled
