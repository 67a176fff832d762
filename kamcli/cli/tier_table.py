"""The tables of `kam tier`: all schemes side by side, one scheme in full, and who is eligible."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.model.finding import Say
from kamcli.model.money import grouped, plain

if TYPE_CHECKING:
    from kamcli.rules.grading.grade import Edge
    from kamcli.views.eligibility import Candidate, EligibilityView
    from kamcli.views.tier import Line, SchemeView, TierView

HEADS = {
    "zh": ("客户", "名称", "计算等级", "数值", "占比%", "依据", "评定等级", "", "离上一档", "说明"),
    "en": ("Customer", "Name", "Computed", "Value", "Share %", "Bases", "Assigned", "", "To next level", "Remark"),
}
SHARE = 4  # the column of the share
CUMULATED = {"zh": "累计%", "en": "Cumulated %"}
DIFFERS = "≠"
UNKNOWN = Say("无法计算", "not computable")
NOT_CONFIGURED = Say("{scheme}：未配置（{lacking}）", "{scheme}: not configured ({lacking})")
COUNTS = Say("{scheme}：{counts}", "{scheme}: {counts}")
NOBODY = Say("没有客户", "no customers")
LEFT_OUT = Say("无法计算 {n}", "not computable {n}")
DIFFERENT = Say(
    "计算与评定不同：{n} 处（≠ 后为评定等级）", "computed and assigned differ in {n} places (assigned after ≠)"
)
ELIGIBLE = {"zh": {True: "具备", False: "不具备", None: "无法判定"}, "en": {True: "yes", False: "no", None: "unknown"}}
CANDIDATES = {
    "zh": ("客户", "名称", "资格", "大客户状态", "合同", "资金占压", "信誉", "显著影响", "还缺"),
    "en": ("Customer", "Name", "Eligible", "Status", "Contract", "Capital", "Reputation", "Significance", "Missing"),
}
MET = {True: "✓", False: "✗", None: "?"}


def tables(view: "TierView", schemes: Sequence["SchemeView"], customer: str, lang: str, *, csv: bool) -> None:
    """All schemes side by side, or one in full; then how many stand where, and what is not configured."""
    if len(schemes) == 1:
        _one(schemes[0], customer, lang, csv=csv)
    else:
        _side_by_side(view, [each for each in schemes if each.configured], customer, lang, csv=csv)
    if not csv:
        show.line()
        for scheme in schemes:
            for text in summary(scheme, lang):
                show.told(text)
        different = sum(line.differs for scheme in schemes for line in scheme.customers)
        if different:
            show.line(DIFFERENT.read(lang, {"n": different}))


def _side_by_side(view: "TierView", schemes: Sequence["SchemeView"], customer: str, lang: str, *, csv: bool) -> None:
    heads = (*HEADS[lang][:2], *(scheme.scheme.zh if lang == "zh" else scheme.scheme.en for scheme in schemes))
    lines = [scheme.by_customer for scheme in schemes]
    rows = (
        (each, lines[0][each].name if lines else "", *(cell(by_customer[each], lang) for by_customer in lines))
        for each in view.customers
        if customer in ("", each)
    )
    if csv:
        show.comma_separated(heads, rows)
    else:
        show.table(heads, rows, spare=range(len(heads) - 1, 2, -1))  # the primary scheme stays


def _one(scheme: "SchemeView", customer: str, lang: str, *, csv: bool) -> None:
    rows = (_row(line, lang) for line in scheme.customers if customer in ("", line.customer_id))
    heads = tuple(CUMULATED[lang] if at == SHARE and scheme.cumulated else head for at, head in enumerate(HEADS[lang]))
    if csv:
        show.comma_separated(heads, rows)
    elif scheme.configured:
        show.table(heads, rows, right=(3, SHARE, 8), spare=(5, 3, 9, 8))


def cell(line: "Line", lang: str) -> str:
    """The computed level, and the assigned one where it is different."""
    computed = level(line, lang)
    return f"{computed} {DIFFERS}{line.assigned.label.read(lang)}" if line.differs and line.assigned else computed


def level(line: "Line", lang: str) -> str:
    """The level with its scheme's word; a dash where no level applies."""
    if not line.computable:
        return UNKNOWN.read(lang)
    return line.label.read(lang) if line.level else "—"


def figure(line: "Line") -> str:
    """The share as it is printed, else the value: money or a score."""
    if line.share_pct is not None:
        return f"{line.share_pct} %"
    return "" if line.value is None else plain(line.value)


def _row(line: "Line", lang: str) -> tuple[str, ...]:
    return (
        line.customer_id,
        line.name,
        level(line, lang),
        "" if line.value is None else grouped(line.value),
        line.share_pct or "",
        show.JOIN[lang].join(basis.zh if lang == "zh" else basis.en for basis in line.bases),
        line.assigned.label.read(lang) if line.assigned else "",
        DIFFERS if line.differs else "",
        distance(line.edge, lang),
        remark(line.reasons, lang),
    )


NEAR = {"zh": "，接近", "en": ", near"}


def distance(edge: "Edge | None", lang: str) -> str:
    """How much is missing to the next level, and whether that is near (R-GRD-21)."""
    if edge is None or edge.up_by is None:
        return ""
    percent = f" ({plain(edge.up_pct)} %)" if edge.up_pct is not None else ""
    return f"{grouped(edge.up_by)}{percent}{NEAR[lang] if edge.near else ''}"


def remark(reasons: tuple[Say, ...], lang: str) -> str:
    """The reasons in one cell."""
    return {"zh": "；", "en": "; "}[lang].join(reason.read(lang) for reason in reasons)


def summary(scheme: "SchemeView", lang: str) -> Iterator[str]:
    """How many customers have which level, or why there is none; then the notes of the scheme."""
    name = Say(scheme.scheme.zh, scheme.scheme.en)
    if not scheme.configured:
        yield NOT_CONFIGURED.read(lang, {"scheme": name, "lacking": scheme.lacking})
        return
    if scheme.fault:
        yield COUNTS.read(lang, {"scheme": name, "counts": scheme.fault})
        return
    yield COUNTS.read(lang, {"scheme": name, "counts": show.JOIN[lang].join(_counted(scheme, lang)) or NOBODY})
    for note in scheme.notes:
        yield f"  {note.read(lang)}"


def _counted(scheme: "SchemeView", lang: str) -> Iterator[str]:
    words = {line.level: line.label.read(lang) for line in scheme.customers}
    yield from (f"{words.get(level, level)} {count}" for level, count in scheme.counts.items() if count)
    if scheme.not_computable:
        yield LEFT_OUT.read(lang, {"n": scheme.not_computable})


def candidates(view: "EligibilityView", customer: str, lang: str, *, csv: bool) -> None:
    """Every customer against the criteria: met, not met, or not known."""
    chosen = [each for each in view.customers if customer in ("", each.customer_id)]
    rows = (_candidate(each, lang) for each in chosen)
    if csv:
        show.comma_separated(CANDIDATES[lang], rows)
    else:
        show.table(CANDIDATES[lang], rows, spare=(3, 7, 6, 5, 4))
        show.line()
        for note in view.notes:
            show.told(note.read(lang))


def _candidate(each: "Candidate", lang: str) -> tuple[str, ...]:
    status = each.ka_status
    return (
        each.customer_id,
        each.name,
        ELIGIBLE[lang][each.eligible],
        "" if status is None else (status.zh if lang == "zh" else status.en),
        *(MET[criterion.met] for criterion in each.criteria),
        remark(each.missing, lang),
    )
