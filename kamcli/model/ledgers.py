"""The four ledgers (台账): their canonical columns, headings in both languages, types and spec ids, as one table."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kamcli.model.base import Choice, auto


class Debtor(Choice):
    """Who owes an invoice: the customer by contract, or our own office by deemed acceptance (IV-02)."""

    customer = auto(), "客户"
    office = auto(), "办事处"


class Cell(Choice):
    """What a cell of a ledger holds; `exact` is a decimal with at most six places."""

    text = auto(), "文本"
    day = auto(), "日期"
    exact = auto(), "数字", "number"
    debtor = auto(), "债务方"


class LedgerColumn(NamedTuple):
    """One canonical column; a `filled` one must have a value in every row, a `required` one must at least be there.

    `money` is an amount in the row's currency, and no other number.
    """

    name: str
    zh: str
    en: str
    cell: Cell
    spec: str
    required: bool = False
    filled: bool = False
    money: bool = False

    def heading(self, lang: str) -> str:
        """How kam writes the column's head: the Chinese label, or the English name."""
        return self.zh if lang == "zh" else self.name


class LedgerTable(NamedTuple):
    """One ledger.

    `number` names the column that identifies a row ("" = rows have no identity), `day` the one that decides the row's
    month file; `folder` lies under records/.
    """

    name: str
    zh: str
    en: str
    number: str
    day: str
    columns: tuple[LedgerColumn, ...]

    @property
    def folder(self) -> str:
        return f"ledgers/{self.name}"

    def column(self, name: str) -> LedgerColumn:
        """The column of that English name; KeyError when the ledger has none."""
        return {each.name: each for each in self.columns}[name]


def _must(name: str, zh: str, en: str, cell: Cell, spec: str) -> LedgerColumn:
    return LedgerColumn(name, zh, en, cell, spec, required=True, filled=True)


def _amount(spec: str) -> LedgerColumn:
    return _must("amount", "金额", "Amount", Cell.exact, spec)._replace(money=True)


_CUSTOMER = _must("customer_id", "客户编号", "Customer id", Cell.text, "CM-03")
_CURRENCY = LedgerColumn("currency", "币种", "Currency", Cell.text, "P")

_SALES = (
    _must("date", "日期", "Date", Cell.day, "SF-01"),
    _CUSTOMER,
    _amount("SF-04"),
    LedgerColumn("product", "产品", "Product", Cell.text, "SF-02"),
    LedgerColumn("category", "品类", "Category", Cell.text, "SF-02"),
    LedgerColumn("region", "地区", "Region", Cell.text, "SF-02"),
    LedgerColumn("office", "办事处", "Office", Cell.text, "SF-02"),
    LedgerColumn("owner", "业务员", "Owner", Cell.text, "SF-02"),
    LedgerColumn("qty", "数量", "Quantity", Cell.exact, "SF-03"),
    LedgerColumn("unit", "单位", "Unit", Cell.text, "SF-03"),
    LedgerColumn("gross_profit", "毛利", "Gross profit", Cell.exact, "SF-05", money=True),
    LedgerColumn("order_no", "订单号", "Order no", Cell.text, "OR-01"),
    _CURRENCY,
)
_ORDERS = (
    _must("order_no", "订单号", "Order number", Cell.text, "OR-01"),
    _CUSTOMER,
    _must("ordered_on", "下单日期", "Ordered on", Cell.day, "OR-01"),
    _amount("OR-02"),
    _CURRENCY,
)
_INVOICES = (
    _must("invoice_no", "发票号", "Invoice no", Cell.text, "IV-01"),
    _CUSTOMER,
    _must("issued_on", "开票日期", "Issued on", Cell.day, "IV-01"),
    LedgerColumn("due_on", "到期日", "Due on", Cell.day, "IV-03", required=True),
    _amount("IV-03"),
    LedgerColumn("contract_id", "合同编号", "Contract id", Cell.text, "IV-01"),
    LedgerColumn("debtor", "债务方", "Debtor", Cell.debtor, "IV-02"),
    _CURRENCY,
)
_PAYMENTS = (
    _must("paid_on", "付款日期", "Paid on", Cell.day, "PM-01"),
    _CUSTOMER,
    _amount("PM-01"),
    LedgerColumn("invoice_no", "发票号", "Invoice no", Cell.text, "PM-01"),
    LedgerColumn("received_by_office_on", "办事处收款日期", "Received by office on", Cell.day, "PM-02"),
    LedgerColumn("remitted_on", "汇往公司日期", "Remitted on", Cell.day, "PM-02"),
    _CURRENCY,
)

LEDGERS: Mapping[str, LedgerTable] = MappingProxyType(
    {
        "sales": LedgerTable("sales", "销售台账", "Sales ledger", "", "date", _SALES),
        "orders": LedgerTable("orders", "订单台账", "Order ledger", "order_no", "ordered_on", _ORDERS),
        "invoices": LedgerTable("invoices", "应收台账", "Invoice ledger", "invoice_no", "issued_on", _INVOICES),
        "payments": LedgerTable("payments", "回款台账", "Payment ledger", "", "paid_on", _PAYMENTS),
    }
)


def folded(heading: str) -> str:
    """A heading without what doesn't distinguish it: full-width forms, spaces around, capitals, `_` for a space."""
    return unicodedata.normalize("NFKC", heading).strip().casefold().replace("_", " ")


def spellings(ledger: LedgerTable) -> Mapping[str, str]:
    """Every accepted heading of a ledger, folded -> the column's English name."""
    return {folded(word): each.name for each in ledger.columns for word in (each.name, each.zh, each.en)}
