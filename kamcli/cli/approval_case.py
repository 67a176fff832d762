"""A subject opened for approval: how it stands, judged with the commit authors of its sign-offs."""

from typing import TYPE_CHECKING, NamedTuple

from kamcli.cli import show
from kamcli.cli.session import Session
from kamcli.model.finding import Exit, Say, refuse

if TYPE_CHECKING:
    from kamcli.model.columns import Row
    from kamcli.model.organisation import Staff
    from kamcli.states.approval import Standing
    from kamcli.states.chain import Direction
    from kamcli.states.roster import Roster
    from kamcli.states.verdict import Setting

TAKEN_UP = Say("补写了上次中断时没写完的文件：{paths}", "finished what an interrupted run had not written: {paths}")


class Case(NamedTuple):
    """A subject as it stands and what it is judged by; `claimed` is how it stands whoever committed the sign-offs."""

    here: Session
    now: "Standing"
    setting: "Setting"
    claimed: "Standing"


def take_up(here: Session) -> None:
    """Finish what an interrupted run of an earlier approval had committed but not written."""
    from kamcli.store.commit import finish

    if paths := finish(here.root):
        show.note(TAKEN_UP.read(here.lang, {"paths": paths}))


def opened(here: Session, subject_id: str) -> Case:
    """The case of a subject; refuses an id that nothing has that could be approved."""
    from kamcli.states.approval import standing
    from kamcli.states.roster import roster_of
    from kamcli.states.subject import subject_named
    from kamcli.states.verdict import Setting

    columns = here.book.columns
    acts = tuple(row for row in columns.rows("signoff") if row.subject == subject_id)
    subject = subject_named(subject_id, columns, here.policy, _direction(here, subject_id, acts))
    if subject is None:
        raise refuse(
            "没有 {id} 这个审批对象（申请、合同，或客户的受控内容如 C0001.credit）",
            "nothing called {id} can be approved (applications, contracts, or a customer's block as C0001.credit)",
            code=Exit.ASKED_WRONGLY,
            id=subject_id,
        )
    files = tuple(row.file for row in (*acts, *columns.rows("delegation")))
    setting = Setting(here.policy, roster_of(columns), _authors(here, files))
    claimed = standing(subject, acts, setting._replace(authors=None))
    return Case(here, standing(subject, acts, setting), setting, claimed)


def _authors(here: Session, files: tuple[str, ...]) -> dict[str, str] | None:
    """Who committed each file; None outside of a repository, where nothing can be signed anyway."""
    from kamcli.store import git

    return git.commit_authors(here.root, files) if git.is_repository(here.root) else None


def _direction(here: Session, subject_id: str, acts: "tuple[Row, ...]") -> "Direction":
    """Whether a customer's block was tightened since the last content that was approved; else it was loosened."""
    from kamcli.states.chain import Direction, has_fields

    customer, _, block = subject_id.rpartition(".")
    row = here.book.columns.find("customer", customer)
    if row is None or not has_fields(block, here.policy):
        return Direction.loosen
    from kamcli.store.earlier import approved_before

    before, after = approved_before(here.root, row, block, acts, here.policy)
    if before is None:
        return Direction.loosen
    from kamcli.changes.direction import direction

    return direction(before, after)


def signing_person(here: Session, roster: "Roster") -> "Staff":
    """The one member of staff whose e-mail is the git identity; refused where it is nobody's or not only one's."""
    from kamcli.states.roster import person_of
    from kamcli.store import git

    _, email = git.signer(here.root)
    person = person_of(roster, email)
    if person is None:
        raise refuse(
            "git 身份 {email} 不是 organisation.yaml 里唯一一位员工的邮箱",
            "the git identity {email} is not the e-mail of exactly one member of staff in organisation.yaml",
            code=Exit.CONFIGURATION,
            email=email,
        )
    return person
