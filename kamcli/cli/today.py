"""`kam` alone: what needs attention today, first what waits for the person at the keyboard."""

from typing import Any

import typer

from kamcli.cli import show
from kamcli.cli.session import session


def today(ctx: typer.Context) -> None:
    """Print what needs attention today."""
    from kamcli.views.today import today as attention

    here = session(ctx)
    person = here.person
    view = attention(here.book, here.answers(_questions), here.policy, here.today, person.id if person else "")
    show.line(view.title)
    for block in view.blocks:
        show.line()
        show.heading(f"{block.title} ({len(block.lines)})")
        for text in block.lines:
            show.line(f"  {text}")
    raise typer.Exit(here.code)


def _questions(policy: Any, day: Any) -> Any:
    from kamcli.views.today import QUESTIONS

    return QUESTIONS(policy, day)
