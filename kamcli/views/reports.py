"""The table of reports: `kam report NAME`, what each one builds and what it asks the ledgers."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.choices import AccessLevel
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views import (
    ageing,
    application_form,
    approvals,
    card,
    coverage,
    customer_book,
    customer_file,
    data_sheet,
    delegation_letter,
    digest,
    executive_visits,
    grades,
    greetings,
    information,
    letter,
    load,
    minutes_paper,
    overdue,
    service_record,
    statement,
    tier,
    trips,
    visit_plan,
    visit_slip,
)
from kamcli.views.book import Book
from kamcli.views.data_sheet_blank import blank_sheet
from kamcli.views.greeted import discreet
from kamcli.views.overdue import OverdueView
from kamcli.views.visit_slip import blank_slip

Build = Callable[..., Any]
Questions = Callable[..., tuple[Question[Any], ...]]
Blank = Callable[[Policy, dt.date, Any], Any]


class Report(NamedTuple):
    """A row of the table; the template has the report's name, `spec` is the form it prints.

    `build(book, answers, policy, today)` gives the view, `questions(policy, today)` what it asks. A report of one
    record names its kind in `about`: both also get the record. The `build` of a `classed` one also gets the highest
    class to print, that of a `spanned` one for whom (a person or a unit) and for which day, week or month.
    `blank(policy, today, record or None)` gives the form without its answers, for somebody else to fill in.
    A `judged` report also shows what the rules find and what changed, so the whole book is judged first; a `dated` one
    goes by when git first saw a file.
    """

    name: str
    title: Say
    spec: str
    build: Build
    questions: Questions
    about: str = ""
    classed: bool = False
    judged: bool = False
    dated: bool = False
    blank: Blank | None = None
    spanned: bool = False


def _overdue(book: Book, answers: Answers, policy: Policy, today: dt.date) -> OverdueView:
    """Missed deadlines, and what comes within the days that the digest looks ahead."""
    ahead, most = None, AccessLevel.pub
    with suppress(NotConfigured):
        ahead = policy.digest.due_ahead_days
    with suppress(NotConfigured):
        most = policy.digest.max_class
    found = overdue.overdue(book, answers, policy, today, ahead)
    return replace(found, clocks=discreet(found.clocks, most), reminders=discreet(found.reminders, most))


REPORTS = (
    Report(
        "digest", Say("每周简报", "weekly digest"), "F-53", digest.digest, digest.questions, classed=True, judged=True
    ),
    Report("card", Say("客户管理卡", "customer card"), "F-10", card.card, card.questions, "customer", classed=True),
    Report(
        "data-sheet",
        Say("客户资料表", "customer data sheet"),
        "F-11",
        data_sheet.data_sheet,
        data_sheet.questions,
        "customer",
        classed=True,
        blank=blank_sheet,
    ),
    Report("grades", Say("客户等级分类表", "customers by grade"), "F-17", grades.grades, tier.questions),
    Report("ageing", Say("应收账款账龄", "receivables by age"), "F-51", ageing.ageing, ageing.questions),
    Report("overdue", Say("逾期与提醒清单", "overdue and reminders"), "F-52", _overdue, overdue.questions),
    Report(
        "customers",
        Say("客户名簿", "customer book"),
        "F-29",
        customer_book.customer_book,
        customer_book.questions,
    ),
    Report(
        "resources",
        Say("客户资源登记表", "customer resource register"),
        "F-28",
        customer_book.resources,
        customer_book.questions,
    ),
    Report(
        "information",
        Say("客户信息管理表", "information management"),
        "F-15",
        information.information,
        information.questions,
        judged=True,
    ),
    Report("load", Say("负荷与归属表", "load and ownership"), "F-70", load.load, load.questions, dated=True),
    Report("approvals", Say("签批备案登记", "approval register"), "F-64", approvals.approvals, approvals.questions),
    Report(
        "application",
        Say("大客户申请表", "key-account application"),
        "F-22",
        application_form.application_form,
        application_form.questions,
        "application",
    ),
    Report(
        "reconciliation",
        Say("对账单", "reconciliation statement"),
        "F-23",
        statement.statement,
        statement.questions,
        "reconciliation",
    ),
    Report(
        "delegation",
        Say("授权书", "delegation letter"),
        "F-27",
        delegation_letter.delegation_letter,
        delegation_letter.questions,
        "delegation",
    ),
    Report(
        "greetings", Say("节日和生日提醒", "festivals and birthdays"), "F-72", greetings.greetings, greetings.questions
    ),
    Report(
        "customer-file",
        Say("客户信息档案", "customer information file"),
        "F-30",
        customer_file.customer_file,
        customer_file.questions,
        "customer",
        classed=True,
    ),
    Report(
        "letter-intro",
        Say("自我介绍信", "letter of introduction"),
        "F-76",
        letter.letter,
        letter.no_questions,
        "customer",
    ),
    Report("letter-invitation", Say("邀请函", "invitation"), "F-76", letter.letter, letter.no_questions, "customer"),
    Report("letter-greeting", Say("问候信", "greetings"), "F-76", letter.letter, letter.no_questions, "customer"),
    Report(
        "letter-dunning", Say("催款函", "reminder of payment"), "F-76", letter.letter, letter.owed_questions, "customer"
    ),
    Report(
        "letter-minutes", Say("会谈纪要附函", "cover of minutes"), "F-76", letter.cover, letter.no_questions, "minutes"
    ),
    Report(
        "visit-plan",
        Say("客户访问计划表", "plan of visits"),
        "F-12",
        visit_plan.visit_plan,
        visit_plan.questions,
        "visit_plan",
        classed=True,
    ),
    Report("trips", Say("出访计划", "who goes where"), "F-33", trips.trips, trips.questions, spanned=True),
    Report(
        "slip",
        Say("客户走访单", "visit slip"),
        "F-31",
        visit_slip.visit_slip,
        visit_slip.questions,
        "visit",
        classed=True,
        blank=blank_slip,
    ),
    Report(
        "minutes", Say("会谈纪要", "minutes"), "F-32", minutes_paper.minutes_paper, minutes_paper.questions, "minutes"
    ),
    Report(
        "service-record",
        Say("客户服务记录表", "service record"),
        "F-34",
        service_record.service_record,
        service_record.questions,
    ),
    Report(
        "executive-visits",
        Say("高层互访计划", "visits of executives"),
        "F-58",
        executive_visits.report,
        executive_visits.questions,
        classed=True,
    ),
    Report("coverage", Say("经理巡访覆盖", "coverage of tours"), "R-CON-09", coverage.coverage, coverage.questions),
)
BY_NAME = {report.name: report for report in REPORTS}
