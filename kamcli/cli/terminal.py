"""A report in a terminal: its Markdown with headings, tables and lists drawn by rich."""

from typing import TYPE_CHECKING, ClassVar

from kamcli.cli import show

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult


def print_report(markdown: str) -> None:
    """Draw a report at the terminal's width; where nobody looks (a pipe, a file) the Markdown itself is printed."""
    import sys

    if not sys.stdout.isatty():
        show.raw(markdown)
        return
    from rich.console import Console

    console = Console(no_color=not show.colour(sys.stdout), highlight=False)
    console.print(_drawn(markdown))


def _drawn(markdown: str) -> object:
    from rich.markdown import Heading, Markdown

    class Left(Heading):
        """Headings flush left and without a frame, as in a document."""

        def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
            del console, options
            self.text.justify = "left"
            yield self.text

    class Page(Markdown):
        elements: ClassVar = {**Markdown.elements, "heading_open": Left}

    return Page(markdown)
