"""Where a record stands in its process: states passed and ahead, who can take which step, and what it still lacks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kamcli.changes.guards import Found, errors, guarded
from kamcli.changes.transition import Taken, after, command, stamped, state_of
from kamcli.model.base import Choice
from kamcli.model.choices import Role
from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.model.signoff import Act
from kamcli.states.approval import Standing, may_act, standings
from kamcli.states.chain import CLOSING
from kamcli.states.process import PROCESSES, SIGNED, position
from kamcli.states.roster import Roster, holders, roster_of
from kamcli.states.step import Actor, Process, Step

OWN = ("owner", "visitors", "drafted_by", "by", "made_by")  # the columns of a record that name whose business it is


class Mark(Choice):
    """How a state of the main line is drawn; `off` where the record has left the line."""

    passed = "passed", "已过"
    now = "now", "现在"
    ahead = "ahead", "未到"
    off = "off", "已离开"


class Place(NamedTuple):
    """A state, and how it is marked."""

    state: Choice
    mark: Mark


class Lack(NamedTuple):
    """One thing that stands in the way of a step: the rule that asks for it, what is missing, what to do."""

    rule: str
    said: Say
    hint: Say | None


class Signature(NamedTuple):
    """A stage of the approval that somebody took; `name` is the id where the roster has nobody of that id."""

    act: Act
    role: Role
    by: str
    name: str
    on: dt.date


class Way(NamedTuple):
    """A step that leads on: `ahead` along the main line or aside; `persons` are staff ids, `names` the same people.

    `lacks` stand in the way, `remarks` are missing, too, and let it pass.
    """

    target: Choice
    ahead: bool
    act: Act | None
    roles: tuple[Role | Actor, ...]
    persons: tuple[str, ...]
    names: tuple[str, ...]
    command: Say
    lacks: tuple[Lack, ...]
    remarks: tuple[Lack, ...]
    waived: tuple[Say, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The process of a record: its main line, the state it is in (None: none yet), and the steps from there."""

    process: str
    title: Say
    state: Choice | None
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    signed: tuple[Signature, ...] = ()


class Scene(NamedTuple):
    """What a step is judged in: the book, its policy, the moment, and who asks, "" for nobody of the roster."""

    columns: Columns
    policy: Policy
    now: dt.datetime
    person: str = ""


def progress(row: Row, record: Any, scene: Scene) -> Progress | None:
    """Where a record stands; None for a kind without a process. KamError where policy.yaml lacks what a chain needs."""
    process = PROCESSES.get(row.kind)
    if process is None:
        return None
    state = state_of(row)
    steps = tuple(_open_steps(process, row, state, scene))
    ways = [_way(step, row, record, scene, roster_of(scene.columns)) for step in steps]
    ways.sort(key=lambda way: not way.ahead)
    return Progress(
        process=process.id,
        title=process.title,
        state=state,
        places=tuple(_places(process, state)),
        ways=tuple(ways),
        signed=tuple(_signed(row, scene)),
    )


def _places(process: Process, state: Choice | None) -> Iterator[Place]:
    """The main line; a state beside it stands behind the one that it counts as, one that ended at the end."""
    where = position(process.kind, state)
    for n, each in enumerate(process.line):
        before = Mark.passed if where is not None and n <= where else Mark.off if _left(where, state) else Mark.ahead
        yield Place(each, Mark.now if each == state else before)
        if n == where and state is not None and each != state:
            yield Place(state, Mark.now)
    if _left(where, state) and state is not None:
        yield Place(state, Mark.now)


def _left(where: int | None, state: Choice | None) -> bool:
    return where is None and state is not None


def _open_steps(process: Process, row: Row, state: Choice | None, scene: Scene) -> Iterator[Step]:
    """The steps from a state; of the sign-offs that lead on only the one whose turn it is."""
    turn = _turn(row, scene)
    for step in process.steps:
        if state in step.sources and (step.act is None or step.act in CLOSING or turn is None or turn == step.act):
            yield step


def _signed(row: Row, scene: Scene) -> Iterator[Signature]:
    """Who has signed the current revision, in order."""
    found, roster = _standing(row, scene), roster_of(scene.columns)
    for each in found.done if found else ():
        by = each.row.by
        yield Signature(each.row.act, each.row.role, by, _name(by, roster), each.row.at.date())


def _turn(row: Row, scene: Scene) -> Act | None:
    found = _standing(row, scene)
    return found.next.act if found is not None and found.next is not None else None


def _standing(row: Row, scene: Scene) -> Standing | None:
    """Where the sign-offs of a record stand; None where its process has none."""
    if row.kind not in SIGNED:
        return None
    return next((each for each in standings(scene.columns, scene.policy) if each.subject.id == row.id), None)


def _way(step: Step, row: Row, record: Any, scene: Scene, roster: Roster) -> Way:
    roles, persons = _takers(step, row, scene, roster)
    taken = Taken(persons[0] if persons else scene.person or None, scene.now)
    then = after(row, record, scene.columns, step, **stamped(step, record, taken))
    outcome = guarded(step, then, scene.policy, scene.now.date())
    stopping = errors(outcome.found, scene.policy)
    return Way(
        target=step.target,
        ahead=_is_ahead(step, row),
        act=step.act,
        roles=roles,
        persons=persons,
        names=tuple(_name(each, roster) for each in persons),
        command=command(row, step),
        lacks=tuple(dict.fromkeys(_lack(each) for each in stopping)),
        remarks=tuple(dict.fromkeys(_lack(each) for each in outcome.found if each not in stopping)),
        waived=outcome.waived,
    )


def _is_ahead(step: Step, row: Row) -> bool:
    """Whether a step leads on along the main line, or back to it."""
    process, state = PROCESSES[row.kind], state_of(row)
    if step.target not in process.line:
        return False
    return state not in process.line or process.line.index(step.target) > process.line.index(state)


def _takers(step: Step, row: Row, scene: Scene, roster: Roster) -> tuple[tuple[Role | Actor, ...], tuple[str, ...]]:
    """The roles that take a step, and who that is: whose turn it is, whose business it is, or who holds the role."""
    found = _standing(row, scene)
    if step.act is not None and step.act not in CLOSING and found is not None and found.next is not None:
        return (found.next.role,), may_act(found.next, found.subject, roster, scene.policy, scene.now)
    office, day = _office(row, scene.columns), scene.now.date()
    held = [each for role in step.actors if isinstance(role, Role) for each in holders(roster, role, office, day)]
    own = tuple(each for each in _whose(row, scene.columns) if each in held) if Role.rep in step.actors else ()
    return step.actors, own or tuple(dict.fromkeys(held))


def _name(staff_id: str, roster: Roster) -> str:
    return roster.staff[staff_id].name if staff_id in roster.staff else staff_id


def _whose(row: Row, columns: Columns) -> tuple[str, ...]:
    """Whose business a record is: who is named in it, else the owner of its customer."""
    named = next((row.values[name] for name in OWN if row.values.get(name)), None)
    if named is None:
        customer = columns.find("customer", row.values.get("customer"))
        named = customer.owner if customer else None
    return named if isinstance(named, tuple) else (named,) if named else ()


def _office(row: Row, columns: Columns) -> str | None:
    customer = columns.find("customer", row.values.get("customer"))
    office: str | None = row.values.get("office") or (customer.office if customer else None)
    return office


def _lack(found: Found) -> Lack:
    rule, problem = found
    figures = problem.figures
    return Lack(rule.id, rule.says[problem.variant].filled(figures), rule.hint.filled(figures) if rule.hint else None)
