"""What can be wrong with a ledger file (LEDGER-nn), and rows whose customer has no file (R-DAT-12)."""

from kamcli.model.finding import Say, Severity
from kamcli.rules.base import Rule, family

_IMPORT = Say(
    "在 ERP 里改正后重新导入（kam import {ledger} 文件.csv），或直接改这一格",
    "mend it in the ERP and import again (kam import {ledger} FILE.csv), or edit this cell",
)


def _said(number: str, title: Say, say: Say, hint: Say | None = None, severity: Severity = Severity.error) -> Rule:
    spec = "" if number.startswith("LEDGER") else number
    return family(number, title=title, say=say, hint=hint, severity=severity, spec=spec or "R-DAT-00")


LEDGER_FAMILY = (
    _said(
        "LEDGER-01",
        Say("台账文件读得出来", "a ledger file can be read"),
        Say("读不出来：{why}", "can't be read: {why}"),
        Say(
            "另存为 UTF-8 的 CSV，或用 kam import {ledger} 导入原文件",
            "save it as a CSV in UTF-8, or kam import {ledger} the original",
        ),
    ),
    _said(
        "LEDGER-02",
        Say("台账的表头完整", "the heading of a ledger is complete"),
        Say("表头{why}", "the heading {why}"),
        Say("标准列：{columns}", "canonical columns: {columns}"),
    ),
    _said(
        "LEDGER-03",
        Say("日期格是日期", "a date cell holds a date"),
        Say("{column}：“{text}”不是日期（写 2026-03-09）", "{column}: {text} is not a date (write 2026-03-09)"),
        _IMPORT,
    ),
    _said(
        "LEDGER-04",
        Say("数字格是数字，最多六位小数", "a number cell holds a number of at most six decimals"),
        Say(
            "{column}：“{text}”不是数字（写 1234.50，不带千分位，最多六位小数）",
            "{column}: {text} is not a number (write 1234.50: no thousands mark, at most six decimals)",
        ),
        _IMPORT,
    ),
    _said(
        "LEDGER-05",
        Say("每一行都有必填格", "every row fills the required cells"),
        Say("{column}是空的", "{column} is empty"),
        _IMPORT,
    ),
    _said(
        "LEDGER-06",
        Say("债务方是客户或办事处", "the debtor is the customer or the office"),
        Say(
            "{column}：没有“{text}”这一项；可选：客户、办事处",
            "{column}: {text} is no choice; choose customer or office",
        ),
        _IMPORT,
    ),
    _said(
        "LEDGER-07",
        Say("每行的格数与表头相同", "a row has as many cells as the heading"),
        Say("这一行有 {found} 格，表头有 {wanted} 列", "the row has {found} cells, the heading {wanted} columns"),
        Say("含逗号的格要加双引号", "a cell that contains a comma is put in double quotes"),
    ),
    _said(
        "LEDGER-08",
        Say("单号不重复", "a number is used once"),
        Say("{column} {text} 已在 {first} 出现过", "{column} {text} is already at {first}"),
        Say("台账一单一行：合并或删掉其中一行", "one row a document: merge them or delete one"),
    ),
    _said(
        "LEDGER-09",
        Say("每个文件的毛病不逐条列完", "not every fault of a file is listed"),
        Say("还有 {more} 处同类问题没有列出", "{more} more faults in this file are not listed"),
    ),
    _said(
        "LEDGER-10",
        Say("回款币种与发票相同", "a payment is in its invoice's currency"),
        Say(
            "回款是 {currency}，发票 {invoice} 是 {other}：不能分配，列为未分配",
            "paid in {currency}, the invoice {invoice} is in {other}: it can't be allocated and stays unallocated",
        ),
        _IMPORT,
    ),
    _said(
        "LEDGER-11",
        Say("回款的发票在台账里", "the invoice of a payment is in the ledger"),
        Say(
            "台账里没有发票 {invoice}：列为未分配",
            "there is no invoice {invoice} in the ledger: the money stays unallocated",
        ),
        Say("导入那张发票：kam import invoices 文件.csv", "import that invoice: kam import invoices FILE.csv"),
        Severity.information,
    ),
    _said(
        "LEDGER-12",
        Say("回款客户与发票客户相同", "a payment comes from its invoice's customer"),
        Say(
            "付款的是 {customer}，发票 {invoice} 是 {other} 的；冲的是这张发票",
            "paid by {customer}, the invoice {invoice} is {other}'s; it settles that invoice",
        ),
        severity=Severity.warning,
    ),
    _said(
        "LEDGER-13",
        Say("台账文件放在它的目录里", "ledger files lie in their folders"),
        Say("这个文件没有读", "the file was not read"),
        Say("台账是普通的 .csv 文件，放在：{folders}", "ledgers are ordinary .csv files in: {folders}"),
        Severity.warning,
    ),
    _said(
        "R-DAT-12",
        Say("有往来的客户都有档案", "every trading customer has a file"),
        Say("没有编号为 {customer} 的客户（{rows} 行）", "there is no customer {customer} ({rows} rows)"),
        Say("kam import customers 文件.csv，或 kam add customer", "kam import customers FILE.csv, or kam add customer"),
    ),
)
BY_ID = {rule.id: rule for rule in LEDGER_FAMILY}
