"""From what was read to the book that views get: working days, company totals, the head commit."""

from kamcli.clocks.workdays import company_workdays
from kamcli.model.finding import Exit, KamError, Say
from kamcli.model.policy import Policy
from kamcli.store import git
from kamcli.store.book import Reading
from kamcli.views.book import Book


def open_book(reading: Reading, policy: Policy) -> Book:
    """The frozen book; a roster that can't be read stops the command because every owner hangs on it."""
    if reading.organisation is None:
        at = tuple(each for each in reading.findings if each.file == "organisation.yaml")
        raise KamError(
            Say("组织 organisation.yaml 读不出来", "organisation.yaml can't be read"),
            code=Exit.CONFIGURATION,
            findings=at,
        )
    return Book(
        policy=policy,
        organisation=reading.organisation,
        workdays=company_workdays(policy, reading.calendar),
        columns=reading.columns,
        company=reading.company,
        findings=reading.findings,
        lang=reading.lang,
        head=git.head(reading.root),
    )
