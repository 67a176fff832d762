"""`kam explain filter`: the filter language of `kam list` on one page, and the computed columns of customers."""

from kamcli.cli import show
from kamcli.model.finding import Say
from kamcli.views.computed import COMPUTED

NAMES = frozenset({"filter", "筛选"})
TITLE = Say(
    "筛选：kam list customer '等级=战略 且 逾期>0'", "filters: kam list customer 'tier=strategic and overdue>0'"
)
LINES = (
    (
        Say("比较", "compare"),
        Say(
            "= != > >= < <=，≠ ≥ ≤；是 不是 大于 小于 不小于 不大于；全角的也认",
            "= != > >= < <=, ≠ ≥ ≤; is; full-width forms too",
        ),
    ),
    (Say("文字", "text"), Say("含 或 ~，不含 或 !~；不分大小写和全半角", "~ or contains, !~; capitals don't matter")),
    (
        Say("几个值", "several"),
        Say("等级=战略,重点  或  等级 属于 (战略、重点)", "tier=strategic,key  or  tier in (strategic, key)"),
    ),
    (
        Say("有无", "filled"),
        Say("字段 空，字段 非空；只写字段就是非空", "field empty, field filled; a field alone is filled"),
    ),
    (
        Say("连接", "join"),
        Say(
            "非 先于 且，且 先于 或（not and or，! && ||）；括号最先",
            "not before and, and before or (! && ||, 非 且 或); brackets first",
        ),
    ),
    (
        Say("值", "values"),
        Say(
            "选项、人名、单位名、客户名可只写开头；100万、1.2亿、5%；2026-03-09、2026-03、2026；"
            "今天-30天 今天+2周 今天-3月 今天-1年",
            "choices and names of people, units and customers by their beginning; 1,200, 5%; "
            "2026-03-09, 2026-03, 2026; today-30d today+2w today-3m today-1y",
        ),
    ),
    (
        Say("字段", "fields"),
        Say(
            "任何字段，写名称、英文名或路径（基础资料.官网）；客户的记录可写 客户.等级；有空格或符号的值加引号",
            "any field by name, label or path (basics.website); of a customer's records customer.tier; "
            "quotes around values with spaces or signs",
        ),
    ),
    (
        Say("空值", "absent"),
        Say(
            "没有值、算不出的只符合 空、!= 和 不含，从不当作 0；非 取到的包括它们",
            "what is absent or not computable only fits empty, != and !~; it is never 0; not takes it in",
        ),
    ),
)
COLUMNS = Say("客户的算出列（kam explain 列名）：", "computed columns of customers (kam explain COLUMN):")


def explain_filter(lang: str) -> None:
    """Print the language."""
    show.heading(TITLE.read(lang))
    for name, text in LINES:
        show.line(f"  {name.read(lang)}{'：' if lang == 'zh' else ': '}{text.read(lang)}")
    show.line()
    show.heading(COLUMNS.read(lang))
    show.line(
        f"  {'、'.join(each.zh for each in COMPUTED) if lang == 'zh' else ', '.join(each.name for each in COMPUTED)}"
    )
