"""The verdict on one sign-off: everything that keeps it from counting, each with the rule that says so."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from kamcli.model.columns import Row
from kamcli.model.policy import Policy
from kamcli.model.signoff import Act
from kamcli.states.chain import Stage, file_name, said
from kamcli.states.proof import Proof
from kamcli.states.roster import Roster, called, holds, use_faults
from kamcli.states.subject import Subject

FORMAT = 1  # the version of the sign-off files that this kam reads and writes
BAND_OF_FILING = 1  # the band whose approval carries a filing number (R-APR-12)


class Setting(NamedTuple):
    """What sign-offs are judged by.

    `authors` gives the commit author of each file, `proofs` what its signature shows; None = not looked at (check).
    """

    policy: Policy
    roster: Roster
    authors: Mapping[str, str] | None = None
    proofs: Mapping[str, Proof] | None = None


class Trouble(NamedTuple):
    """Something about a sign-off; it counts all the same where `blocking` is false."""

    rule: str
    variant: str
    signoff: Row
    figures: Mapping[str, Any] = MappingProxyType({})
    blocking: bool = True


class Done(NamedTuple):
    """A stage that somebody has taken; `level` says how well it is known who: claimed = by the git identity."""

    stage: Stage
    row: Row
    level: str = "claimed"

    @property
    def people(self) -> frozenset[str]:
        """Who signed, and for whom."""
        return frozenset(each for each in (self.row.by, self.row.on_behalf_of) if each)


def verdict(act: Row, subject: Subject, earlier: tuple[Done, ...], setting: Setting) -> Iterator[Trouble]:
    """All troubles of a sign-off that takes a stage of the chain; `earlier` are the stages taken before it."""
    yield from _form(act, subject, setting)
    if act.digest != subject.digest:
        yield Trouble("R-AUD-04", "", act, {"subject": subject.id})
    elif subject.chain.band is not None and (act.amount, act.band) != (
        subject.errand.amount,
        subject.chain.band.number,
    ):
        yield Trouble("R-AUD-04", "amount", act, _amounts(act, subject))
    stage = Stage(act.act, act.role)
    if stage not in subject.chain.stages:
        needed = tuple(said(each) for each in subject.chain.stages)
        yield Trouble("R-APR-06", "role", act, {"stage": said(stage), "needed": needed})
    yield from authority(act, subject, setting)
    yield from _order(act, stage, subject, earlier)
    if setting.policy.approval.four_eyes:
        yield from _four_eyes(act, stage, subject, earlier, setting)
    if _needs_filing(stage, subject) and not act.file_no:
        yield Trouble("R-APR-12", "", act, {"subject": subject.id}, blocking=False)


def closing_verdict(act: Row, subject: Subject, setting: Setting) -> Iterator[Trouble]:
    """All troubles of a return, rejection or withdrawal; a change of the content does not undo it."""
    yield from _form(act, subject, setting)
    submitters = tuple(stage.role for stage in subject.chain.stages if stage.act == Act.submit)
    allowed = submitters if act.act == Act.withdraw else subject.chain.roles
    if act.role not in allowed:
        stage = Stage(act.act, act.role)
        yield Trouble("R-APR-06", "role", act, {"stage": said(stage), "needed": tuple(allowed)})
    yield from authority(act, subject, setting)
    if act.act != Act.withdraw and not act.comment:
        yield Trouble("R-APR-08", "comment", act, {"act": act.act})


def authority(act: Row, subject: Subject, setting: Setting) -> Iterator[Trouble]:
    """Whether the person may act in that role at that moment: by a post, or by a written delegation (R-APR-06)."""
    if (act.delegation is None) != (act.on_behalf_of is None):
        yield Trouble("R-APR-06", "half", act)
    elif act.delegation is not None:
        yield from _delegated(act, subject, setting)
    elif act.by not in setting.roster.staff:
        yield Trouble("R-APR-06", "person", act, {"by": act.by})
    elif not holds(setting.roster, act.by, act.role, subject.errand.office, act.at.date()):
        yield Trouble("R-APR-06", "post", act, _who(act, setting) | {"role": act.role, "day": act.at.date()})


def _delegated(act: Row, subject: Subject, setting: Setting) -> Iterator[Trouble]:
    delegation = setting.roster.delegations.get(act.delegation)
    if delegation is None:
        yield Trouble("R-APR-06", "unknown", act, {"delegation": act.delegation})
        return
    told = (delegation.grantor, delegation.delegate, delegation.role)
    if told != (act.on_behalf_of, act.by, act.role):
        yield Trouble("R-APR-06", "other", act, {"delegation": delegation.id})
    if setting.authors is not None and not _is_own(delegation, delegation.grantor, setting):
        yield Trouble("R-AUD-03", "grantor", act, {"delegation": delegation.id})
    for reason in use_faults(delegation, subject.errand, act.at, setting.roster, setting.policy):
        yield Trouble("R-APR-06", "delegation", act, {"delegation": delegation.id, "reason": reason})


def _form(act: Row, subject: Subject, setting: Setting) -> Iterator[Trouble]:
    """Whether the file belongs here at all: format, book, place, author, signature."""
    if act.version != FORMAT:
        yield Trouble("R-AUD-04", "version", act, {"version": act.version})
    if act.book != setting.policy.book_id:
        yield Trouble("R-AUD-04", "book", act, {"book": act.book})
    if not act.file.endswith(file_name(subject.id, act.revision, Stage(act.act, act.role))):
        yield Trouble("R-AUD-04", "file", act, {"file": act.file})
    if setting.policy.proof_level > 0:
        yield Trouble("R-AUD-03", "signature", act, {"level": setting.policy.proof_level})
    if setting.authors is not None:
        yield from _authored(act, setting.authors, setting)


def _authored(act: Row, authors: Mapping[str, str], setting: Setting) -> Iterator[Trouble]:
    """The commit that added the file must be the signer's own (R-AUD-03)."""
    if act.file not in authors:
        yield Trouble("R-AUD-03", "uncommitted", act, _who(act, setting))
    elif not _is_own(act, act.by, setting):
        yield Trouble("R-AUD-03", "author", act, _who(act, setting) | {"author": authors[act.file]})


