"""JSON of views."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.choices import Level, Scheme
from kamcli.model.finding import Say
from kamcli.model.policy_tier import Lifetime
from kamcli.output.jsontext import document


class Line(NamedTuple):
    name: str
    text: Say


@dataclass(frozen=True, slots=True)
class View:
    amount: Decimal
    rate: Decimal
    day: dt.date
    level: Level
    missing: None
    counts: MappingProxyType[Scheme, int]
    lines: tuple[Line, ...]
    group: Lifetime


def test_a_view_is_written_field_by_field() -> None:
    view = View(
        Decimal(268000),
        Decimal("0.123456"),
        dt.date(2026, 11, 20),
        Level.strategic,
        None,
        MappingProxyType({Scheme.pareto: 3}),
        (Line("甲", Say("到期", "due")),),
        Lifetime.model_validate({"horizon_years": 5, "discount_pct": Decimal(8)}),
    )

    assert json.loads(document("en", view=view)) == {
        "schema_version": 1,
        "view": {
            "amount": "268000.00",
            "rate": "0.123456",
            "day": "2026-11-20",
            "level": "strategic",
            "missing": None,
            "counts": {"pareto": 3},
            "lines": [{"name": "甲", "text": "due"}],
            "group": {"horizon_years": 5, "discount_pct": "8.00"},
        },
    }


def test_chinese_stays_chinese_and_the_text_ends_with_a_line_feed() -> None:
    assert document("zh", text="到期").endswith('"text": "到期"\n}\n')


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.lists(inner).map(tuple),
)


@given(plain)
def test_plain_data_stands_as_the_standard_library_writes_it(value: object) -> None:
    written = json.dumps({"schema_version": 1, "value": value}, ensure_ascii=False, indent=2)

    assert document("zh", value=value) == f"{written}\n"


class Waiting:
    """A sentence that is put into words when it is read."""

    def read(self, lang: str) -> str:
        return {"zh": "到期", "en": "due"}[lang]


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Waiting(), '"due"'),
        (Say("到期", "due"), '"due"'),
        (Line("50 %s", Say("甲", "a")), '{\n    "name": "50 %s",\n    "text": "a"\n  }'),
        ((Line("甲", Say("甲", "a")),), '[\n    {\n      "name": "甲",\n      "text": "a"\n    }\n  ]'),
        ({Level.strategic: ()}, '{\n    "strategic": []\n  }'),
        (frozenset({Decimal("0.5")}), '[\n    "0.50"\n  ]'),
        (Empty(), "{}"),
        (1j, '"1j"'),
    ],
)
def test_what_json_does_not_know(value: object, written: str) -> None:
    assert document("en", value=value) == f'{{\n  "schema_version": 1,\n  "value": {written}\n}}\n'
