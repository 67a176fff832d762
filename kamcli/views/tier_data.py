"""The tier view as programs read it (design §3.1): fields may be added, none is removed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kamcli.model.finding import Say
from kamcli.model.money import rounded, share_text
from kamcli.rules.grading.grade import Edge, Share
from kamcli.views.eligibility import Candidate, EligibilityView
from kamcli.views.tier import Line, SchemeView, TierView


def tier_data(view: TierView, schemes: Iterable[SchemeView], customer: str = "") -> Mapping[str, Any]:
    """`{as_of, commit, primary, schemes}`; amounts exact, shares in percent cut to six decimals, sentences as Say."""
    return {
        "as_of": view.as_of,
        "commit": view.commit or None,
        "primary": view.primary,
        "schemes": {scheme.scheme: _scheme(scheme, customer) for scheme in schemes},
    }


def _scheme(scheme: SchemeView, customer: str) -> Mapping[str, Any]:
    period = scheme.period
    return {
        "configured": scheme.configured,
        "rules": scheme.rules,
        "lacking": scheme.lacking or None,
        "fault": scheme.fault,
        "period": period
        and {
            "name": period.name,
            "first": period.first,
            "last": period.last,
            "provisional": period.provisional,
        },
        "base": {name: _figure(value) for name, value in scheme.base.items()},
        "counts": scheme.counts,
        "not_computable": scheme.not_computable,
        "notes": scheme.notes,
        "customers": [_line(line) for line in scheme.customers if customer in ("", line.customer_id)],
    }


def _line(line: Line) -> Mapping[str, Any]:
    return {
        "customer_id": line.customer_id,
        "level": line.level,
        "label": line.label,
        "value": line.value,
        "share_pct": _figure(line.share),
        "bases": line.bases,
        "pending": line.pending,
        "assigned": line.assigned.level if line.assigned else None,
        "assigned_on": line.assigned.on if line.assigned else None,
        "differs": line.differs,
        "service_level": line.service_level,
        "computable": line.computable,
        "reason": _joined(line.reasons),
        "inputs": [{"name": name, "value": value} for name, value in line.inputs],
        "edge": line.edge and _edge(line.edge),
    }


def _edge(edge: Edge) -> Mapping[str, Any]:
    return {
        "upper": edge.upper,
        "up_by": _rounded(edge.up_by),
        "up_pct": _rounded(edge.up_pct),
        "lower": edge.lower,
        "down_by": _rounded(edge.down_by),
        "near": edge.near,
    }


def _rounded(figure: Decimal | None) -> Decimal | None:
    return None if figure is None else rounded(figure)


def _figure(value: Any) -> Any:
    """A share as a percentage; anything else as it is."""
    return share_text(*value) if isinstance(value, Share) else value


def _joined(says: tuple[Say, ...]) -> Say | None:
    return Say(";".join(say.zh for say in says), "; ".join(say.en for say in says)) if says else None


def eligibility_data(view: EligibilityView, customer: str = "") -> Mapping[str, Any]:
    """`{as_of, mode, notes, customers: [{customer_id, ka_status, eligible, criteria, missing}]}`."""
    chosen = (each for each in view.customers if customer in ("", each.customer_id))
    return {
        "as_of": view.as_of,
        "mode": view.mode,
        "notes": view.notes,
        "customers": [_candidate(each) for each in chosen],
    }


def _candidate(each: Candidate) -> Mapping[str, Any]:
    return {
        "customer_id": each.customer_id,
        "ka_status": each.ka_status,
        "eligible": each.eligible,
        "criteria": [{"rule": one.rule, "met": one.met, "reason": one.reason} for one in each.criteria],
        "missing": each.missing,
    }
