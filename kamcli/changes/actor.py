"""Who may take a step of a process whose table names roles (SM-1, SM-4)."""

import datetime as dt

from kamcli.model.choices import Role
from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Exit, Say, refuse
from kamcli.states.roster import Roster, called, holders, holds, roster_of
from kamcli.states.step import Step

VACANT = Say(
    "名册里没有人任{roles}，这一步没有核对是谁做的",
    "nobody on the roster is {roles}: who takes this step was not checked",
)


def check_actor(step: Step, row: Row, columns: Columns, person: str | None, day: dt.date) -> Say | None:
    """Refuse a step to somebody who holds none of its roles for the customer's office on that day.

    Gives a remark where nobody of the roster holds one, so that there is nobody to refuse for.
    """
    roles = tuple(each for each in step.actors if isinstance(each, Role))
    if not roles:
        return None
    roster, office = roster_of(columns), _office(row, columns)
    if person is not None and any(holds(roster, person, role, office, day) for role in roles):
        return None
    able = tuple(dict.fromkeys(each for role in roles for each in holders(roster, role, office, day)))
    if not able:
        return VACANT.filled({"roles": roles})
    raise refuse(
        "这一步由{roles}做；您是{person}",
        "this step is for {roles}; you are {person}",
        code=Exit.FINDINGS,
        hint=Say("轮到：{people}", "it is the turn of: {people}").filled(
            {"people": tuple(called(roster, each) for each in able)}
        ),
        roles=roles,
        person=_named(roster, person),
    )


def _named(roster: Roster, person: str | None) -> Say:
    if person is None:
        return Say("谁，名册里没有（看 git config user.email）", "nobody on the roster (see git config user.email)")
    return Say(called(roster, person), called(roster, person))


def _office(row: Row, columns: Columns) -> str | None:
    """The office that serves the customer."""
    customer = row if row.kind == "customer" else columns.find("customer", row.values.get("customer"))
    office: str | None = customer.office if customer is not None else None
    return office
