"""Computed summary columns: digests of what is signed, and the references and listed values that book rules judge."""

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from kamcli.model.digest import block_digest, digest
from kamcli.model.finding import KeyPath
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling
from kamcli.rules.documents import reachable
from kamcli.store.records import spelling_of

MAPPINGS = (dict, MappingProxyType)  # what a mapping of a record is: asking for the protocol is slow in this loop
DIGESTED = frozenset({"application", "contract"})


def extras(kind: Kind, record: Any, policy: Policy | None) -> dict[str, Any]:
    """Computed summary columns: digests of what is signed, references and listed values for the book rules."""
    held = [(mark, at, text) for mark in marks(kind.name) for at, text in _held(record, mark.path)]
    extra: dict[str, Any] = {
        "refs": tuple((at, mark.kinds, text) for mark, at, text in held if mark.kinds),
        "listed": tuple((at, mark.parameter, text) for mark, at, text in held if mark.parameter),
    }
    if kind.name in DIGESTED:
        extra["digest"] = digest(kind.name, record)
    elif kind.name == "signoff":
        extra["own"] = digest("signoff", record)
    elif kind.name == "people":
        extra["reachable"] = reachable(record)
    elif kind.name == "customer":
        extra["block_digests"] = _blocks(record, policy)
    return extra


def _blocks(record: Any, policy: Policy | None) -> Any:
    """The digests of the guarded blocks that ever changed: the others have no revision and nothing to sign."""
    try:
        guarded = policy.approval.guarded if policy and record.revisions else {}
    except NotConfigured:
        guarded = {}
    return MappingProxyType(
        {
            str(name): block_digest(record, str(name), block.fields)
            for name, block in guarded.items()
            if block.fields and record.revisions.get(str(name)) is not None
        }
    )


class Mark(NamedTuple):
    """A field whose text refers to a record (`kinds`) or must stand on a policy list (`parameter`)."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]
    parameter: str


@cache
def marks(kind: str) -> tuple[Mark, ...]:
    """The marked fields of a kind; list positions and free keys are not counted."""
    return _marks(spelling_of(KINDS[kind]))


def _marks(table: Spelling) -> tuple[Mark, ...]:
    found: list[Mark] = []
    for name in table.terms:
        below = table.below(name)
        if below.ref or below.listed:
            found.append(Mark((name,), below.ref, below.listed))
        found += [Mark((name, *mark.path), mark.kinds, mark.parameter) for mark in _marks(below)]
    return tuple(found)


def _held(value: Any, path: tuple[str, ...], at: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts at a path of a record, each with its key path, list positions included."""
    for done, name in enumerate(path):
        if isinstance(value, tuple):
            for position, each in enumerate(value):
                yield from _held(each, path[done:], (*at, position))
            return
        held = value if isinstance(value, MAPPINGS) else value.__dict__  # no getattr: a parameter may be missing
        value = held.get(name)
        if value is None:
            return
        at = (*at, name)
    if isinstance(value, tuple):
        yield from (((*at, position), each) for position, each in enumerate(value) if each is not None)
    else:
        yield at, value
