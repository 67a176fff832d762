"""Clocks of entry, minutes and promises."""

import datetime as dt
from collections.abc import Callable

import pytest

from kamcli.clocks.base import Facts
from kamcli.clocks.engine import read_clocks
from kamcli.clocks.register import BY_ID
from kamcli.model.policy import Policy

MakeFacts = Callable[..., Facts]
MakePolicy = Callable[..., Policy]


def told(facts: Facts, policy: Policy, clock: str, today: str) -> list[str]:
    """`record last-day days-over who about` of everything that the clock runs for."""
    reading = read_clocks(facts, policy, dt.date.fromisoformat(today), (BY_ID[clock],))
    assert reading.stopped == ()
    assert reading.unknown == ()
    return [
        " ".join(
            (each.due.record, str(each.last.date), str(each.days_over), *each.due.owners, each.due.about.en)
        ).strip()
        for each in reading.running
    ]


def with_(policy: Policy, group: str, **values: object) -> Policy:
    given = policy.model_dump(warnings=False)
    given[group] = {**given[group], **values}
    return Policy.model_validate({name: given[name] for name in ("calendar", group)})


# ---------------------------------------------------------------------------------------------- CK-03, CK-04 and CK-41


@pytest.mark.parametrize(
    ("more", "today", "expected"),
    [
        ("", "2025-03-11", ["C0001 2025-03-11 0 li.na"]),  # TV-19: collected on a Friday, Tuesday is in time
        ("", "2025-03-12", ["C0001 2025-03-11 1 li.na"]),
        (", reviewed_on: 2025-03-12", "2025-03-12", []),
        (", lifecycle_status: lost", "2025-03-12", []),
    ],
)
def test_entry(facts: MakeFacts, policy: MakePolicy, more: str, today: str, expected: list[str]) -> None:
    text = f"{{customer: {{C0001: {{collected_on: 2025-03-07, collected_by: li.na{more}}}}}}}"
    assert told(facts(text), policy(), "CK-03", today) == expected


ENTERED = "recorded_at: 2025-03-06T09:00:00+08:00, reviewed_on: 2025-03-07, lifecycle_status: candidate, owner: li.na"


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("working", "", ["C0001 2025-03-10 0 li.na"]),  # TV-22
        ("calendar", "", ["C0001 2025-03-08 2 li.na"]),
        ("working", ", sent_to_marketing_on: 2025-03-10", []),
    ],
)
def test_handover(facts: MakeFacts, policy: MakePolicy, kind: str, more: str, expected: list[str]) -> None:
    text = f"{{customer: {{C0001: {{{ENTERED}{more}}}}}}}"
    assert told(facts(text), with_(policy(), "data", handover_day_kind=kind), "CK-04", "2025-03-10") == expected


@pytest.mark.parametrize("old", ["reviewed_on: 2025-03-07, ", "recorded_at: 2025-03-06T09:00:00+08:00, "])
def test_nothing_is_handed_over_before_it_is_entered(facts: MakeFacts, policy: MakePolicy, old: str) -> None:
    text = f"{{customer: {{C0001: {{{ENTERED.replace(old, '')}}}}}}}"
    assert told(facts(text), policy(), "CK-04", "2025-03-10") == []


def test_filing(facts: MakeFacts, policy: MakePolicy) -> None:
    filed = "sent_to_marketing_on: 2025-03-03, marketing_filed_on: 2025-03-04"
    text = f"{{customer: {{C0001: {{sent_to_marketing_on: 2025-03-03, owner: li.na}}, C0002: {{{filed}}}}}}}"
    assert told(facts(text), policy(), "CK-41", "2025-03-11") == ["C0001 2025-03-10 1 li.na"]


# ------------------------------------------------------------------------------------------------------ CK-05 and CK-06

VISIT = "VS-1: {state: logged, returned_at: 2025-03-07T17:00:00+08:00, visitors: [li.na]}"
MINUTES = "MN-1: {visit: VS-1, met_on: 2025-03-07, drafted_by: li.na, drafted_on: 2025-03-11"


