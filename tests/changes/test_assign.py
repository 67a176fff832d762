"""Setting guarded values opens the next revision once somebody signed the last one."""

from typing import Any

import pytest

from kamcli.changes.assign import Renewal, assign, renewals
from kamcli.changes.change import Put
from kamcli.model.columns import Row, columns_from
from kamcli.model.finding import KamError
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.store.reader import read
from kamcli.store.records import spelling_of

POLICY = Policy.model_validate(
    read(
        """
boundary: {default: higher_band}
contract: {below_floor_chain: []}
approval:
  bands: [{max: 10万, sign: [office_manager], approve: ka_department}, {sign: [ka_department], approve: sales_director}]
  submit: {role: office_manager, counts_as_sign: [1]}
  unknown_amount_band: 2
  guarded:
    credit:
      fields: [transactions.credit_limit, transactions.trade_terms]
      loosen: {sign: [ka_department], approve: deputy_sales_director}
      tighten: {approve: ka_department}
    owner: {fields: [owner], steps: {approve: business_manager}}
    contract: {by_band: true}
""",
        spelling_of(KINDS["policy"]),
        spelling_of(KINDS["customer"]),
    )[0]
)


def record(kind: str, text: str) -> Any:
    data = {"id": "X", **({"name": "甲"} if kind == "customer" else {})}
    return KINDS[kind].model.model_validate(data | read(text, spelling_of(KINDS[kind]))[0])


def renewed(
    kind: str, before: str, after: str, signed: tuple[tuple[str, int], ...] = (), policy: Policy = POLICY
) -> list[Renewal]:
    row = Row(kind, "X", f"{kind}/X.yaml", {})
    signoffs = (Row("signoff", f"s{n}", "", {"subject": s, "revision": r}) for n, (s, r) in enumerate(signed))
    return list(renewals(record(kind, before), record(kind, after), row, columns_from(signoffs), policy))


TRADE = """
lifecycle_status: active
transactions: {{credit_limit: {}, trade_terms: {{payment_method: open_account, credit_days: {}}}}}
"""


@pytest.mark.parametrize(
    ("old", "new", "roles"),
    [
        pytest.param(("50万", 30), ("60万", 30), ["ka_department", "deputy_sales_director"], id="more credit"),
        pytest.param(("50万", 30), ("50万", 60), ["ka_department", "deputy_sales_director"], id="longer terms"),
        pytest.param(("50万", 30), ("40万", 30), ["ka_department"], id="less credit"),
        pytest.param(
            ("50万", 30), ("60万", 20), ["ka_department", "deputy_sales_director"], id="more and less is more"
        ),
        pytest.param(("50万", 30), ("500000.00", 30), None, id="the same in other words"),
    ],
)
def test_credit(old: tuple[str, int], new: tuple[str, int], roles: list[str] | None) -> None:
    found = renewed("customer", TRADE.format(*old), TRADE.format(*new))

    assert [[str(role) for role in each.chain.roles] for each in found if each.chain] == ([roles] if roles else [])
    assert [(each.subject, each.at, each.revision) for each in found] == (
        [("X.credit", ("revisions", "credit"), 1)] if roles else []
    )


def test_an_unsigned_revision_stays_open() -> None:
    before = "revisions: {owner: 2}\nowner: a"

    assert renewed("customer", before, "revisions: {owner: 2}\nowner: b") == []
    found = renewed("customer", before, "revisions: {owner: 2}\nowner: b", (("X.owner", 2), ("X.owner", 1)))
    assert [(each.subject, each.revision) for each in found] == [("X.owner", 3)]


@pytest.mark.parametrize(
    ("state", "renews"), [("lead", False), ("investigated", False), ("recognised", True), ("lost", True)]
)
def test_filling_in_what_was_empty_renews_once_the_customer_is_recognised(state: str, renews: bool) -> None:  # noqa: FBT001
    status = f"lifecycle_status: {state}"

    assert bool(renewed("customer", status, f"{status}\nowner: a")) == renews


def test_a_field_that_nobody_guards_renews_nothing() -> None:
    assert renewed("customer", "lifecycle_status: active\nregion: 华东", "lifecycle_status: active\nregion: 华北") == []


@pytest.mark.parametrize(
    ("after", "signed", "revision"),
    [
        pytest.param("revision: 1\namount: 8万", (), None, id="nobody signed yet"),
        pytest.param("revision: 1\namount: 8万", (("X", 1),), 2, id="signed"),
        pytest.param("revision: 1\namount: 5万\nsigned_on: 2026-03-01", (("X", 1),), None, id="filled in later"),
        pytest.param("revision: 2\namount: 8万", (("X", 1),), None, id="renewed by hand"),
    ],
)
def test_a_contract(after: str, signed: tuple[tuple[str, int], ...], revision: int | None) -> None:
    found = renewed("contract", "revision: 1\namount: 5万", after, signed)

    assert [each.revision for each in found] == ([revision] if revision else [])


@pytest.mark.parametrize(
    ("kind", "before", "after", "signed", "change"),
    [
        ("customer", "lifecycle_status: active\nowner: a", "lifecycle_status: active\nowner: b", (),
         {"guarded": {"owner": {"fields": ["owner"]}}}),
        ("contract", "revision: 1\namount: 5万", "revision: 1\namount: 8万", (("X", 1),), {"bands": []}),
    ],
)  # fmt: skip
def test_a_renewal_whose_chain_the_policy_does_not_say_is_still_told(
    kind: str, before: str, after: str, signed: tuple[tuple[str, int], ...], change: dict[str, Any]
) -> None:
    whole = POLICY.model_dump(mode="json", exclude_unset=True)
    policy = Policy.model_validate(whole | {"approval": whole["approval"] | change})

    [found] = renewed(kind, before, after, signed, policy)

    assert (found.revision, found.chain) == (2 if signed else 1, None)


def test_the_edits_and_the_subject_of_a_commit() -> None:
    wanted = assign(Row("customer", "C0001", "customers/C0001.yaml", {}), ("客户名称=乙", "地区="))

    assert wanted.path == "customers/C0001.yaml"
    assert wanted.edits == (Put(("name",), "乙"), Put(("region",), ""))
    assert wanted.subject == "C0001: set name, region"


def test_a_state_stops_all_of_it() -> None:
    with pytest.raises(KamError):
        assign(Row("customer", "C0001", "", {}), ("地区=华东", "客户状态=正常"))
