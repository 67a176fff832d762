"""Rules that compute a deadline or a day (R-CAL), and those that the register of clocks watches over."""

from kamcli.model.finding import Say, Severity
from kamcli.rules.base import computed

DEADLINES = (
    computed(
        "R-CAL-01",
        title=Say(
            "期间从事件次日起算，到最后一日二十四时止；最后一日办理不算逾期，次日起算逾期",
            "a period starts the day after its event and ends at 24:00 of its last day; late is the day after",
        ),
        parameters=("calendar.start_day_counts", "calendar.roll_if_last_day_off"),
    ),
    computed(
        "R-CAL-02",
        title=Say(
            "工作日不含周末和法定节假日，含调休上班日；本企业的日历优先；日历未公布的年份标为暂定",
            "working days leave out weekends and public holidays and include make-up days; the company's own days win; "
            "beyond the published calendar a date is provisional",
        ),
        severity=Severity.information,
        parameters=("calendar.weekend",),
    ),
    computed(
        "R-CAL-03",
        title=Say(
            "按月、按年的期间止于对应日；2 月 29 日对应 2 月 28 日，短月止于月末",
            "months and years end on the same day; 29 Feb becomes 28 Feb, a shorter month ends on its last day",
        ),
    ),
    computed(
        "R-CAL-04",
        title=Say("以小时计的期限按钟点连续计算，夜间和周末都算", "a period of hours runs through nights and weekends"),
    ),
    computed(
        "R-CAL-05",
        title=Say(
            "一切按 --as-of 那一天计算，默认是公司时区的今天",
            "everything is computed as of --as-of, by default today in the company's time zone",
        ),
        parameters=("company.timezone",),
    ),
    computed(
        "R-DAT-03",
        title=Say(
            "客户资料及时录入、移交、归档、核实（CK-03、CK-04、CK-41、CK-20）",
            "a customer's file is entered, handed over, filed and verified in time (CK-03, CK-04, CK-41, CK-20)",
        ),
        severity=Severity.warning,
        kinds=("customer",),
        parameters=(
            *("data.entry_workdays", "data.handover_days", "data.handover_day_kind", "data.filing_workdays"),
            "archive.freshness_days",
        ),
    ),
    computed(
        "R-GRD-20",
        title=Say("等级定期重新评估（CK-29）", "tiers are assessed again regularly (CK-29)"),
        severity=Severity.warning,
        kinds=("customer",),
        parameters=("tier.review_months",),
    ),
    computed(
        "R-CTR-02",
        title=Say("履约义务逐项跟踪，先我方后对方（CK-32）", "obligations are tracked, our own first (CK-32)"),
        severity=Severity.warning,
        kinds=("contract",),
        parameters=("digest.due_ahead_days",),
    ),
    computed(
        "R-CTR-05",
        title=Say("合同到期前提醒（CK-31）", "a contract's end is pointed out before it comes (CK-31)"),
        severity=Severity.warning,
        kinds=("contract",),
        parameters=("contract.expiry_lead_days",),
    ),
)
