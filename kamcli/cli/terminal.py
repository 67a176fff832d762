"""A report in a terminal: its Markdown with headings and lists drawn by rich, its tables as kam lays out tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from kamcli.cli import show

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.markdown import TableElement
    from rich.text import Text

# rich's own colours are made for dark windows: what matters is bold or underlined, in the window's own colour
STYLES = {
    "markdown.h1": "bold underline",
    "markdown.h2": "bold underline",
    "markdown.h3": "bold",
    "markdown.code": "bold",
    "markdown.code_block": "none",
    "markdown.block_quote": "italic",
    "markdown.item.bullet": "none",
    "markdown.item.number": "none",
    "markdown.hr": "none",
    "markdown.link": "underline",
    "markdown.link_url": "underline",
}


def print_report(markdown: str) -> None:
    """Draw a report at the terminal's width; where nobody looks (a pipe, a file) the Markdown itself is printed."""
    import sys

    if not sys.stdout.isatty():
        show.raw(markdown)
        return
    from rich.console import Console
    from rich.theme import Theme

    console = Console(no_color=not show.colour(sys.stdout), highlight=False, theme=Theme(STYLES))
    console.print(_drawn(markdown))


def _drawn(markdown: str) -> object:
    from rich.markdown import Heading, Markdown, TableElement

    class Left(Heading):
        """Headings flush left and without a frame, as in a document."""

        def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
            del console, options
            self.text.justify = "left"
            yield self.text

    class Grid(TableElement):
        """Tables that cut no number and no id."""

        def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
            del console
            yield from _lines(self, options.max_width)

    class Page(Markdown):
        elements: ClassVar = {**Markdown.elements, "heading_open": Left, "table_open": Grid}

    return Page(markdown)


def _lines(table: "TableElement", room: int) -> "Iterator[Text]":
    from rich.text import Text

    from kamcli.output.grid import grid

    heads = table.header.row.cells if table.header and table.header.row else []
    right = [n for n, head in enumerate(heads) if head.justify == "right"]
    rows = [[cell.content.plain for cell in row.cells] for row in table.body.rows] if table.body else []
    words = [show.capital(head.content.plain) for head in heads]
    made = grid(words, rows, room, right=right, colon=show.COLON[show.Speech.lang])
    for style, lines in (("bold", made.head), ("", made.rows)):
        for line in lines:
            yield Text(line, style=style, no_wrap=True, overflow="ignore")
