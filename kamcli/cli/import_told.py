"""What `kam import` says: how the inputs were read, rows by month, and what differs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.model.finding import Say

if TYPE_CHECKING:
    from kamcli.changes.ledger_import import Changed, Month
    from kamcli.store.importing.customers import CustomerPlan
    from kamcli.store.importing.ledger import Export, Plan
    from kamcli.store.importing.source import Source

LISTED = 20  # changed rows shown; all of them stand in the diff
COUNTS = {
    "added": Say("新增", "added"),
    "changed": Say("改动", "changed"),
    "kept": Say("不变", "unchanged"),
    "removed": Say("移除", "removed"),
}
READ = Say("{name}：{encoding}，{rows} 行", "{name}: {encoding}, {rows} rows")
SKIPPED = Say("，对照里说明不导入 {n} 行", ", {n} left out by the map")
UNKNOWN = Say("没有导入的列：{columns}", "columns not imported: {columns}")
MORE = Say("……还有 {n} 处", "… and {n} more")
DIFFERS = Say("与档案不同（--replace 才改）", "differs from the file (changed only with --replace)")
RENEWED = Say("受控内容变了，要重新签署：kam approve {subject}", "guarded, to be signed anew: kam approve {subject}")


def tell_source(source: "Source", lang: str, more: str = "") -> None:
    """How an input was read."""
    figures = {"name": source.name, "encoding": source.encoding, "rows": len(source.rows)}
    show.note(READ.read(lang, figures) + more)


def tell_export(each: "Export", lang: str) -> None:
    tell_source(each.source, lang, SKIPPED.read(lang, {"n": each.taken.skipped}) if each.taken.skipped else "")
    _told_unknown(each.taken.unknown, lang)


def _told_unknown(unknown: tuple[str, ...], lang: str) -> None:
    if unknown:
        show.note(UNKNOWN.read(lang, {"columns": unknown}))


def tell_plan(plan: "Plan", lang: str) -> None:
    show.table(
        (Say("月份", "month").read(lang), *(each.read(lang) for each in COUNTS.values())),
        [_month(name, counts) for name, counts in plan.months.items()],
        right=range(1, len(COUNTS) + 1),
    )
    _told_some([_changed(each) for each in plan.changed], lang)


def _month(name: str, counts: "Month") -> tuple[str, ...]:
    return (name, *(str(getattr(counts, each)) for each in COUNTS))


def _changed(each: "Changed") -> str:
    return f"{each.number}: " + ", ".join(
        f"{name} {old or '-'} -> {new or '-'}" for name, (old, new) in each.columns.items()
    )


def _told_some(lines: Sequence[str], lang: str) -> None:
    for line in lines[:LISTED]:
        show.line(line)
    if len(lines) > LISTED:
        show.line(MORE.read(lang, {"n": len(lines) - LISTED}))


def tell_customers(plan: "CustomerPlan", lang: str, *, replaced: bool) -> None:
    _told_unknown(plan.unknown, lang)
    changed = len({each.customer_id for each in plan.differing})
    counts = {"added": len(plan.added), "changed": changed, "kept": plan.kept}
    show.line("  ".join(f"{COUNTS[name].read(lang)} {count}" for name, count in counts.items()))
    if plan.differing and not replaced:
        show.line(DIFFERS.read(lang))
    _told_some([f"{each.customer_id} {each.field}: {each.old or '-'} -> {each.new}" for each in plan.differing], lang)
    for subject in plan.renewed:
        show.note(RENEWED.read(lang, {"subject": subject}))
