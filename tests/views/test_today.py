"""What `kam` alone shows: one's own business first and whole, other people's briefly, the money at the end."""

import datetime as dt
from decimal import Decimal

import pytest

from kamcli.model.answers import Ageing, AgeingLine, OpenItem, Slot
from kamcli.model.ledgers import Debtor
from kamcli.model.policy import Policy
from kamcli.views.deadlines import Person
from kamcli.views.overdue import overdue
from kamcli.views.today import SHORT, TodayView, _line, today
from tests.views.test_overdue import POLICY, TODAY, answers, book, contract, item

ROWS = (contract("CN2", "C2", "2026-02-28"), contract("CN4", "C4", "2026-03-14"))
ITEMS = (item("C1", "V1", "2026-03-09"), item("C3", "V3", "2026-03-08"), item("C3", "V5", "2026-03-12"))


def view(
    person: str = "", items: tuple[OpenItem, ...] = ITEMS, ageing: Ageing | None = None, policy: Policy | None = None
) -> TodayView:
    told = book(*ROWS)
    rules = policy or told.policy
    return today(told, answers(rules, TODAY, items, ageing), rules, TODAY, person)


def blocks(found: TodayView) -> list[tuple[str, int, list[str]]]:
    return [(block.title.en, block.count, [line.en for line in block.lines]) for block in found.blocks]


V1 = "C1公司  payment due, V1 (100.00 CNY owed): last day 2026-03-09, 1 day over  李娜"
V3 = "C3公司  payment due, V3 (100.00 CNY owed): last day 2026-03-08, 2 days over  陶静"
V5 = "C3公司  payment due, V5 (100.00 CNY owed): last day 2026-03-12, 2 days left  陶静"
CN2 = "C2公司  contract end, CN2 (供货): last day 2026-02-28, 10 days over  李娜"
CN4 = "C4公司  contract end, CN4 (供货): last day 2026-03-14, 4 days left"  # nobody looks after C4


def test_what_waits_for_the_person_comes_first() -> None:
    found = view("tao.jing")

    assert (found.as_of, found.person) == (TODAY, "陶静")
    assert blocks(found) == [
        ("waiting for you", 2, [V3, V5]),
        ("overdue with others", 2, [CN2, V1]),
        ("due soon with others", 1, [CN4]),
    ]


@pytest.mark.parametrize("person", ["", "stranger"])
def test_for_nobody_known_nothing_waits(person: str) -> None:
    found = view(person)

    assert found.person == ""
    assert blocks(found) == [("overdue", 3, [CN2, V3, V1]), ("due soon", 2, [V5, CN4])]


def test_chinese_joins_names_as_chinese_does() -> None:
    line = view("tao.jing").blocks[0].lines[0]

    assert line.zh == "C3公司  货款到期 V3（尚欠 100.00 CNY）：期限 2026-03-08，已过 2 天  陶静"


def test_other_peoples_business_is_brief_and_ones_own_whole() -> None:
    many = tuple(item("C3", f"V{n:02}", "2026-03-08") for n in range(SHORT + 2))

    mine, others = view("tao.jing", many).blocks[0], view("li.na", many).blocks[1]

    assert (mine.count, len(mine.lines)) == (SHORT + 2, SHORT + 2)
    assert (others.title.en, others.count, len(others.lines)) == ("overdue with others", SHORT + 2, SHORT)


def test_overdue_money_by_currency() -> None:
    def line(currency: str, late: int) -> AgeingLine:
        buckets = (Slot(1, Decimal(late)), Slot(), Slot())
        return AgeingLine("C1", currency, Debtor.customer, Slot(1, Decimal(1000)), Slot(), buckets, Slot(), 5)

    found = view("", (), Ageing((line("CNY", 2500), line("USD", 0)), (), ()))

    assert blocks(found)[-1] == ("overdue money", 1, ["CNY 2,500.00 of 3,500.00"])


def test_without_days_to_look_ahead_only_what_is_late_is_shown() -> None:
    policy = Policy.model_validate({**POLICY, "digest": {}})

    assert [block.title.en for block in view("", policy=policy).blocks] == ["overdue"]


def test_a_quiet_day_has_no_block() -> None:
    told = book()

    assert today(told, answers(told.policy, dt.date(2026, 3, 2)), told.policy, dt.date(2026, 3, 2)).blocks == ()


def test_the_last_day_itself_is_not_overdue() -> None:
    found = today(
        book(), answers(book().policy, TODAY, (item("C1", "V1", "2026-03-10"),)), book().policy, TODAY, "tao.jing"
    )

    assert blocks(found) == [
        ("due soon", 1, ["C1公司  payment due, V1 (100.00 CNY owed): the last day is today, 2026-03-10  李娜"])
    ]


def test_several_people_are_listed_as_the_reader_lists_them() -> None:
    told = book()
    found = overdue(told, answers(told.policy, TODAY, ITEMS), told.policy, TODAY)
    [line] = [each for each in found.clocks if each.record == "V1"]

    said = _line(line._replace(owners=(Person("a", "甲"), Person("b", "乙"))))

    assert said.zh.endswith("已过 1 天  甲、乙")
    assert said.en.endswith("1 day over  甲, 乙")
