import datetime as dt

import pytest

from kamcli.changes.assign_tier import TierWish, assign_tier, level_named, tier_renewals
from kamcli.changes.change import Put
from kamcli.model.choices import Level, Scheme
from kamcli.model.customer import Customer
from kamcli.model.finding import KamError
from kamcli.model.policy import Policy
from tests.rules.grading.case import customers, row

LEVELS = ("strategic", "key", "ordinary", "none")
GUARDED = {"tier": {"fields": ["tiers"], "steps": {"sign": ["ka_department"], "approve": "deputy_sales_director"}}}
POLICY = Policy.model_validate({"approval": {"guarded": GUARDED}})
BARE = Policy.model_validate({"approval": {"guarded": {}}})
TIERS = {"revenue_share": {"assigned": "key", "date": "2026-01-20", "by": "S1", "basis": "share"}}
OTHER = {"revenue_share": {"assigned": "strategic", "date": "2026-03-01", "by": "S1", "basis": "share"}}
SIGNED = "version: 1\nbook: b\nsubject: C0001.tier\nrevision: 1\ndigest: d\nact: approve\nrole: ka_department\nby: S1\n"


def customer(**values: object) -> Customer:
    return Customer.model_validate({"id": "C0001", "name": "n", **values})


def renewed(
    before: Customer, after: Customer, *, signed: bool = False, policy: Policy = POLICY
) -> list[tuple[str, int]]:
    signoff = row("signoff", "C0001.tier/r1", f"{SIGNED}at: 2026-01-21T10:00:00+08:00\npolicy: p")
    book = customers("C0001", *([signoff] if signed else []))
    here = book.find("customer", "C0001")
    assert here is not None
    return [(each.subject, each.revision) for each in tier_renewals(before, after, here, book, policy)]


def test_an_assignment_is_four_values_of_one_scheme() -> None:
    wish = TierWish(Scheme.revenue_share, Level.key, dt.date(2026, 3, 1), "S1", "2.2 % in 2025")
    made = assign_tier(row("customer", "C0001", "name: n"), wish)
    assert made.edits == (
        Put(("tiers", "revenue_share", "assigned"), "key"),
        Put(("tiers", "revenue_share", "date"), "2026-03-01"),
        Put(("tiers", "revenue_share", "by"), "S1"),
        Put(("tiers", "revenue_share", "basis"), "2.2 % in 2025"),
    )
    assert made.subject == "C0001: assign revenue_share key"


@pytest.mark.parametrize("word", ["key", "重点客户", "key account"])
def test_a_level_is_named_by_id_or_label(word: str) -> None:
    assert level_named(word, Scheme.revenue_share, LEVELS) is Level.key


@pytest.mark.parametrize("word", ["A", "golden", ""])
def test_a_level_of_another_scheme_is_refused(word: str) -> None:
    with pytest.raises(KamError, match="has no level") as caught:
        level_named(word, Scheme.revenue_share, LEVELS)
    assert caught.value.code == 2
    assert "strategic 战略客户" in caught.value.say.en


def test_a_scheme_with_the_companys_own_level_ids_has_none_to_assign() -> None:
    with pytest.raises(KamError, match="—"):
        level_named("S1", Scheme.sales_band, ("S1", "S2"))


def test_the_first_level_opens_the_first_revision() -> None:
    assert renewed(customer(), customer(tiers=TIERS)) == [("C0001.tier", 1)]
    assert renewed(customer(), customer(tiers=TIERS), policy=BARE) == [("C0001.tier", 1)]


def test_a_signed_revision_gets_the_next_one_and_an_open_one_keeps_its_number() -> None:
    before, after = (customer(tiers=tiers, revisions={"tier": 1}) for tiers in (TIERS, OTHER))
    assert renewed(before, after, signed=True) == [("C0001.tier", 2)]
    assert renewed(before, after) == []


def test_nothing_changed_renews_nothing() -> None:
    same = customer(tiers=TIERS)
    assert renewed(same, same) == []
