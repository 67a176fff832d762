"""`kam` alone: what needs attention today, first what waits for the person at the keyboard."""

from typing import TYPE_CHECKING

import typer

from kamcli.cli import show
from kamcli.cli.session import Session, session
from kamcli.model.finding import Severity

if TYPE_CHECKING:
    from kamcli.views.today import Block

NOTHING = {"zh": "今天没有要处理的。", "en": "nothing needs attention today."}
UNKNOWN = {
    "zh": "git 身份不在 organisation.yaml 里：分不出哪些等您处理",
    "en": "your git identity is not in organisation.yaml: what waits for you can't be told apart",
}
FAULTS = {"zh": "记录有错误（{n}）：kam check", "en": "errors in the records ({n}): kam check"}
BRACKETS = {"zh": ("（", "）"), "en": (" (", ")")}
MORE = {"zh": "  … 还有 {n} 条：kam overdue", "en": "  … {n} more: kam overdue"}


def today(ctx: typer.Context) -> None:
    """Print what needs attention today."""
    from kamcli.views import today as attention

    here = session(ctx, judge=True)
    person = here.person
    if person is None:
        show.note(UNKNOWN[here.lang])
    answers = here.answers(attention.QUESTIONS)
    view = attention.today(here.book, answers, here.policy, here.today, person.id if person else "")
    show.line(f"{here.policy.company.name}  {view.as_of}  {view.person}".rstrip())
    faulty = _faults(here)
    for block in view.blocks:
        _print(block, here.lang)
    if not view.blocks and not faulty:
        show.line(NOTHING[here.lang])
    raise typer.Exit(here.code)


def _faults(here: Session) -> int:
    """Say how many errors the records have; what they are is told by `kam check`."""
    from kamcli.store.judging import verdict

    errors = sum(each.severity is Severity.error for each in verdict(here.reading))
    if errors:
        show.line()
        show.heading(FAULTS[here.lang].format(n=errors))
    return errors


def _print(block: "Block", lang: str) -> None:
    show.line()
    opening, closing = BRACKETS[lang]
    show.heading(f"{block.title.read(lang)}{opening}{block.count}{closing}")
    for line in block.lines:
        show.told(f"  {line.read(lang)}")
    if len(block.lines) < block.count:
        show.line(MORE[lang].format(n=block.count - len(block.lines)))
