"""The digest as letters: one content for each language and class that somebody reads, one message for each of them."""

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kamcli.cli.digest_edits import edited
from kamcli.cli.session import Session
from kamcli.model.finding import Say

if TYPE_CHECKING:
    from kamcli.output.mail import Body
    from kamcli.views.book import Book
    from kamcli.views.digest import Digest
    from kamcli.views.mailing import Mailbox

JOB = "digest"
SUBJECT = Say(
    "每周简报 {week}：已逾期 {late} 项，即将到期 {due} 项，待批 {approvals} 项",
    "Weekly digest {week}: {late} missed, {due} due soon, {approvals} to approve",
)


class Page(NamedTuple):
    """What the readers of one class and language get."""

    view: "Digest"
    body: "Body"


class Letters:
    """Builds the messages of one run; what recipients share is built once."""

    def __init__(self, here: Session) -> None:
        from kamcli.store import git

        self.here = here
        self.moment = midnight(here) if here.asked.as_of else here.now()
        self.uncommitted = git.changed(here.root)
        self.book_in = cache(self._book_in)
        self.view = cache(self._view)
        self.page = cache(self._page)

    def build(self, box: "Mailbox", week: str) -> tuple[str, bytes]:
        """The Message-ID and the bytes of one recipient's digest."""
        from kamcli.output.mail import Letter, message, message_id
        from kamcli.views.mailing import sender

        page = self.page(box.lang, box.most.value)
        policy, view = self.here.policy, page.view
        name = message_id((JOB, week, box.address.casefold(), policy.book_id), sender(policy))
        figures = {"week": week, "late": view.late, "due": len(view.due), "approvals": len(view.approvals)}
        letter = Letter(
            sender=sender(policy),
            sender_name=policy.company.name,
            address=box.address,
            name=box.name,
            subject=SUBJECT.read(box.lang, figures),
            lang=box.lang,
            message_id=name,
            date=self.moment,
            commit=self.here.book.head,
            text=page.body.text,
            html=page.body.html,
        )
        return name, message(letter)

    def build_unless_quiet(self, box: "Mailbox", week: str) -> tuple[str, bytes] | None:
        """The same, None where nothing needs this reader's attention and policy wants no such mail (PP-215)."""
        wanted = self.here.policy.digest.mail_if_empty or not self.view(box.lang, box.most.value).quiet
        return self.build(box, week) if wanted else None

    def _book_in(self, lang: str) -> "Book":
        """The book with every finding, in a language: errors are for the digest, stderr is for what it lacks."""
        from kamcli.store.book import read
        from kamcli.store.judging import verdict
        from kamcli.store.opening import open_book

        reading = read(self.here.root, lang, judge=True)
        return replace(open_book(reading, self.here.policy), findings=verdict(reading), edits=edited(self.here))

    def _view(self, lang: str, most: str) -> "Digest":
        from kamcli.store.ledger import answer
        from kamcli.views.digest import digest, questions

        here = self.here
        answers = answer(here.root, questions(here.policy, here.today), here.policy, lang)
        return digest(self.book_in(lang), answers, here.policy, here.today, most)

    def _page(self, lang: str, most: str) -> Page:
        from kamcli.output.mail import body
        from kamcli.output.render import render
        from kamcli.store.shipped import folders
        from kamcli.views.head import head
        from kamcli.views.names import names

        view, book = self.view(lang, most), self.book_in(lang)
        shared = {"head": head(book, self.here.today), "names": names(book), "commit": book.head, "view": view}
        where = folders(self.here.root)
        return Page(
            view,
            body(lambda form, rows: render(JOB, form, lang, where, uncommitted=self.uncommitted, limit=rows, **shared)),
        )


def midnight(here: Session) -> dt.datetime:
    """The first moment of the day that everything is computed for."""
    return dt.datetime.combine(here.today, dt.time(), here.zone)
