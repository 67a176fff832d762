"""Where an approval stands: computed from the sign-offs each time, never stored (design §5)."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from kamcli.model.columns import Columns, Row
from kamcli.model.policy import Policy
from kamcli.model.signoff import Act
from kamcli.states.chain import CLOSING, Direction, Stage
from kamcli.states.roster import Roster, holders, roster_of, use_faults
from kamcli.states.subject import Subject, of_block, subjects
from kamcli.states.verdict import Done, Setting, Trouble, closing_verdict, verdict


class Standing(NamedTuple):
    """What has been signed of a subject's current revision, and what is wrong with it.

    `acts` are all sign-offs of the revision, `done` those that count; `closed` is the act that ended the revision.
    """

    subject: Subject
    acts: tuple[Row, ...] = ()
    done: tuple[Done, ...] = ()
    closed: Row | None = None
    troubles: tuple[Trouble, ...] = ()

    @property
    def missing(self) -> tuple[Stage, ...]:
        """The stages that nobody has taken yet, in order."""
        taken = {done.stage for done in self.done}
        return tuple(stage for stage in self.subject.chain.stages if stage not in taken)

    @property
    def complete(self) -> bool:
        """Whether every stage is taken and nothing closed the revision: the thing is approved as it stands."""
        return not self.missing and self.closed is None

    @property
    def next(self) -> Stage | None:
        """The stage whose turn it is; None when approved or closed, or when a sign-off that is none is in the way."""
        return None if self.closed is not None or self.obstacles or not self.missing else self.missing[0]

    @property
    def obstacles(self) -> tuple[Trouble, ...]:
        """Sign-offs of this revision that do not count; their places are taken, so only a new revision helps."""
        return tuple(each for each in self.troubles if each.blocking)

    @property
    def waiting(self) -> bool:
        """Whether somebody has signed or submitted, and it is neither approved nor closed."""
        return bool(self.acts) and self.closed is None and not self.complete

    @property
    def unsigned(self) -> bool:
        """Whether a change waits for its first signature, because its chain begins without a submission."""
        return not self.acts and not self.subject.chain.begins_with_submission

    @property
    def approved_at(self) -> dt.datetime | None:
        """When the last stage was taken, once all are."""
        moment: dt.datetime | None = self.done[-1].row.at if self.complete and self.done else None
        return moment


def standing(subject: Subject, signoffs: tuple[Row, ...], setting: Setting) -> Standing:
    """Judge every sign-off of a subject's revision; one that is not understood does not count (fail closed)."""
    acts = tuple(each for each in signoffs if each.subject == subject.id and each.revision == subject.revision)
    later = tuple(each for each in signoffs if each.subject == subject.id and each.revision > (subject.revision or 0))
    figures = {"revision": subject.revision}
    troubles = [Trouble("R-APR-08", "future", each, figures) for each in later]
    done: tuple[Done, ...] = ()
    for act in sorted(acts, key=lambda each: _order(each, subject)):
        if act.act not in CLOSING:
            found = tuple(verdict(act, subject, done, setting))
            troubles += found
            done += () if any(each.blocking for each in found) else (Done(Stage(act.act, act.role), act),)
    counted = Standing(subject, acts, done, None, tuple(troubles))
    return _closed(counted, setting) if any(act.act in CLOSING for act in acts) else counted


def standings(columns: Columns, policy: Policy) -> Iterator[Standing]:
    """The standing of everything that can be approved, whether or not anybody has signed."""
    yield from _standings(_Same(columns), _Same(policy))


class _Same:
    """Compares by identity: a dozen rules ask for the standings of one and the same frozen book."""

    __slots__ = ("it",)

    def __init__(self, it: Any) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


@lru_cache(maxsize=1)
def _standings(columns: _Same, policy: _Same) -> tuple[Standing, ...]:
    signed: dict[str, tuple[Row, ...]] = {}
    for row in columns.it.rows("signoff"):
        signed[row.subject] = (*signed.get(row.subject, ()), row)
    setting = Setting(policy.it, roster_of(columns.it))
    found = subjects(columns.it, policy.it)
    return tuple(_either_way(subject, signed.get(subject.id, ()), setting) for subject in found)


def _either_way(subject: Subject, signoffs: tuple[Row, ...], setting: Setting) -> Standing:
    """The standing under the stricter chain; under the shorter one of a tightening where only that one fits.

    Files alone don't say whether a value was tightened: that is told as information, and kam approve compares.
    """
    loosened = standing(subject, signoffs, setting)
    if not loosened.obstacles or subject.row.kind != "customer":
        return loosened
    tightened = standing(of_block(subject.row, subject.block, setting.policy, Direction.tighten), signoffs, setting)
    if tightened.obstacles or not tightened.complete:
        return loosened
    told = Trouble("R-APR-06", "tightened", tightened.done[-1].row, {"subject": subject.id}, blocking=False)
    return tightened._replace(troubles=(*tightened.troubles, told))


def pending(columns: Columns, policy: Policy) -> tuple[Standing, ...]:
    """What was submitted and waits for somebody, oldest last act first (CK-42 starts at that act)."""
    waiting = (each for each in standings(columns, policy) if each.waiting)
    return tuple(sorted(waiting, key=lambda each: (max(act.at for act in each.acts), each.subject.id)))


def may_act(stage: Stage, subject: Subject, roster: Roster, policy: Policy, moment: dt.datetime) -> tuple[str, ...]:
    """Who may take a stage at a moment: holders of the role, then delegates whose delegation covers it."""
    own = holders(roster, stage.role, subject.errand.office, moment.date())
    delegates = (
        each.delegate
        for each in roster.delegations.values()
        if each.role == stage.role and not any(use_faults(each, subject.errand, moment, roster, policy))
    )
    return tuple(dict.fromkeys((*own, *delegates)))


def _order(act: Row, subject: Subject) -> tuple[int, dt.datetime, str]:
    stages = subject.chain.stages
    stage = Stage(act.act, act.role)
    return (stages.index(stage) if stage in stages else len(stages), act.at, act.id)


def _closed(counted: Standing, setting: Setting) -> Standing:
    """The standing after returns, rejections and withdrawals; the first valid one closes the revision for good."""
    troubles = list(counted.troubles)
    for act in sorted((each for each in counted.acts if each.act in CLOSING), key=lambda each: each.at):
        found = [*closing_verdict(act, counted.subject, setting), *_out_of_time(act, counted)]
        troubles += found
        if not any(each.blocking for each in found):
            late = tuple(done for done in counted.done if done.row.at > act.at)
            troubles += (Trouble("R-APR-08", "closed", done.row, {"act": act.act}) for done in late)
            kept = tuple(done for done in counted.done if done not in late)
            return counted._replace(done=kept, closed=act, troubles=tuple(troubles))
    return counted._replace(troubles=tuple(troubles))


def _out_of_time(act: Row, counted: Standing) -> Iterator[Trouble]:
    """A revision can be closed from its submission until its approval."""
    acts = [each.at for each in counted.acts if each.act not in CLOSING]
    if counted.subject.chain.begins_with_submission and (not acts or act.at < min(acts)):
        yield Trouble("R-APR-08", "order", act, {"stage": act.act, "missing": (Act.submit,)})
    elif counted.approved_at is not None and act.at >= counted.approved_at:
        yield Trouble("R-APR-08", "ended", act, {"act": act.act})
