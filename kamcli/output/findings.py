"""Findings as other programs read them: annotations of GitHub, SARIF 2.1.0, the Code Quality report of GitLab."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from kamcli.model.finding import Finding, Severity
from kamcli.rules.register import RULES

Findings = tuple[Finding, ...]

BY_ID = {rule.id: rule for rule in RULES}
HINT = MappingProxyType({"zh": "怎么办：", "en": "try: "})
POLICY = "policy.yaml"  # what is said of the whole book is shown there: each of these programs wants a file

GITHUB = MappingProxyType({Severity.error: "error", Severity.warning: "warning", Severity.information: "notice"})
SARIF = MappingProxyType({Severity.error: "error", Severity.warning: "warning", Severity.information: "note"})
GITLAB = MappingProxyType({Severity.error: "major", Severity.warning: "minor", Severity.information: "info"})

DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
PROPERTY = (*DATA, (":", "%3A"), (",", "%2C"))

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LANGUAGE = MappingProxyType({"zh": "zh-CN", "en": "en-US"})
BASE = "SRCROOT"  # the top of the repository, wherever the reader has it
FINGERPRINT = "kamFinding/v1"


def path_of(each: Finding, folder: str) -> str:
    """A finding's file below the top of the repository; `folder` is where records/ lies there, "" at the top itself."""
    file = each.file or POLICY
    return f"{folder}/{file}" if folder else file


def title_of(rule: str, lang: str) -> str:
    """What a rule asks for, in a sentence."""
    return BY_ID[rule].title.read(lang)


def told(each: Finding, lang: str) -> str:
    """What is wrong, and below it what to do."""
    return f"{each.message}\n{HINT[lang]}{each.hint}" if each.hint else each.message


def fingerprints(findings: Iterable[Finding], folder: str) -> tuple[str, ...]:
    """One fingerprint for each finding: it stays when lines or figures move, and no two are the same."""
    met: Counter[tuple[str, ...]] = Counter()
    found = []
    for each in findings:
        *place, message = each.key
        key = (folder, *place) if each.at else (folder, *place, message)  # a field is known by its name
        met[key] += 1
        words = "\0".join((*key, str(met[key])))
        found.append(hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest())
    return tuple(found)


# --- GitHub ---------------------------------------------------------------------------------------------------------


def github(findings: Findings, folder: str, lang: str) -> Iterator[str]:
    """One workflow command a finding: the runner makes an annotation of it."""
    for each in findings:
        properties = {
            "file": path_of(each, folder),
            "line": str(max(each.line, 1)),
            "col": str(max(each.column, 1)),
            "title": f"{title_of(each.rule, lang)} [{each.rule}]",
        }
        named = ",".join(f"{name}={escaped(value, PROPERTY)}" for name, value in properties.items())
        yield f"::{GITHUB[each.severity]} {named}::{escaped(told(each, lang), DATA)}"


def escaped(text: str, marks: Iterable[tuple[str, str]]) -> str:
    """A text in which nothing ends the command or one of its properties; the percent sign comes first."""
    for mark, code in marks:
        text = text.replace(mark, code)
    return text


# --- SARIF ----------------------------------------------------------------------------------------------------------


def sarif(findings: Findings, folder: str, lang: str, version: str) -> dict[str, Any]:
    """A SARIF log of one run; columns count Unicode code points."""
    rules = tuple(dict.fromkeys(each.rule for each in findings))
    numbers = {rule: n for n, rule in enumerate(rules)}
    marks = fingerprints(findings, folder)
    driver = {
        "name": "kam",
        "version": version,
        "language": LANGUAGE[lang],
        "rules": [_rule(rule, lang) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": LANGUAGE[lang],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "the top of the repository"}}},
        "results": [_result(each, folder, lang, numbers, mark) for each, mark in zip(findings, marks, strict=True)],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: str, lang: str) -> dict[str, Any]:
    level = SARIF[BY_ID[rule].severity]
    return {"id": rule, "shortDescription": {"text": title_of(rule, lang)}, "defaultConfiguration": {"level": level}}


def _result(each: Finding, folder: str, lang: str, numbers: Mapping[str, int], mark: str) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": uri(path_of(each, folder)), "uriBaseId": BASE},
        "region": {"startLine": max(each.line, 1), "startColumn": max(each.column, 1)},
    }
    return {
        "ruleId": each.rule,
        "ruleIndex": numbers[each.rule],
        "level": SARIF[each.severity],
        "message": {"text": told(each, lang)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {FINGERPRINT: mark},
    }


def uri(path: str) -> str:
    """A path as a relative URI."""
    return quote(os.fsencode(path), safe="/")


# --- GitLab ---------------------------------------------------------------------------------------------------------


def gitlab(findings: Findings, folder: str) -> list[dict[str, Any]]:
    """A Code Quality report; a record that can't be read weighs more than one with a fault."""
    marks = fingerprints(findings, folder)
    return [
        {
            "description": each.message,
            "check_name": each.rule,
            "fingerprint": mark,
            "severity": "critical" if each.unreadable else GITLAB[each.severity],
            "location": {"path": path_of(each, folder), "lines": {"begin": max(each.line, 1)}},
        }
        for each, mark in zip(findings, marks, strict=True)
    ]
