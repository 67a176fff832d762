"""What `kam init` writes: complete, the same in both languages, readable by kam itself."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from kamcli.model.calendar import Calendar
from kamcli.model.customer import Customer
from kamcli.model.organisation import Organisation
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, spelling
from kamcli.store import reader

HOME = Path(__file__).parents[2]
BOOK = HOME / "templates" / "book"
POLICIES = (BOOK / "policy.zh.yaml", BOOK / "policy.en.yaml", HOME / "records" / "policy.yaml")
WORDS = {"name", "title", "article", "text", "language", "kit", "festivals"}  # written in the language of the file


def data(path: Path, model: type[BaseModel]) -> dict[str, Any]:
    """The data of a file, which may hold nothing that the reader warns of."""
    found, warnings = reader.read(path.read_text(encoding="utf-8"), spelling(model), spelling(Customer))
    assert not warnings
    return found


def missing(group: BaseModel, at: str = "") -> list[str]:
    """The keys of all parameters that a policy does not give."""
    found: list[str] = []
    for name in type(group).model_fields:
        try:
            value = getattr(group, name)
        except NotConfigured as absent:
            found.append(absent.parameter)
            continue
        if isinstance(value, BaseModel):
            found += missing(value, f"{at}{name}.")
    return found


def wordless(value: object) -> object:
    if isinstance(value, dict):
        return {key: wordless(each) for key, each in value.items() if key not in WORDS}
    return [wordless(each) for each in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("path", POLICIES, ids=str)
def test_a_policy_gives_every_parameter(path: Path) -> None:
    assert missing(Policy.model_validate(data(path, Policy))) == []


@pytest.mark.parametrize("path", POLICIES, ids=str)
def test_a_policy_shows_where_each_parameter_comes_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert {spec for spec in _specs(spelling(Policy)) if spec.startswith("PP-")} <= set(re.findall(r"PP-\w+", text))


def _specs(table: Spelling) -> set[str]:
    """The spec ids of all leaves."""
    found: set[str] = set()
    for name, told in table.terms.items():
        below = table.below(name)
        found |= _specs(below) if below.terms else {told.spec}
    return found


def test_both_languages_give_the_same_policy() -> None:
    zh, en = (Policy.model_validate(data(path, Policy)).model_dump() for path in POLICIES[:2])

    assert wordless(zh) == wordless(en)
    assert zh["clauses"].keys() == en["clauses"].keys()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_other_files_are_read(lang: str) -> None:
    filled = (BOOK / f"organisation.{lang}.yaml").read_text(encoding="utf-8").replace("TODAY", "2026-11-24")
    found, _ = reader.read(filled, spelling(Organisation))
    organisation = Organisation.model_validate({**found, "id": "organisation"})
    calendar = Calendar.model_validate({**data(BOOK / f"calendar.{lang}.yaml", Calendar), "id": "calendar"})

    assert [post.role for person in organisation.staff for post in person.roles] == ["maintainer"]
    assert (calendar.days_off, calendar.working_days) == ((), ())


@pytest.mark.parametrize("path", sorted(BOOK.iterdir()), ids=lambda path: path.name)
def test_the_markers_that_init_fills_are_known(path: Path) -> None:
    marks = {
        word
        for word in ("BOOK_ID", "COMPANY_NAME", "STAFF_ID", "STAFF_NAME", "STAFF_EMAIL", "TODAY")
        if word in path.read_text(encoding="utf-8")
    }

    assert marks == {
        "policy": {"BOOK_ID", "COMPANY_NAME"},
        "organisation": {"STAFF_ID", "STAFF_NAME", "STAFF_EMAIL", "TODAY"},
    }.get(path.name.partition(".")[0], set())
