"""The company's own days on top of the public calendar (日历)."""

from kamcli.model.base import Date, Line, Many, Maybe, Part, Record, about, internal


class DayOff(Part):
    """Days off (休息日)."""

    date: Date = internal("P", "日期", since="always")
    name: Maybe[Line] = internal("P", "名称")


class WorkingDay(Part):
    """Working days (调休上班日)."""

    date: Date = internal("P", "日期", since="always")
    name: Maybe[Line] = internal("P", "名称")


class Calendar(Record):
    """Calendar (日历)."""

    days_off: Many[DayOff] = internal("P", "休息日")
    about(days_off, "公共日历之外本公司的休息日 | the company's own days off beyond the public calendar", "R-CAL-02")
    working_days: Many[WorkingDay] = internal("P", "调休上班日")
    about(working_days, "本公司另定的上班日，以此为准 | working days of the company's own; they prevail", "R-CAL-02")
