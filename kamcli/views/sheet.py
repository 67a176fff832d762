"""What a signer is asked, on one page: the thing in business words, its papers, its chain and whose turn it is."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import BaseModel

from kamcli.model.base import Choice
from kamcli.model.columns import Row
from kamcli.model.finding import NOTHING, Say
from kamcli.model.kinds import KINDS
from kamcli.model.money import capitals, grouped
from kamcli.model.policy import Policy
from kamcli.model.policy_approval import SplitMode
from kamcli.model.spelling import Spelling, label, spelling
from kamcli.rules.dossier import Item, checklist, dossier_of
from kamcli.states.approval import Standing
from kamcli.states.band import Basis
from kamcli.states.chain import guarded_block, said
from kamcli.states.roster import roster_of
from kamcli.views.approvals import Approval, approval, problems
from kamcli.views.book import Book
from kamcli.views.names import names

# what is shown of a record: column -> field of the model
SHOWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "application": (
        *((name, name) for name in ("office", "applicant", "applied_on", "contract", "capital_needed")),
        *((name, name) for name in ("existing_business", "existing_business_amount", "owes_us_declared")),
        ("office_assessment", "office_assessment"),
    ),
    "contract": (
        *(("contract_no", "contract_no"), ("title", "title"), ("contract_kind", "kind")),
        *((name, name) for name in ("effective_from", "effective_to", "amends")),
    ),
}

Names = Mapping[str, Mapping[str, str]]  # kind -> id -> name


class Fact(NamedTuple):
    """A label and what stands behind it."""

    label: Say
    text: Say


class StageLine(NamedTuple):
    """One stage: `mark` is done, turn or open."""

    mark: str
    stage: Say
    told: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page; `papers` are empty where nothing has to be enclosed."""

    title: Say
    facts: tuple[Fact, ...]
    papers: tuple[Item, ...]
    stages: tuple[StageLine, ...]
    approval: Approval


def sheet(standing: Standing, judged: Standing, book: Book, today: dt.date) -> Sheet:
    """The page of a subject as its files say; what is wrong is said of `judged`, which knows who committed them."""
    row, subject = standing.subject.row, standing.subject
    told = approval(standing, book, roster_of(book.columns), today)._replace(problems=problems(judged))
    papers = checklist(dossier_of(row, book.columns), book.policy) if row.kind == "application" else ()
    kind = KINDS[row.kind].label
    number = Say(
        f"{kind.zh} {subject.id} 版次 {subject.revision or '-'}",
        f"{kind.en} {subject.id} revision {subject.revision or '-'}",
    )
    known = names(book)
    content = _block(row, subject.block, book.policy, known) if row.kind == "customer" else _record(row, known)
    facts = (*_customer(told), *content, *_amount(standing, book.policy))
    return Sheet(title=number, facts=facts, papers=papers, stages=tuple(_stages(standing, told)), approval=told)


def _customer(told: Approval) -> Iterator[Fact]:
    yield Fact(Say("客户", "customer"), _both(f"{told.customer} {told.customer_id}"))


def _record(row: Row, known: Names) -> Iterator[Fact]:
    table = spelling(KINDS[row.kind].model)
    for column, field in SHOWN[row.kind]:
        value, told = getattr(row, column), table.terms[field]
        if value is not None:
            yield Fact(Say(told.zh, told.en), _shown(value, table.below(field), known))
    yield Fact(Say("状态", "state"), _shown(row.state, table, known))


def _block(row: Row, block: str, policy: Policy, known: Names) -> Iterator[Fact]:
    """The guarded fields of a customer, as they are now."""
    table = spelling(KINDS["customer"].model)
    for path in guarded_block(block, policy).fields:
        at = tuple(path.split("."))
        value = row.values.get(at[-1])
        below = table
        for key in at:
            below = below.below(key)
        yield Fact(Say(label(table, at, "zh"), label(table, at, "en")), _shown(value, below, known))


