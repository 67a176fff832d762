"""`kam tier --assign`: write one level into the customer's file, and say who has to sign it off."""

from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.cli.session import Session
from kamcli.cli.set import write
from kamcli.cli.show_record import find
from kamcli.model.finding import Exit, Say, refuse

if TYPE_CHECKING:
    from kamcli.changes.assign import Renewal
    from kamcli.changes.assign_tier import TierWish
    from kamcli.model.organisation import Staff
    from kamcli.views.tier import SchemeView

SIGN = Say(
    "{subject} 现为第 {revision} 版，须签署：{signers}", "{subject} is now revision {revision}, to be signed: {signers}"
)
NO_CHAIN = Say("制度没有写谁签（approval.guarded.tier）", "policy does not say who signs (approval.guarded.tier)")
OPEN = Say("{subject} 第 {revision} 版还没签署", "{subject} revision {revision} is not signed yet")
COMPUTED = Say("计算结果 {label}", "computed {label}")


def assign(
    here: Session, asked: tuple[str, str], scheme: "SchemeView", basis: str, *, dry_run: bool, commit: bool
) -> None:
    """Put the level, its date, person and basis; where the tier block was signed it gets its next revision."""
    from kamcli.changes.assign import with_renewals
    from kamcli.changes.assign_tier import assign_tier, tier_renewals
    from kamcli.model.kinds import KINDS
    from kamcli.store.drafts import draft

    row = find(here, asked[0])
    if row.kind != "customer":
        raise refuse("{id} 不是客户", "{id} is no customer", code=Exit.ASKED_WRONGLY, id=row.id)
    wanted = assign_tier(row, _wish(here, asked, scheme, basis))
    made = draft(here.root, wanted, KINDS["customer"], here.policy, here.lang)
    renewed = tuple(tier_renewals(made.before, made.after, row, here.book.columns, here.policy))
    if renewed:
        made = draft(here.root, with_renewals(wanted, renewed), KINDS["customer"], here.policy, here.lang)
    write(here, made.change, dry_run=dry_run, commit=commit)
    if made.change.before != made.change.after:
        _tell(renewed, row.id, made.after.revisions.get("tier"), here.lang)


def _wish(here: Session, asked: tuple[str, str], scheme: "SchemeView", basis: str) -> "TierWish":
    from kamcli.changes.assign_tier import TierWish, level_named

    level = level_named(asked[1], scheme.scheme, tuple(scheme.counts))
    return TierWish(scheme.scheme, level, here.today, _person(here).id, basis or _basis(scheme, asked[0], here.lang))


def _person(here: Session) -> "Staff":
    if here.person is None:
        zh = "git 身份（user.email）不在 organisation.yaml 里，不知道是谁评定"
        en = "the git identity (user.email) is not in organisation.yaml, so nobody knows who assigns"
        raise refuse(zh, en, code=Exit.CONFIGURATION)
    return here.person


def _basis(scheme: "SchemeView", customer: str, lang: str) -> str:
    """What was computed, in words: the level, the figure, and the period."""
    line = scheme.by_customer.get(customer)
    if line is None:
        return scheme.scheme.zh if lang == "zh" else scheme.scheme.en
    from kamcli.cli.tier_table import figure, level, remark

    period = scheme.period
    days = f"{period.first} – {period.last}" if period and period.first else ""
    why = () if line.level else (remark(line.reasons, lang),)
    words = (COMPUTED.read(lang, {"label": level(line, lang)}), figure(line), days, *why)
    return ", ".join(word for word in words if word)


def _tell(renewed: tuple["Renewal", ...], customer: str, revision: int | None, lang: str) -> None:
    from kamcli.states.chain import said

    for each in renewed:
        signers = tuple(said(stage) for stage in each.chain.stages) if each.chain else (NO_CHAIN,)
        figures = {"subject": each.subject, "revision": each.revision, "signers": signers}
        show.note(SIGN.read(lang, figures))
    if not renewed and revision is not None:
        show.note(OPEN.read(lang, {"subject": f"{customer}.tier", "revision": revision}))
    show.note(f"kam approve {customer}.tier")
