"""The hand-written part of the demonstration book's history, as templates/demo/history.toml tells it."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from kamcli.store.shipped import templates


class Told(NamedTuple):
    """A step by hand: what stood in a file before it and after it. One `beyond` is in no shipped record."""

    at: dt.datetime
    by: str
    subject: str
    path: str
    was: str
    now: str
    beyond: bool = False


class Story(NamedTuple):
    """What no record says; `plays` is whose identity a new demonstration book gets, `other` whom to play next."""

    opened: dt.datetime
    opening: str
    keeper: str
    archived: dt.date
    importers: Mapping[str, str]
    accountant: str
    statuses: str
    roster: str
    began: Mapping[str, dt.date]
    ended: Mapping[str, dt.date]
    plays: str
    other: str
    steps: tuple[Told, ...]


def story(zone: ZoneInfo) -> Story:
    """The story; its times are the company's."""
    raw: dict[str, Any] = tomllib.loads((templates() / "demo" / "history.toml").read_text(encoding="utf-8"))
    steps = tuple(Told(**{**step, "at": step["at"].replace(tzinfo=zone)}) for step in raw.pop("step", ()))
    return Story(**{**raw, "opened": raw["opened"].replace(tzinfo=zone)}, steps=steps)
