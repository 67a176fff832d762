"""`kam move ID STATE`: the next state of a record, where no sign-off decides it and its guards find nothing."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import Commit, Directory, DryRun, Language
from kamcli.cli.session import Session, session
from kamcli.cli.set import write
from kamcli.cli.show_record import find
from kamcli.cli.words import tr
from kamcli.model.finding import KamError, Say

if TYPE_CHECKING:
    from kamcli.model.columns import Row
    from kamcli.states.step import Step

MISSING = Say("{id} 还不能改为“{state}”", "{id} can't become {state} yet")
RENEWED = Say("版次升为 {revision}，要重新签署", "revision {revision} is open and has to be signed anew")


def move(
    ctx: typer.Context,
    record_id: Annotated[str, typer.Argument(metavar="ID", help=tr("记录编号", "the id of a record"))],
    state: Annotated[
        str, typer.Argument(metavar="STATE", help=tr("新状态，中文或英文", "the new state, in either language"))
    ],
    *,
    dry_run: DryRun = False,
    commit: Commit = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Change the state of a record, and nothing else in its file."""
    from kamcli.changes.actor import check_actor
    from kamcli.changes.transition import assignment
    from kamcli.changes.transition import move as step_of
    from kamcli.model.kinds import KINDS
    from kamcli.store.drafts import draft

    here = session(ctx, directory=directory, lang=lang)
    row = find(here, record_id)
    step = step_of(row, state)
    me = here.person.id if here.person else None
    remark = check_actor(step, row, here.book.columns, me, here.now().date())
    if remark is not None:
        show.note(remark.read(here.lang))
    stamps = _judge(here, row, step)
    made = draft(here.root, assignment(row, step, stamps), KINDS[row.kind], here.policy, here.lang)
    write(here, made.change, dry_run=dry_run, commit=commit)
    if step.renews:
        show.note(RENEWED.read(here.lang, {"revision": (row.revision or 0) + 1}))


def _judge(here: Session, row: "Row", step: "Step") -> "dict[str, Any]":
    """Tell item by item what the step still lacks, or give what it stamps; what is only remarked lets it pass."""
    from kamcli.changes.guards import errors, guarded
    from kamcli.changes.transition import Taken, after, stamped
    from kamcli.model.kinds import KINDS
    from kamcli.store.placing import placed
    from kamcli.store.records import read_page

    record = read_page(here.root, row.file, KINDS[row.kind], here.policy, here.lang).record
    stamps = stamped(step, record, Taken(here.person.id if here.person else None, here.now()))
    then = after(row, record, here.book.columns, step, **stamps)
    outcome = guarded(step, then, here.policy, here.today)
    stopping = errors(outcome.found, here.policy)
    for told in outcome.waived:
        show.note(told.read(here.lang))
    for each in placed(
        here.root, then.columns, row, (each for each in outcome.found if each not in stopping), here.policy, here.lang
    ):
        show.finding(each, here.root, here.lang, sys.stderr)
    if stopping:
        found = placed(here.root, then.columns, row, stopping, here.policy, here.lang)
        raise KamError(MISSING.filled({"id": row.id, "state": step.target}), findings=found)
    return stamps
