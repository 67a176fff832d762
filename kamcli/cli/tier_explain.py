"""`kam tier --explain`: rule, clause, parameters, inputs, figures and the distance to the edge of every grade."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kamcli.cli import show
from kamcli.cli.named import called, names_of
from kamcli.cli.session import Session
from kamcli.cli.spoken import parameter_line, spoken
from kamcli.cli.tier_table import cell, distance, remark, summary
from kamcli.model.finding import Say
from kamcli.model.money import grouped

if TYPE_CHECKING:
    from kamcli.model.policy import Policy
    from kamcli.rules.grading.grade import Edge
    from kamcli.views.tier import Line, SchemeView

RULE = Say("规则", "rule")
CLAUSE = Say("条款", "clause")
PARAMETER = Say("参数", "parameter")
PERIOD = Say("期间", "period")
PROVISIONAL = Say("（暂定）", " (provisional)")
BASE = Say("口径", "measured against")
OPEN = Say("台账截至 {last}", "the ledger up to {last}")
VERSION = Say("账簿与制度版本 {commit}", "book and policy as of commit {commit}")
SHOWN = 12  # digits of a commit id
BASES = {
    "total": Say("总额", "total"),
    "total_from": Say("取自", "from"),
    "currency": Say("币种", "currency"),
    "customers": Say("客户数", "customers"),
    "buying_customers": Say("有销售的客户数", "buying customers"),
    "metric": Say("指标", "metric"),
    "basis": Say("计算依据", "basis"),
    "months": Say("月数", "months"),
    "weights": Say("权重", "weights"),
    "top_share": Say("最佳客户占", "the best bring"),
    "expected_profit_pct": Say("预期%", "expected %"),
}


def explain_schemes(here: Session, schemes: tuple["SchemeView", ...], customer: str, commit: str) -> None:
    """Each scheme's rules once, then every customer, or the one that was asked for; first the policy's version."""
    staff = names_of(here.book)["staff"]
    if commit:
        show.line(VERSION.read(here.lang, {"commit": commit[:SHOWN]}))
    for scheme in schemes:
        show.heading(scheme.scheme.zh if here.lang == "zh" else scheme.scheme.en)
        for name, text in _rules(scheme, here.policy, here.lang):
            show.fact(name.read(here.lang), text, here.lang)
        for line in scheme.customers:
            if customer in ("", line.customer_id):
                _customer(line, staff, here.lang)
        if not scheme.configured or not customer:
            for text in summary(scheme, here.lang):
                show.told(f"  {text}")
        show.line()


def _rules(scheme: "SchemeView", policy: "Policy", lang: str) -> Iterator[tuple[Say, str]]:
    from kamcli.rules.tier import BY_ID

    rules = tuple(BY_ID[rule] for rule in scheme.rules)
    for rule in rules:
        yield RULE, f"{rule.id} {rule.title.read(lang)}"
        clause = policy.clauses.get(rule.id)
        if clause:
            yield CLAUSE, f"{clause.title} {clause.article} {clause.text or ''}".rstrip()
    for key in dict.fromkeys(key for rule in rules for key in rule.parameters):
        yield PARAMETER, parameter_line(key, policy, lang)
    if scheme.period:
        first, last = scheme.period.first, scheme.period.last
        days = f"{first} – {last}" if first else OPEN.read(lang, {"last": last})
        provisional = PROVISIONAL.read(lang) if scheme.period.provisional else ""
        yield PERIOD, f"{scheme.period.name.read(lang)} {days}{provisional}"
    base = show.JOIN[lang].join(
        f"{BASES[name].read(lang)} {_figure(value, lang)}" for name, value in scheme.base.items() if value is not None
    )
    if base:
        yield BASE, base


def _figure(value: Any, lang: str) -> str:
    from kamcli.model.money import share
    from kamcli.rules.grading.grade import Share

    if isinstance(value, Share):
        return f"{share(*value)} %"
    return grouped(value) if hasattr(value, "as_tuple") else spoken(value, lang)


WORDS = {
    "zh": {
        "level": "等级",
        "value": "数值",
        "share": "占比",
        "bases": "依据",
        "assigned": "评定",
        "up": "升一档还差",
        "down": "降一档还有",
        "remark": "说明",
        "service": "服务级别",
        "unknown": "未填",
    },
    "en": {
        "level": "level",
        "value": "value",
        "share": "share",
        "bases": "bases",
        "assigned": "assigned",
        "up": "to the next level",
        "down": "above its own edge by",
        "remark": "remark",
        "service": "service level",
        "unknown": "not stated",
    },
}


def _customer(line: "Line", staff: Mapping[str, str], lang: str) -> None:
    words = WORDS[lang]
    show.line(f"  {line.customer_id} {line.name}")
    for name, text in _facts(line, staff, lang):
        if text:
            show.fact(words.get(name, name), text, lang, "    ")


def _facts(line: "Line", staff: Mapping[str, str], lang: str) -> Iterator[tuple[str, str]]:
    yield "level", cell(line, lang)
    for name, value in line.inputs:
        yield name.read(lang), WORDS[lang]["unknown"] if value is None else spoken(value, lang)
    yield "value", "" if line.value is None else grouped(line.value)
    if line.share is not None:
        numerator, denominator = (grouped(part) for part in line.share)
        yield "share", f"{numerator} / {denominator} = {line.share_pct} %"
    yield "bases", spoken(line.bases, lang) if line.bases else ""
    if line.assigned:
        assigned, by = line.assigned, called(line.assigned.by, staff.get(line.assigned.by, ""))
        yield "assigned", f"{assigned.label.read(lang)} {assigned.on} {by}{show.COLON[lang]}{assigned.basis}"
    if line.service_level is not None:
        yield "service", spoken(line.service_level, lang)
    yield "up", distance(line.edge, lang)
    yield "down", _above(line.edge)
    yield "remark", remark(line.reasons, lang)


def _above(edge: "Edge | None") -> str:
    return "" if edge is None or edge.down_by is None else grouped(edge.down_by)
