"""`kam` alone: what needs attention today, first what waits for the person at the keyboard."""

import typer

from kamcli.cli import show
from kamcli.cli.session import session

NOTHING = {"zh": "今天没有要处理的。", "en": "nothing needs attention today."}
UNKNOWN = {
    "zh": "git 身份不在 organisation.yaml 里：分不出哪些等您处理",
    "en": "your git identity is not in organisation.yaml: what waits for you can't be told apart",
}
MORE = {"zh": "  … 还有 {n} 条：kam overdue", "en": "  … {n} more: kam overdue"}


def today(ctx: typer.Context) -> None:
    """Print what needs attention today."""
    from kamcli.views import today as attention

    here = session(ctx)
    person = here.person
    if person is None:
        show.note(UNKNOWN[here.lang])
    answers = here.answers(attention.QUESTIONS)
    view = attention.today(here.book, answers, here.policy, here.today, person.id if person else "")
    show.line(f"{here.policy.company.name}  {view.as_of}  {view.person}".rstrip())
    for block in view.blocks:
        show.line()
        show.heading(f"{block.title.read(here.lang)} ({block.count})")
        for line in block.lines:
            show.line(f"  {line.read(here.lang)}")
        if len(block.lines) < block.count:
            show.line(MORE[here.lang].format(n=block.count - len(block.lines)))
    if not view.blocks:
        show.line(NOTHING[here.lang])
    raise typer.Exit(here.code)