def _is_own(row: Row, staff_id: str, setting: Setting) -> bool:
    """Whether a file was committed by this member of staff."""
    author, person = (setting.authors or {}).get(row.file), setting.roster.staff.get(staff_id)
    return author is not None and person is not None and author.casefold() == person.email.casefold()


def _order(act: Row, stage: Stage, subject: Subject, earlier: tuple[Done, ...]) -> Iterator[Trouble]:
    """Stages come in the chain's order, each once, at times that don't run back, relying on those before (R-APR-08)."""
    taken = tuple(done.stage for done in earlier)
    if stage in taken:
        yield Trouble("R-APR-08", "twice", act, {"stage": said(stage)})
        return
    before = subject.chain.stages[: _position(stage, subject)]
    missing = tuple(said(each) for each in before if each not in taken)
    if missing:
        yield Trouble("R-APR-08", "order", act, {"stage": said(stage), "missing": missing})
    if any(done.row.at > act.at for done in earlier):
        yield Trouble("R-APR-08", "time", act, {"at": act.at.isoformat()})
    if not {done.row.own for done in earlier} <= set(act.after or ()):
        yield Trouble("R-APR-08", "after", act)


def _position(stage: Stage, subject: Subject) -> int:
    stages = subject.chain.stages
    return stages.index(stage) if stage in stages else 0


def _four_eyes(
    act: Row, stage: Stage, subject: Subject, earlier: tuple[Done, ...], setting: Setting
) -> Iterator[Trouble]:
    """One person, one stage, the grantor of a delegation included; who wrote a thing does not sign it (R-APR-07).

    Only a submission that is no signature may be followed by the same role's signature: the band asks for both.
    """
    people = Done(stage, act).people
    for done in earlier:
        same_role = done.stage.act == Act.submit and done.stage.role == stage.role
        if people & done.people and not same_role:
            yield Trouble("R-APR-07", "four_eyes", act, _who(act, setting) | {"stage": said(done.stage)})
    if stage.act != Act.submit and people & set(subject.prepared_by):
        yield Trouble("R-APR-07", "self", act, _who(act, setting) | {"subject": subject.id})


def _needs_filing(stage: Stage, subject: Subject) -> bool:
    band = subject.chain.band
    return stage.act == Act.approve and band is not None and band.number == BAND_OF_FILING


def _who(act: Row, setting: Setting) -> dict[str, Any]:
    return {"by": called(setting.roster, act.by)}


def _amounts(act: Row, subject: Subject) -> dict[str, Any]:
    band = subject.chain.band
    return {
        "signed": act.amount,
        "signed_band": act.band,
        "amount": subject.errand.amount,
        "band": band and band.number,
    }
