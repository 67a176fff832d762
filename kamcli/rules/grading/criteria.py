"""The ways to a level beside the share: brand effect, product line, growth potential (R-GRD-02, R-GRD-03, R-GRD-04)."""

from collections.abc import Iterator
from typing import NamedTuple

from kamcli.model.choices import Level
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.money import reaches
from kamcli.model.policy import Policy
from kamcli.rules.grading import signed
from kamcli.rules.grading.grade import Basis, said
from kamcli.rules.grading.takings import Taking, Takings


class Claim(NamedTuple):
    """A level that a customer reaches on some basis; a `pending` one counts only when it is signed off."""

    level: str
    basis: Basis
    pending: bool = False
    reason: Say | None = None


def brand(row: Row, policy: Policy, approved: frozenset[tuple[str, int]]) -> Iterator[Claim]:
    """Clearly raises our brand or market position: strategic, with evidence and an approving sign-off (R-GRD-02)."""
    effect = row.brand_effect
    if effect is None or not effect.significant:
        return
    if not effect.evidence:
        yield _held(
            Level.strategic,
            Basis.brand,
            Say("品牌作用没有证明材料，不计", "brand effect without evidence, not counted"),
        )
        return
    yield _qualitative(row, policy, approved, Claim(Level.strategic, Basis.brand))


def line(
    row: Row, policy: Policy, approved: frozenset[tuple[str, int]], taking: Taking, takings: Takings
) -> Iterator[Claim]:
    """A large contribution to a product line that CH-17 names: key, as measured or as declared (R-GRD-03).

    The book has no list of product lines: a line is measured where the customer's own file names it.
    """
    for part in row.line_contributions or ():
        bought, total = taking.lines.get(part.line), takings.lines.get(part.line)
        if bought is not None and total and total > 0 and reaches(bought, total, policy.tier.line_contribution_pct):
            yield Claim(Level.key, Basis.line)
        elif part.large and not part.evidence:
            zh, en = "产品线“{line}”的贡献没有证明材料，不计", "the contribution to {line} has no evidence, not counted"
            yield _held(Level.key, Basis.line, said(zh, en, line=part.line))
        elif part.large:
            yield _qualitative(row, policy, approved, Claim(Level.key, Basis.line))


def potential(row: Row, policy: Policy) -> Claim:
    """Below the band of key accounts only growth potential makes an ordinary account, else none (R-GRD-04)."""
    stated = row.growth_potential
    if stated is None:
        return Claim(Level.none, Basis.potential, reason=Say("发展潜力未填", "potential not stated"))
    if stated in policy.tier.potential_values:
        return Claim(Level.ordinary, Basis.potential)
    return Claim(Level.none, Basis.potential, reason=said("发展潜力为{stated}", "potential is {stated}", stated=stated))


def _held(level: str, basis: Basis, reason: Say) -> Claim:
    return Claim(level, basis, pending=True, reason=reason)


def _qualitative(row: Row, policy: Policy, approved: frozenset[tuple[str, int]], claim: Claim) -> Claim:
    """A judgement, not a figure: it needs the tier block signed off where policy asks for it (PP-018)."""
    if not policy.tier.qualitative_needs_signoff or signed.is_approved(row, approved):
        return claim
    zh, en = "{basis}尚须签署（{subject}），暂不计", "{basis} needs an approving sign-off on {subject}, not counted yet"
    return _held(claim.level, claim.basis, said(zh, en, basis=claim.basis, subject=signed.subject(row.id)))
