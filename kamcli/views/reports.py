"""The table of reports: `kam report NAME`, what each one builds and what it asks the ledgers."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kamcli.model.answers import Question
from kamcli.model.finding import Say
from kamcli.views import ageing

Build = Callable[..., Any]
Questions = Callable[..., tuple[Question[Any], ...]]


class Report(NamedTuple):
    """A row of the table; the template has the report's name, `spec` is the form it prints.

    `build(book, answers, policy, today)` gives the view, `questions(policy, today)` what it asks. A report of one
    customer has `of_customer`: its `build` also gets the customer's record, its `questions` the id.
    """

    name: str
    title: Say
    spec: str
    build: Build
    questions: Questions
    of_customer: bool = False


REPORTS = (Report("ageing", Say("应收账款账龄", "receivables by age"), "F-51", ageing.ageing, ageing.questions),)
BY_NAME = {report.name: report for report in REPORTS}
