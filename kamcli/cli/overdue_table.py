"""How `kam overdue` looks in a terminal: receivables by age, then deadlines by whose turn it is."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.cli.named import called, names_of
from kamcli.model.money import grouped

if TYPE_CHECKING:
    from kamcli.cli.session import Session
    from kamcli.views.ageing import Bucket, Debt, Layer, Layers
    from kamcli.views.deadlines import Group, Silent
    from kamcli.views.overdue import OverdueView

WORDS = {
    "zh": {
        "customers": "应收账款",
        "office": "办事处应收",
        "missed": "逾期",
        "coming": "即将到期",
        "reminders": "提醒",
        "not_configured": "未配置",
        "not_computable": "算不出期限",
        "nothing": "没有逾期的时限",
        "nobody": "（无）",
        "not_due": "未到期",
        "no_due_date": "无到期日",
        "days": "逾期 {age} 天",
        "overdue": "逾期合计",
        "outstanding": "余额合计",
        "unallocated": "未分配回款",
        "more": "等 {n} 张",
        "counted": "{what}（{n}）",
        "provisional": "暂定：该年节假日安排尚未公布；公布后写进 calendar.yaml",
    },
    "en": {
        "customers": "receivables",
        "office": "receivables from the office",
        "missed": "overdue",
        "coming": "coming up",
        "reminders": "reminders",
        "not_configured": "not configured",
        "not_computable": "not computable",
        "nothing": "no deadline is missed",
        "nobody": "(none)",
        "not_due": "not due",
        "no_due_date": "no due date",
        "days": "{age} days over",
        "overdue": "overdue",
        "outstanding": "outstanding",
        "unallocated": "unallocated money",
        "more": "({n} in all)",
        "counted": "{what} ({n})",
        "provisional": "provisional: that year's holidays are not published yet; then enter them in calendar.yaml",
    },
}
AGES = {"zh": ("账龄", "张数", "金额"), "en": ("age", "documents", "amount")}
DEBTS = {
    "zh": ("客户", "负责人", "逾期金额", "最长逾期天数", "余额"),
    "en": ("customer", "owner", "overdue", "longest, days", "outstanding"),
}
LINES = {
    "zh": {"owner": "负责人", "customer": "客户", "over": "逾期天数", "left": "剩余天数"},
    "en": {"owner": "owner", "customer": "customer", "over": "days over", "left": "days left"},
}
REST = {"zh": ("记录", "期限", "说明", "逾期后果"), "en": ("record", "last day", "what", "when missed")}
CLOCK = {"zh": "时限", "en": "clock"}
NAMED = 5  # so many records stand in a line about what can't be computed; the JSON has them all


def print_table(here: "Session", view: "OverdueView", by: str, owner: str = "") -> None:
    """The whole view, grouped by "owner" or "customer"; `owner` leaves out others whose turn it is as well."""
    from kamcli.views.deadlines import by_customer, by_owner

    lang, staff = here.lang, names_of(here.book)["staff"]
    words = WORDS[lang]
    if view.reason:
        show.fact(words["customers"], view.reason.read(lang), lang, "")
    _receivables(view.receivables, words["customers"], staff, lang)
    _receivables(view.office_receivables, words["office"], staff, lang)
    if not view.missed:
        show.line(words["nothing"])
    for name, found in (("missed", view.missed), ("coming", view.coming), ("reminders", view.reminders)):
        groups = by_customer(found) if by == "customer" else by_owner(found)
        shown = tuple(group for group in groups if by == "customer" or owner in ("", group.id))
        _deadlines(shown, words["counted"].format(what=words[name], n=len(found)), by, lang)
    if any(line.provisional for line in (*view.clocks, *view.reminders)):
        show.line(words["provisional"])  # said once (R-CAL-02)
    _silent(view.not_configured, words["not_configured"], lang)
    _silent(view.not_computable, words["not_computable"], lang)


def _receivables(layers: "Layers | None", title: str, staff: Mapping[str, str], lang: str) -> None:
    for currency, layer in (layers or {}).items():
        show.heading(f"{title} {currency}")
        show.table(AGES[lang], _ages(layer, WORDS[lang]), right=(1, 2))
        late = [debt for debt in layer.customers if debt.overdue]
        if late:
            show.line()
            show.table(DEBTS[lang], (_debt(each, staff) for each in late), right=(2, 3, 4), spare=(1,))
        show.line()


def _debt(each: "Debt", staff: Mapping[str, str]) -> tuple[str, ...]:
    owner = called(each.owner, staff.get(each.owner, ""))
    days, customer = str(each.max_days), called(each.customer_id, each.name)
    return customer, owner, grouped(each.overdue), days, grouped(each.outstanding)


def _ages(layer: "Layer", words: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for name, slot in (("not_due", layer.not_due), ("no_due_date", layer.no_due_date)):
        yield words[name], str(slot.count), grouped(slot.amount)
    for bucket in layer.buckets:
        yield words["days"].format(age=_age(bucket)), str(bucket.count), grouped(bucket.amount)
    documents = sum(bucket.count for bucket in layer.buckets)
    yield words["overdue"], str(documents), grouped(layer.overdue)
    every = documents + layer.not_due.count + layer.no_due_date.count
    yield words["outstanding"], str(every), grouped(layer.outstanding)
    if layer.unallocated:
        yield words["unallocated"], "", grouped(layer.unallocated)


def _age(bucket: "Bucket") -> str:
    return f"{bucket.from_day}+" if bucket.to_day is None else f"{bucket.from_day}-{bucket.to_day}"


def _deadlines(groups: tuple["Group", ...], title: str, by: str, lang: str) -> None:
    if groups:
        words, late = LINES[lang], groups[0].lines[0].days_over > 0
        other = "owner" if by == "customer" else "customer"
        heads = (words["over" if late else "left"], CLOCK[lang], words[other], *REST[lang])
        show.heading(title)
        show.table(heads, (row for group in groups for row in _rows(group, other, lang)), right=(0,), spare=(6, 4))
        show.line()


def _rows(group: "Group", other: str, lang: str) -> Iterator[tuple[str, ...]]:
    """The name of a group, then its lines."""
    yield (called(group.id, group.name) or WORDS[lang]["nobody"],)
    for line, count in group.condensed:
        more = f" {WORDS[lang]['more'].format(n=count)}" if count > 1 else ""
        about = line.about.read(lang)
        owners = show.JOIN[lang].join(owner.name for owner in line.owners)
        yield (
            str(abs(line.days_over)),
            f"{line.clock} {line.title.read(lang)}",
            owners if other == "owner" else called(line.customer_id or "", line.customer_name),
            f"{line.record}{more}",
            line.shown_due.read(lang),
            about,
            line.consequence.read(lang),
        )


def _silent(found: tuple["Silent", ...], title: str, lang: str) -> None:
    """One line a clock and reason, with the first few records."""
    records: dict[str, list[str]] = {}
    for each in found:
        text = show.COLON[lang].join((title, f"{each.clock} {each.title.read(lang)}", each.reason.read(lang)))
        records.setdefault(text, []).append(each.record)
    for text, ids in records.items():
        more = f" … ({len(ids)})" if len(ids) > NAMED else ""
        show.told(f"{text} {show.JOIN[lang].join(ids[:NAMED])}{more}".rstrip())
