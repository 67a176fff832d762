"""The table of reports: `kam report NAME`, what each one builds and what it asks the ledgers."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views import ageing, approvals, card, digest, grades, overdue, tier
from kamcli.views.book import Book
from kamcli.views.overdue import OverdueView

Build = Callable[..., Any]
Questions = Callable[..., tuple[Question[Any], ...]]


class Report(NamedTuple):
    """A row of the table; the template has the report's name, `spec` is the form it prints.

    `build(book, answers, policy, today)` gives the view, `questions(policy, today)` what it asks. A report of one
    customer has `of_customer`: its `build` also gets the customer's record and the highest class to print, its
    `questions` the id. A `judged` one also shows what the rules find, so the whole book is judged first.
    """

    name: str
    title: Say
    spec: str
    build: Build
    questions: Questions
    of_customer: bool = False
    judged: bool = False


def _overdue(book: Book, answers: Answers, policy: Policy, today: dt.date) -> OverdueView:
    """Missed deadlines, and what comes within the days that the digest looks ahead."""
    try:
        ahead: int | None = policy.digest.due_ahead_days
    except NotConfigured:
        ahead = None
    return overdue.overdue(book, answers, policy, today, ahead)


# fmt: off  a report is one line
REPORTS = (
    Report("digest", Say("每周简报", "weekly digest"), "F-53", digest.digest, digest.questions, judged=True),
    Report("card", Say("客户管理卡", "customer card"), "F-10", card.card, card.questions, of_customer=True),
    Report("grades", Say("客户等级分类表", "customers by grade"), "F-17", grades.grades, tier.questions),
    Report("ageing", Say("应收账款账龄", "receivables by age"), "F-51", ageing.ageing, ageing.questions),
    Report("overdue", Say("逾期与提醒清单", "overdue and reminders"), "F-52", _overdue, overdue.questions),
    Report("approvals", Say("签批备案登记", "approval register"), "F-64", approvals.approvals, approvals.questions),
)
# fmt: on
BY_NAME = {report.name: report for report in REPORTS}
