"""The editor's schemas of a book: made from models and policy, kept in records/.schema/, current or not."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from kamcli import __version__
from kamcli.model.finding import Finding, Problem, Say
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.policy import Policy, language
from kamcli.rules.base import finding
from kamcli.rules.families import BY_ID
from kamcli.store.modeline import FOLDER, file_of
from kamcli.store.source import Source
from kamcli.views.schema import schema, sources, text

STAMP = f"{FOLDER}/made-of.json"
MISSING = Say("缺了这一个", "lack this one")
OUTDATED = Say("过期了：制度或 kam 变了", "are out of date: the policy or kam changed")


def schema_text(kind: Kind, policy: Policy | None) -> str:
    """The schema of a kind as a file."""
    return text(schema(kind, policy, language(policy)))


def schemas(policy: Policy) -> Mapping[str, str]:
    """Every file of records/.schema/ by its path below records/: the schemas, and what they were made of."""
    return {**{file_of(kind): schema_text(kind, policy) for kind in KINDS.values()}, STAMP: _stamp(policy)}


def _stamp(policy: Policy) -> str:
    """What the schemas were made of, in short: to make them anew at each check costs as much as a hundred files."""
    made_of = json.dumps([language(policy), sources(policy)], ensure_ascii=False)
    return json.dumps({"kam": __version__, "policy": hashlib.sha256(made_of.encode()).hexdigest()}, indent=2) + "\n"


def outdated(source: Source, policy: Policy, lang: str) -> Iterator[Finding]:
    """What is wrong with the schemas of a book; nothing where none were ever installed."""
    if not source.has(FOLDER):
        return
    for kind in KINDS.values():
        if not source.has(file_of(kind)):
            yield _told(file_of(kind), MISSING, policy, lang)
    if not source.has(STAMP) or source.content(STAMP) != _stamp(policy).encode():
        yield _told(STAMP, OUTDATED, policy, lang)


def _told(file: str, state: Say, policy: Policy, lang: str) -> Finding:
    return finding(BY_ID["BOOK-14"], Problem(figures={"state": state}), policy, lang, file=file)
