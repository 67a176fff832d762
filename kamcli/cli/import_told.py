"""What `kam import` says: how the inputs were read, rows by month, and what differs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.model.finding import Say

if TYPE_CHECKING:
    from pathlib import Path

    from kamcli.changes.import_rows import Refused
    from kamcli.changes.ledger_import import Changed, Month
    from kamcli.store.importing.customers import CustomerPlan
    from kamcli.store.importing.ledger import Export, Plan
    from kamcli.store.importing.source import Source

LISTED = 20  # changed rows shown; all of them stand in the diff
REASONS = 10  # reasons of refused rows that are shown; all of them stand in the file
VALUES = 20  # values that are named of those which a list lacks
LINES = 5  # lines that are named of rows with one reason
COUNTS = {
    "added": Say("新增", "added"),
    "changed": Say("改动", "changed"),
    "kept": Say("不变", "unchanged"),
    "removed": Say("移除", "removed"),
}
READ = Say("{name}：{encoding}，{rows} 行", "{name}: {encoding}, rows: {rows}")
HEADED = Say("，表头在第 {line} 行", ", heading on line {line}")
RETURNED = Say("，以前退回的行：只加，不动同月别的行", ", refused before: added beside the other rows of a month")
NAMESAKES = Say(
    "与别的客户同名，作为另一家新建：{names}", "same name as another customer, added as a firm of its own: {names}"
)
REASON = Say("{name} 第 {line} 行：{reason}", "{name} line {line}: {reason}")
REASONS_ALIKE = Say("{name} 第 {lines} 行，共 {n} 行：{reason}", "{name} lines {lines}, {n} in all: {reason}")
UNLISTED = Say(
    "制度清单 {list} 没有 {values}（改这些值，或加进 policy.yaml）",
    "the policy list {list} lacks {values} (mend these values, or add them to policy.yaml)",
)
SKIPPED = Say("，对照里说明不导入 {n} 行", ", {n} left out by the map")
UNKNOWN = Say("没有导入的列：{columns}", "columns not imported: {columns}")
MORE = Say("……还有 {n} 处", "… and {n} more")
DIFFERS = Say("与档案不同（--replace 才改）", "differs from the file (changed only with --replace)")
RENEWED = Say("受控内容变了，要重新签署：kam approve {subject}", "guarded, to be signed anew: kam approve {subject}")


def tell_source(source: "Source", lang: str, more: str = "") -> None:
    """How an input was read."""
    figures = {"name": source.name, "encoding": source.encoding, "rows": len(source.rows)}
    more += HEADED.read(lang, {"line": source.line}) if source.line > 1 else ""
    show.note(READ.read(lang, figures) + more)


def tell_export(each: "Export", lang: str) -> None:
    more = SKIPPED.read(lang, {"n": each.taken.skipped}) if each.taken.skipped else ""
    tell_source(each.source, lang, more + (RETURNED.read(lang) if each.source.returned else ""))
    _told_unknown(each.taken.unknown, lang)
    tell_notices(each.taken.notices, lang)


def tell_notices(notices: Iterable[Say], lang: str) -> None:
    """What was read otherwise than it stands in the file."""
    for each in notices:
        show.note(f"  {each.read(lang)}")


def tell_reasons(refused: Sequence[tuple["Path", "Refused"]], lang: str) -> None:
    """Why rows are refused: a line for each reason, and for each list of the policy that lacks values of theirs."""
    alike: dict[tuple[str, str | Say], list[Refused]] = {}
    for path, row in refused:
        alike.setdefault((path.name, row.unlisted.key if row.unlisted else row.reason), []).append(row)
    groups = [(name, rows) for (name, _), rows in alike.items()]
    for name, rows in groups[:REASONS]:
        show.note(f"  {_reason(name, rows, lang)}")
    if len(groups) > REASONS:
        show.note(f"  {MORE.read(lang, {'n': sum(len(rows) for _, rows in groups[REASONS:])})}")


def _reason(name: str, rows: Sequence["Refused"], lang: str) -> str:
    first = rows[0]
    if len(rows) == 1:
        return REASON.read(lang, {"name": name, "line": first.line, "reason": first.reason})
    some = [str(row.line) for row in rows[:LINES]] + ["…"] * (len(rows) > LINES)
    return REASONS_ALIKE.read(lang, {"name": name, "lines": tuple(some), "n": len(rows), "reason": _alike(rows)})


def _alike(rows: Sequence["Refused"]) -> Say:
    """What rows have in common: one reason, or a list of the policy that lacks their values."""
    lacking = [row.unlisted for row in rows if row.unlisted]
    if not lacking:
        return rows[0].reason
    values = tuple(dict.fromkeys(each.value for each in lacking))
    named = (*values[:VALUES], "…") if len(values) > VALUES else values
    return UNLISTED.filled({"list": lacking[0].key, "values": named})


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
    from kamcli.changes.import_headings import why_unread

    _told_unknown(plan.unknown, lang)
    tell_notices(why_unread(plan.unknown), lang)
    changed = len({each.customer_id for each in plan.differing})
    counts = {"added": len(plan.added), "changed": changed, "kept": plan.kept}
    show.line("  ".join(f"{COUNTS[name].read(lang)} {count}" for name, count in counts.items()))
    if plan.differing and not replaced:
        show.line(DIFFERS.read(lang))
    _told_some([f"{each.customer_id} {each.field}: {each.old or '-'} -> {each.new}" for each in plan.differing], lang)
    if plan.namesakes:
        show.note(NAMESAKES.read(lang, {"names": plan.namesakes}))
    for subject in plan.renewed:
        show.note(RENEWED.read(lang, {"subject": subject}))
