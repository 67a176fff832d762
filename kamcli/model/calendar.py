"""The company's own days on top of the public calendar (日历)."""

from kamcli.model.base import Date, Many, Maybe, Part, Record, Text, internal


class DayOff(Part):
    """Days off (休息日)."""

    date: Date = internal("P", "日期", since="always")
    name: Maybe[Text] = internal("P", "名称")


class WorkingDay(Part):
    """Working days (调休上班日)."""

    date: Date = internal("P", "日期", since="always")
    name: Maybe[Text] = internal("P", "名称")


class Calendar(Record):
    """Calendar (日历)."""

    days_off: Many[DayOff] = internal("P", "休息日")
    working_days: Many[WorkingDay] = internal("P", "调休上班日")
