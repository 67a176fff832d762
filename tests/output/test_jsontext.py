"""JSON of views."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

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