def _amount(standing: Standing, policy: Policy) -> Iterator[Fact]:
    """The amount that decides, also in capitals, its band, and why."""
    subject, band, basis = standing.subject, standing.subject.chain.band, standing.subject.basis
    if band is None or basis is None:  # nothing is banded that was not counted
        return
    amount = subject.errand.amount
    if amount is None:
        yield Fact(Say("合同额", "amount"), Say("不明", "not known"))
    else:
        text, words = f"{grouped(amount)} {policy.company.currency}", capitals(amount)
        yield Fact(Say("决定金额", "amount that decides"), Say(f"{text}（{words}）", f"{text} ({words})"))
    yield from _made_of(basis, policy)
    yield Fact(Say("金额档", "band"), _band(band.number, policy))
    if band.edge is not None:
        edge = band.edge
        reading = Say(f"正好是两档的边界，按制度{edge.zh}", f"exactly the edge of two bands; the policy says {edge.en}")
        yield Fact(Say("边界", "edge value"), reading)


def _made_of(basis: Basis, policy: Policy) -> Iterator[Fact]:
    if basis.amended:
        ids = "、".join(each.id for each in basis.amended)
        total = Say(
            f"本次 {_money(basis.own)}，连同 {ids} 的总额归档",
            f"this one is {_money(basis.own)}; the total with {ids} decides",
        )
        yield Fact(Say("补充合同", "amendment"), total)
    if basis.beside:
        ids, days = "、".join(each.id for each in basis.beside), policy.approval.split_window_days
        added = policy.approval.split == SplitMode.cumulate
        zh = f"{days} 天内还有 {ids}" + ("，已累计" if added else "，未累计")
        en = f"{ids} within {days} days" + (", added up" if added else ", not added")
        yield Fact(Say("同期合同", "other contracts"), Say(zh, en))


def _band(number: int, policy: Policy) -> Say:
    """第 2 档（100,000.00 至 300,000.00）."""
    edges = [band.max for band in policy.approval.bands]
    low = edges[number - 2] if number > 1 else Decimal(0)
    high = edges[number - 1] if number <= len(edges) else None
    upto = Say(f"至 {_money(high)}", f"to {_money(high)}") if high is not None else Say("以上", "and above")
    return Say(f"第 {number} 档（{_money(low)} {upto.zh}）", f"band {number} ({_money(low)} {upto.en})")


def _stages(standing: Standing, told: Approval) -> Iterator[StageLine]:
    taken = {(each.act, each.role): each for each in told.done}
    for stage in standing.subject.chain.stages:
        done = taken.get((stage.act, stage.role))
        if done is not None:
            trust = f" {done.delegation}" if done.delegation else ""
            yield StageLine("done", said(stage), _both(f"{done.name} {done.at:%Y-%m-%d %H:%M}{trust}"))
        elif told.next is not None and (told.next.act, told.next.role) == (stage.act, stage.role):
            people = told.next.names
            turn = Say(
                "轮到：" + ("、".join(people) or "（名册里没有人）"),
                "turn of: " + (", ".join(people) or "(nobody on the roster)"),
            )
            yield StageLine("turn", said(stage), turn)
        else:
            yield StageLine("open", said(stage), _both(""))


def _shown(value: Any, table: Spelling, known: Names) -> Say:
    """A value in words: choices by label, amounts with commas, ids with their names, groups part by part."""
    if isinstance(value, Choice):
        return Say(value.zh, value.en)
    if isinstance(value, BaseModel):
        value = {name: each for name, each in value if each is not None}
    if isinstance(value, Mapping):
        parts = [
            (_labelled(str(name), table), _shown(each, table.below(str(name)), known)) for name, each in value.items()
        ]
        return Say("；".join(f"{n.zh}：{v.zh}" for n, v in parts), "; ".join(f"{n.en}: {v.en}" for n, v in parts))
    if value is None:
        return Say("（空）", "(none)")
    name = next((name for kind in table.ref if (name := known.get(kind, NOTHING).get(str(value)))), "")
    return _both(grouped(value) if isinstance(value, Decimal) else f"{name} {value}".lstrip())


def _labelled(key: str, table: Spelling) -> Say:
    told = table.terms[key]
    return Say(told.zh, told.en)


def _money(amount: Decimal | None) -> str:
    return "?" if amount is None else grouped(amount)


def _both(text: str) -> Say:
    return Say(text, text)
