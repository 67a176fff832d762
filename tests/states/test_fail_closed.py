"""Whatever is thrown at a contract: it counts as approved only when the right people signed, each once, in order."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kamcli.states.approval import standing
from kamcli.states.chain import Direction
from kamcli.states.roster import holds, roster_of
from kamcli.states.subject import subject_named
from kamcli.states.verdict import Setting
from tests.states.conftest import ROSTER, World, read, row
from tests.states.test_roster import PLAIN

PEOPLE = ("rep", "hzm", "nbm", "ka", "dep", "dir", "aide", "old", "gone", "nobody")
ROLES = ("office_manager", "ka_department", "deputy_sales_director", "sales_director")
ACTS = ("submit", "sign", "approve", "return", "reject", "withdraw")
DAYS = ("2025-02-28", "2025-03-03", "2025-03-04", "2025-03-10", "2025-03-11", "2025-04-02")
RIGHT = (
    {"act": "submit", "role": "office_manager", "by": "hzm", "at": "2025-03-03"},
    {"act": "sign", "role": "ka_department", "by": "ka", "at": "2025-03-04"},
    {"act": "approve", "role": "deputy_sales_director", "by": "dep", "at": "2025-03-10"},
)
TRUST = {"on_behalf_of": "dep", "delegation": "DL-1"}


@st.composite
def sign_offs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The right chain with anything in it changed, left out, doubled or added."""
    acts: list[dict[str, Any]] = [dict(each) for each in RIGHT if draw(st.integers(0, 9))]
    for each in acts:
        if not draw(st.integers(0, 3)):
            name, values = draw(st.sampled_from([("by", PEOPLE), ("role", ROLES), ("at", DAYS), ("act", ACTS)]))
            each[name] = draw(st.sampled_from(values))
        if not draw(st.integers(0, 3)):
            each.update(TRUST, by=draw(st.sampled_from(("aide", "ka", "dep"))))
    if draw(st.booleans()):
        extra = {"act": draw(st.sampled_from(ACTS)), "role": draw(st.sampled_from(ROLES))}
        acts.append({**extra, "by": draw(st.sampled_from(PEOPLE)), "at": draw(st.sampled_from(DAYS)), "comment": "why"})
    return draw(st.permutations(acts))


def world(acts: list[dict[str, Any]]) -> World:
    made = World()
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", "name: Firm\noffice: hz")
    made.add("document", "DC-1", "doc_type: delegation_letter")
    made.add("delegation", "DL-1", PLAIN)
    made.contract()
    for each in sorted(acts, key=lambda act: act["at"]):
        fields = dict(each)
        made.sign(fields.pop("act"), fields.pop("role"), fields.pop("at"), **fields)
    return made


@given(sign_offs())
def test_approved_means_signed_by_the_right_people(acts: list[dict[str, Any]]) -> None:
    here = world(acts)
    subject = subject_named("CN-1", here.columns, here.policy, Direction.loosen)
    assert subject is not None
    roster = roster_of(here.columns)
    found = standing(subject, here.signoffs, Setting(here.policy, roster))
    if not found.complete:
        return
    assert tuple(done.stage for done in found.done) == subject.chain.stages
    for done in found.done:
        person = done.row.on_behalf_of or done.row.by
        assert holds(roster, person, done.row.role, "hz", done.row.at.date())
        if done.row.delegation:
            assert done.row.by == "aide"
            assert "2025-03-01" <= str(done.row.at.date()) <= "2025-03-10"
    people = [each for done in found.done for each in sorted(done.people)]
    assert len(people) == len(set(people))
    assert "rep" not in people
    assert all(before.row.at <= after.row.at for before, after in pairwise(found.done))
    closing = [act.at for act in found.acts if act.act in ("return", "reject", "withdraw") and not _blocked(found, act)]
    assert not closing


def _blocked(found: Any, act: Any) -> bool:
    return any(trouble.blocking and trouble.signoff is act for trouble in found.troubles)


@given(sign_offs())
def test_every_sign_off_counts_or_says_why(acts: list[dict[str, Any]]) -> None:
    here = world(acts)
    subject = subject_named("CN-1", here.columns, here.policy, Direction.loosen)
    assert subject is not None
    found = standing(subject, here.signoffs, Setting(here.policy, roster_of(here.columns)))
    counted = {done.row.id for done in found.done} | ({found.closed.id} if found.closed else set())
    told = {trouble.signoff.id for trouble in found.troubles if trouble.blocking}
    closing = {act.id for act in found.acts if found.closed and act.act in ("return", "reject", "withdraw")}
    assert {act.id for act in found.acts} <= counted | told | closing
