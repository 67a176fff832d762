"""The words of a customer's story, and what its teller needs: names for ids, and the language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.cli.named import Names
from kamcli.output.shown import text

if TYPE_CHECKING:
    from kamcli.views.card import Card

WORDS = {
    "zh": {
        "owner": "客户负责人",
        "specialist": "专属客服",
        "since": "{on} 由{by}分配，{reason}",
        "complete": "（填了 {filled}/{required}）",
        "ka": "大客户{state}",
        "tiers": "等级",
        "terms": "交易条件",
        "owed": "应收账款",
        "exposure": "信用限度额 {limit}，已占用 {taken}",
        "talks": "最近联系",
        "promises": "承诺",
        "tasks": "待办",
        "problems": "问题与对策",
        "contracts": "在手合同",
        "turn": "轮到",
        "needs": "需求",
        "dates": "日程",
        "nothing": "没有",
        "stop": "；",
        "unknown": "没有结果",
        "more": "全部字段：kam show {id} --all",
        "withheld": "另有 {n} 项高于密级“{most}”，未列出（R-PRV-02）",
        "office": "办事处货款",
        "invoices": "等 {n} 张",
    },
    "en": {
        "owner": "account owner",
        "specialist": "service specialist",
        "since": "given on {on} by {by}, {reason}",
        "complete": " ({filled}/{required} filled in)",
        "ka": "key account {state}",
        "tiers": "tiers",
        "terms": "terms",
        "owed": "receivables",
        "exposure": "credit limit {limit}, taken up {taken}",
        "talks": "last contacts",
        "promises": "promises",
        "tasks": "tasks",
        "problems": "problems and countermeasures",
        "contracts": "open contracts",
        "turn": "whose turn",
        "needs": "needs",
        "dates": "dates",
        "nothing": "none",
        "stop": "; ",
        "unknown": "without a result",
        "more": "every field: kam show {id} --all",
        "withheld": "{n} more lie above the class {most} and are not shown (R-PRV-02)",
        "office": "owed by office",
        "invoices": "({n} in all)",
    },
}
HEADS = {
    "zh": {
        "tiers": ("体系", "评定", "评定日期", "测算", "占比", "离上一档"),
        "owed": ("币种", "未收余额", "其中逾期", "最长逾期", "未分配来款"),
        "talks": ("日期", "方式", "我方", "目的", "内容"),
        "promises": ("期限", "已过", "谁", "内容", "负责人", "记录"),
        "tasks": ("期限", "已过", "事项", "说明", "负责人"),
        "problems": ("期限", "已过", "内容", "负责人"),
        "needs": ("需求", "阶段", "期限", "已过", "负责人", "编号"),
        "dates": ("日期", "事项", "说明", "谁"),
    },
    "en": {
        "tiers": ("scheme", "assigned", "assigned on", "computed", "share", "to the next level"),
        "owed": ("currency", "outstanding", "overdue", "oldest", "not allocated"),
        "talks": ("date", "channel", "we", "purpose", "what"),
        "promises": ("due", "over", "who", "what", "by", "record"),
        "tasks": ("due", "over", "what", "about", "by"),
        "problems": ("due", "over", "what", "by"),
        "needs": ("need", "stage", "due", "over", "by", "id"),
        "dates": ("date", "what", "about", "who"),
    },
}
RIGHT = {"tiers": (4,), "owed": (1, 2, 3, 4)}
Rows = list[Sequence[str]]


class Told:
    """A card with what its teller needs: names for ids, and the language."""

    def __init__(self, card: "Card", names: Names, lang: str) -> None:
        self.card = card
        self.names = names
        self.lang = lang
        self.words = WORDS[lang]

    def say(self, value: object) -> str:
        """A value in words."""
        return text(value, self.lang)

    def staff(self, ids: Sequence[str | None]) -> str:
        """People by name."""
        return show.JOIN[self.lang].join(self.names["staff"].get(each, each) for each in ids if each)

    def joined(self, *parts: str) -> str:
        return show.JOIN[self.lang].join(part for part in parts if part)
