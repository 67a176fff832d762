"""The digest for readers who may see less: what lies above a class is left out and named (R-PRV-02)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kamcli.clocks.base import NOTHING_TO_ADD
from kamcli.model.choices import AccessLevel
from kamcli.model.finding import Exit, Say, refuse
from kamcli.views.card_facts import allowed
from kamcli.views.deadlines import ClockLine

if TYPE_CHECKING:
    from kamcli.views.digest import Digest, Turn, Waiting

# what names amounts, tiers or a customer's standing is confidential, whichever field it comes from (as on the card)
CONFIDENTIAL = (
    Say("期限的说明", "what a deadline is about"),
    Say("审批的金额和问题", "amounts and problems of approvals"),
    Say("应收账款", "receivables"),
    Say("等级", "tiers"),
    Say("销售", "sales"),
    Say("高层互访", "visits of executives"),
)


def limited(whole: "Digest") -> "Digest":
    """The digest without what lies above its own class; refused for the public, whom none of it is for."""
    if allowed(AccessLevel.conf, whole.most):
        return whole
    if whole.most is AccessLevel.pub:
        zh, en = "周报都是内部内容，没有“公开”的周报", "a digest is internal: there is none for the public"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY)
    return replace(
        whole,
        missed=tuple(owner._replace(turns=_bare(owner.turns)) for owner in whole.missed),
        due=_bare(whole.due),
        approvals=tuple(_without_amount(each) for each in whole.approvals),
        withheld=CONFIDENTIAL,
        **_NOT_SHOWN,
    )


_NOT_SHOWN: dict[str, Any] = {
    "reason": None,
    "arrears": (),
    "aged": (),
    "differences": (),
    "near": (),
    "primary": None,
    "tiers": (),
    "sales": None,
}


def _bare(turns: "tuple[Turn, ...]") -> "tuple[Turn, ...]":
    """Deadlines without what they are about: amounts owed, tiers, titles of papers; what then looks alike is one."""
    found: dict[ClockLine, Turn] = {}
    for turn in turns:
        line = turn.line._replace(about=NOTHING_TO_ADD, owed=None, currency=None, message=turn.line.message.bare)
        found[line] = replace(turn, line=line, count=turn.count + (found[line].count if line in found else 0))
    return tuple(found.values())


def _without_amount(waiting: "Waiting") -> "Waiting":
    """An approval without its amount and what follows from it."""
    return waiting._replace(approval=waiting.approval._replace(amount=None, band=None, edge=None, problems=()))
