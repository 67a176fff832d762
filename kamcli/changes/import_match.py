"""Which customer a row of a list is of: by its code of the state, its id or its own code, last by its name."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from kamcli.changes.import_rows import without_zeros
from kamcli.changes.import_values import Keys
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.rules.duplicates import folded_name


class Firm(NamedTuple):
    """A customer of the book, or one that an earlier row adds."""

    id: str
    name: str = ""
    uscc: str = ""
    code: str = ""


class Firms:
    """The customers that rows may be of; `find` gives an id, "" for a new customer."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.firms: dict[str, Firm] = {}
        self.folded: dict[str, str] = {}
        self.uscc: dict[str, list[str]] = {}
        self.code: dict[str, list[str]] = {}
        self.names: dict[str, list[str]] = {}
        self.alike: dict[str, list[str]] = {}
        for row in rows:
            self.add(Firm(row.id, row.name or "", row.uscc or "", row.code or ""))

    def add(self, firm: Firm) -> None:
        self.firms[firm.id] = firm
        self.folded[firm.id.casefold()] = firm.id
        if firm.uscc:
            self.uscc.setdefault(_code(firm.uscc), []).append(firm.id)
        if firm.code:
            self.code.setdefault(_code(firm.code), []).append(firm.id)
        if firm.name:
            self.names.setdefault(_name(firm.name), []).append(firm.id)
            self.alike.setdefault(folded_name(firm.name), []).append(firm.id)

    def has_namesake(self, name: str) -> bool:
        return _name(name) in self.names

    def bearing(self, text: str) -> tuple[str, ...]:
        """The customers that an id or a name in another's row can mean."""
        return (text,) if text in self.firms else tuple(self.names.get(_name(text), ()))

    def find(self, keys: Keys) -> str:
        """The customer that a row is of; RefusedCellError where its keys name two, or where nothing decides."""
        found = {each for each in (self._by_uscc(keys), self._by_id(keys), self._by_code(keys)) if each}
        if len(found) > 1:
            raise self._refused(
                found, "编号和代码分别是不同客户的：{firms}", "the id and the codes are of different customers: {firms}"
            )
        if found:
            return self._agreed(self.firms[found.pop()], keys)
        return "" if keys.id else self._by_name(keys)

    def _by_uscc(self, keys: Keys) -> str:
        return self._only(self.uscc.get(_code(keys.uscc), ()), keys.uscc)

    def _by_code(self, keys: Keys) -> str:
        return self._only(self.code.get(_code(keys.code), ()), keys.code)

    def _only(self, ids: Iterable[str], code: str) -> str:
        found = tuple(ids)
        if len(found) > 1:
            raise self._refused(
                found, f"代码 {code} 有几个客户：{{firms}}", f"several customers have the code {code}: {{firms}}"
            )
        return found[0] if found else ""

    def _by_id(self, keys: Keys) -> str:
        if not keys.id or keys.id in self.firms:
            return keys.id
        other = self.folded.get(keys.id.casefold(), "")
        if other:
            zh, en = (
                f"编号 {keys.id} 与 {other} 只差大小写",
                f"the ids {keys.id} and {other} differ in nothing but capitals",
            )
            raise RefusedCellError(Say(zh, en))
        near = without_zeros(keys.id, self.firms)
        if near:
            zh, en = (
                f"没有编号 {keys.id}，有 {near}：表格软件会去掉前面的 0（把该列设为文本再导出）",
                f"there is no {keys.id} but {near}: a spreadsheet drops zeros in front (make the column text)",
            )
            raise RefusedCellError(Say(zh, en))
        return ""

    def _agreed(self, firm: Firm, keys: Keys) -> str:
        """The customer found, where no other key of the row speaks against it."""
        if keys.id and keys.id != firm.id:
            raise self._refused(
                (firm.id,),
                f"代码是 {{firms}} 的，编号却是 {keys.id}（改成它的编号，或删去编号）",
                f"the code is that of {{firms}}, the id is {keys.id} (give its id, or none)",
            )
        if keys.uscc and firm.uscc and _code(keys.uscc) != _code(firm.uscc):
            raise self._refused(
                (firm.id,),
                f"统一社会信用代码 {keys.uscc} 与档案的 {firm.uscc} 不同，不是同一家或写错了：{{firms}}",
                f"the unified social credit code {keys.uscc} is not the {firm.uscc} on file: another firm, or a slip: "
                "{firms}",
            )
        return firm.id

    def _by_name(self, keys: Keys) -> str:
        """The one customer of a name; a name alone never decides between several, nor against a code."""
        same = tuple(self.names.get(_name(keys.name), ())) if keys.name else ()
        if keys.uscc and all(self.firms[each].uscc for each in same):
            return ""
        if len(same) > 1:
            raise self._refused(
                same,
                f"有几个客户叫“{keys.name}”，要有编号或统一社会信用代码：{{firms}}",
                f"several customers are called {keys.name}: an id or a unified social credit code is needed: {{firms}}",
            )
        if same:
            return same[0]
        alike = self.alike.get(folded_name(keys.name), ()) if keys.name and not keys.uscc else ()
        if alike:
            raise self._refused(
                alike,
                f"“{keys.name}”与已有客户名称相近，要有编号或统一社会信用代码：{{firms}}",
                f"{keys.name} is almost a customer's name: an id or a unified social credit code is needed: {{firms}}",
            )
        return ""

    def _refused(self, ids: Iterable[str], zh: str, en: str) -> RefusedCellError:
        firms = [self.firms[each] for each in sorted(ids)]
        chinese = "、".join(f"{each.id}（{each.name}，{each.uscc or '无代码'}）" for each in firms)
        english = ", ".join(f"{each.id} ({each.name}, {each.uscc or 'no code'})" for each in firms)
        return RefusedCellError(Say(zh.replace("{firms}", chinese), en.replace("{firms}", english)))


def _code(text: str) -> str:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def _name(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
