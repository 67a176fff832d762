"""How an approval looks in the terminal: the page that a signer is asked with, and the list of what waits."""

from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.cli.options import Format
from kamcli.model.finding import Say
from kamcli.output.width import width

if TYPE_CHECKING:
    from kamcli.views.approvals import Approval
    from kamcli.views.sheet import Sheet

MARKS = {True: "✓", False: "✗", None: "?"}
STAGES = {"done": "✓", "turn": "→", "open": "·"}
PAPERS = Say("资料清单（R-DOC-01）", "papers (R-DOC-01)")
UNKNOWN = Say("（本版本无法核对）", " (not checkable in this version)")
CHAIN = Say("审批链", "chain")
CLAIMED = Say(
    "证明级别 0：姓名取自 git 设置，凡能写入本账簿的人都可以冒填",
    "proof level 0: names come from git settings, which anyone with write access can type",
)
COLUMNS = {
    "zh": ("对象", "版次", "客户", "档", "金额", "已完成", "下一步", "轮到"),
    "en": ("subject", "revision", "customer", "band", "amount", "done", "next", "whose turn"),
}
NOTHING = Say("没有待批的事项", "nothing waits for a signature")


def page(sheet: "Sheet", lang: str) -> None:
    """The page of one subject."""
    show.heading(sheet.title.read(lang))
    wide = max(width(fact.label.read(lang)) for fact in sheet.facts)
    for fact in sheet.facts:
        label = fact.label.read(lang)
        show.told(f"  {label}{' ' * (wide - width(label))}  {fact.text.read(lang)}")
    if sheet.papers:
        show.heading(PAPERS.read(lang))
        for item in sheet.papers:
            show.told(f"  {MARKS[item.met]} {item.label.read(lang)}{UNKNOWN.read(lang) if item.met is None else ''}")
    show.heading(CHAIN.read(lang))
    for line in sheet.stages:
        show.told(f"  {STAGES[line.mark]} {line.stage.read(lang)}  {line.told.read(lang)}".rstrip())
    for each in sheet.approval.problems:
        show.told(f"  ! {each.read(lang)}")
    show.note(CLAIMED.read(lang))


def waiting(items: "tuple[Approval, ...]", style: Format, lang: str) -> None:
    """What waits, as a table, as JSON or as CSV."""
    if style is Format.json:
        from kamcli.output.jsontext import document

        show.raw(document(lang, items=items))
    elif style is Format.csv:
        show.comma_separated(COLUMNS["en"], [_cells(each, lang) for each in items])
    elif not items:
        show.note(NOTHING.read(lang))
    else:
        show.table(COLUMNS[lang], [_cells(each, lang) for each in items], right=(1, 3, 4), spare=(5, 1, 3))


def _cells(each: "Approval", lang: str) -> tuple[str, ...]:
    turn = each.next
    act = Say(f"{turn.role.zh}{turn.act.zh}", f"{turn.act.en} by {turn.role.en}").read(lang) if turn else "!"
    joined = "、" if lang == "zh" else ", "
    return (
        each.subject,
        str(each.revision or ""),
        each.customer,
        str(each.band or ""),
        f"{each.amount:,.2f}" if each.amount is not None else "",
        f"{len(each.done)}/{len(each.required)}",
        act,
        joined.join(turn.names) if turn else each.problems[0].read(lang) if each.problems else "",
    )