@pytest.mark.parametrize(
    ("records", "today", "expected"),
    [
        (f"visit: {{{VISIT}}}", "2025-03-11", ["VS-1 2025-03-11 0 li.na no minutes yet"]),
        (f"visit: {{{VISIT}}}", "2025-03-12", ["VS-1 2025-03-11 1 li.na no minutes yet"]),
        (f"visit: {{{VISIT.replace('logged', 'departed')}}}", "2025-03-12", []),
        (
            f"visit: {{{VISIT}}}, minutes: {{{MINUTES}}}}}",
            "2025-03-12",
            ["MN-1 2025-03-11 1 li.na not sent to the customer"],
        ),
        (f"visit: {{{VISIT}}}, minutes: {{{MINUTES}, sent_on: 2025-03-11}}}}", "2025-03-12", []),  # TV-24
    ],
)
def test_minutes_in_time(facts: MakeFacts, policy: MakePolicy, records: str, today: str, expected: list[str]) -> None:
    assert told(facts(f"{{{records}}}"), policy(), "CK-05", today) == expected


def test_where_writing_is_enough(facts: MakeFacts, policy: MakePolicy) -> None:
    made = with_(policy(), "minutes", deadline_covers="drafted")
    assert told(facts(f"{{visit: {{{VISIT}}}, minutes: {{{MINUTES}}}}}}}"), made, "CK-05", "2025-03-20") == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (", sent_on: 2025-03-11}", ["MN-1 2025-03-14 3 li.na"]),
        (", sent_on: 2025-03-11, receipt_confirmed_on: 2025-03-12}", []),
        ("}", []),
    ],
)
def test_receipt(facts: MakeFacts, policy: MakePolicy, more: str, expected: list[str]) -> None:
    assert told(facts(f"{{minutes: {{{MINUTES}{more}}}}}"), policy(), "CK-06", "2025-03-17") == expected


# -------------------------------------------------------------------------------------------------------------- CK-32


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (
            (
                "contract: {CN-1: {customer: C0001, state: in_force, obligations: ["
                "{party: them, text: pay, due: 2025-03-10}, {party: us, text: deliver, due: 2025-03-10}]}}"
            ),
            ["CN-1 2025-03-10 1 li.na we: deliver", "CN-1 2025-03-10 1 li.na they: pay"],
        ),
        ("contract: {CN-1: {state: draft, obligations: [{party: us, text: deliver, due: 2025-03-10}]}}", []),
        (
            (
                "contract: {CN-1: {customer: C0001, state: in_force, obligations: ["
                "{party: us, text: deliver, due: 2025-03-10, done_on: 2025-03-09}]}}"
            ),
            [],
        ),
        (
            "visit: {VS-1: {customer: C0001, visitors: [mo.fei], next_step: {text: send the offer, due: 2025-03-10}}}",
            ["VS-1 2025-03-10 1 mo.fei send the offer"],
        ),
        (
            "contact_log: {CL-1: {customer: C0001, follow_up: {text: call again, due: 2025-03-10}}}",
            ["CL-1 2025-03-10 1 li.na call again"],
        ),
        (
            (
                "minutes: {MN-1: {customer: C0001, agreements: [{text: train, owner: mo.fei, due: 2025-03-10}, "
                "{text: done, owner: mo.fei, due: 2025-03-10, done_on: 2025-03-10}]}}"
            ),
            ["MN-1 2025-03-10 1 mo.fei train"],
        ),
        (
            "need: {ND-1: {customer: C0001, owner: mo.fei, due: 2025-03-10, response_stage: planned}}",
            ["ND-1 2025-03-10 1 mo.fei need of the customer"],
        ),
        ("need: {ND-1: {customer: C0001, owner: mo.fei, due: 2025-03-10, response_stage: closed}}", []),
        ("need: {ND-1: {customer: C0009, owner: mo.fei, due: 2025-03-10}}", []),
    ],
)
def test_what_was_promised(facts: MakeFacts, policy: MakePolicy, records: str, expected: list[str]) -> None:
    customers = "customer: {C0001: {owner: li.na}, C0009: {lifecycle_status: lost}}"
    assert told(facts(f"{{{customers}, {records}}}"), policy(), "CK-32", "2025-03-11") == expected
