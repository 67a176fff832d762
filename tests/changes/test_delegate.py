"""A delegation as it was typed, and its end."""

import datetime as dt

import pytest

from kamcli.changes.delegate import delegation, refuse_unclean, revocation
from kamcli.model.finding import Exit, KamError
from kamcli.model.organisation import Staff
from tests.states.conftest import ROSTER, World, read, row
from tests.states.test_roster import PLAIN

TODAY = dt.date(2025, 3, 5)
MOMENT = dt.datetime.fromisoformat("2025-03-05T09:00:00.5+08:00")
ASKED = {"delegate": "aide", "valid_to": "2025-03-10", "document": "DC-1", "reason": "away"}


@pytest.fixture
def here() -> World:
    """The roster and a delegation letter on file."""
    made = World()
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("document", "DC-1", "doc_type: delegation_letter")
    return made


def person(*roles: str) -> Staff:
    text = f"{{id: dep, name: Dep, unit: hz, email: dep@x, roles: [{', '.join(roles)}]}}"
    return Staff.model_validate(read(text))


KA, REP = "{role: ka_department, valid_from: 2020-01-01}", "{role: rep, valid_from: 2025-03-05}"
PAST, NEXT = "{role: rep, valid_from: 2020-01-01, valid_to: 2025-03-04}", "{role: rep, valid_from: 2025-03-06}"


def test_the_only_role_and_today_are_taken_where_none_was_said() -> None:
    made = delegation("DL-1", person(KA, PAST, NEXT), ASKED, TODAY)

    assert (made.path, made.kind, made.subject) == (
        "delegations/DL-1.yaml", "delegation", "DL-1: dep delegates to aide",
    )  # fmt: skip
    assert made.values == {
        **ASKED, "grantor": "dep", "role": "ka_department", "valid_from": TODAY, "scope": None,
    }  # fmt: skip


def test_what_was_said_is_kept_and_the_scope_is_a_group() -> None:
    asked = {**ASKED, "role": "rep", "valid_from": "2025-03-07", "office": "hz", "customers": None}

    made = delegation("DL-1", person(KA, REP), asked, TODAY)

    assert (made.values["role"], made.values["valid_from"], made.values["scope"]) == (
        "rep", "2025-03-07", {"office": "hz"},
    )  # fmt: skip
    assert "office" not in made.values


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ((KA, REP), "name the role with --role: 大客户管理部 ka_department, 业务员 rep"),
        ((PAST,), "name the role with --role: (none)"),
    ],
)
def test_one_of_several_roles_has_to_be_named(roles: tuple[str, ...], said: str) -> None:
    with pytest.raises(KamError) as refused:
        delegation("DL-1", person(*roles), ASKED, TODAY)

    assert (refused.value.say.en, refused.value.code) == (said, Exit.ASKED_WRONGLY)


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(KamError) as refused:
        delegation("DL-1", person(KA), {"delegate": "aide", "reason": ""}, TODAY)

    assert refused.value.say.en == "also give valid_to, document, reason"


def test_everything_wrong_with_a_delegation_is_said_at_once(here: World) -> None:
    made = here.add("delegation", "DL-1", PLAIN.replace("DC-1", "DC-9").replace("aide", "nobody"))

    with pytest.raises(KamError) as refused:
        refuse_unclean(made, here.columns, here.policy)

    assert refused.value.say.en == (
        "the delegation is not clean and was not written: the roster has no nobody, "
        "there is no delegation letter DC-9 on file"
    )


def test_a_clean_delegation_is_not_refused(here: World) -> None:
    refuse_unclean(here.add("delegation", "DL-1", PLAIN), here.columns, here.policy)


def test_the_grantor_ends_it(here: World) -> None:
    here.add("delegation", "DL-1", PLAIN)

    made = revocation("DL-1", person(KA), MOMENT, "", here.columns)

    assert (made.path, made.kind, made.subject) == (
        "delegations/DL-1.revoked.yaml", "revocation", "DL-1: revoked by dep",
    )  # fmt: skip
    assert made.values == {"delegation": "DL-1", "by": "dep", "at": MOMENT.replace(microsecond=0), "reason": None}


@pytest.mark.parametrize(
    ("record", "by", "ended", "said", "code"),
    [
        ("DL-9", "dep", "", "there is no delegation DL-9", Exit.ASKED_WRONGLY),
        ("DL-1", "ka", "", "DL-1 was granted by dep, who alone can revoke it", Exit.FINDINGS),
        ("DL-1", "dep", "at: 2025-03-04T09:00:00+08:00", "DL-1 is revoked already", Exit.FINDINGS),
    ],
)
def test_who_may_not_end_it(here: World, record: str, by: str, ended: str, said: str, code: int) -> None:
    here.add("delegation", "DL-1", PLAIN)
    if ended:
        here.add("revocation", "DL-1.revoked", f"delegation: DL-1\nby: dep\n{ended}")

    with pytest.raises(KamError) as refused:
        revocation(record, person(KA).model_copy(update={"id": by}), MOMENT, "", here.columns)

    assert (refused.value.say.en, refused.value.code) == (said, code)
