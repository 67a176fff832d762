"""How a foreign export is read onto the canonical columns (导入对照)."""

from kamcli.model.base import Choice, Count, Many, Maybe, Part, Record, Table, Text, about, auto, internal


class AmountUnit(Choice):
    """Amount unit."""

    yuan = auto(), "元"
    ten_thousand = auto(), "万元"


class Column(Choice):
    """Column."""

    date = auto(), "日期"
    customer_id = auto(), "客户编号"
    amount = auto(), "金额"
    product = auto(), "产品"
    category = auto(), "品类"
    region = auto(), "地区"
    office = auto(), "办事处"
    owner = auto(), "业务员"
    qty = auto(), "数量"
    unit = auto(), "单位"
    gross_profit = auto(), "毛利"
    order_no = auto(), "订单号"
    currency = auto(), "币种"
    ordered_on = auto(), "下单日期"
    invoice_no = auto(), "发票号"
    issued_on = auto(), "开票日期"
    due_on = auto(), "到期日"
    contract_id = auto(), "合同编号"
    debtor = auto(), "债务方"
    paid_on = auto(), "付款日期"
    received_by_office_on = auto(), "办事处收款日期"
    remitted_on = auto(), "汇往公司日期"


class Encoding(Choice):
    """Encoding."""

    utf_8 = "utf-8", "UTF-8"
    gb18030 = auto(), "GB18030"
    utf_16 = "utf-16", "UTF-16"


class Ledger(Choice):
    """Ledger."""

    sales = auto(), "销售"
    orders = auto(), "订单"
    invoices = auto(), "发票"
    payments = auto(), "回款"


class SkipRule(Part):
    """Skip rows (跳过的行)."""

    column: Text = internal("P", "外部列名", since="always")
    equals: Many[Text] = internal("P", "等于", since="always")
    about(equals, "该列是其中之一的行不导入 | rows with one of these in the column are left out")


class ImportMap(Record):
    """Import map (导入对照)."""

    ledger: Ledger = internal("P", "台账", since="always")
    encoding: Maybe[Encoding] = internal("P", "编码")
    about(encoding, "空着则自动识别 | found out if left out")
    delimiter: Maybe[Text] = internal("P", "分隔符")
    about(delimiter, "空着则自动识别 | found out if left out")
    skip_lines: Maybe[Count] = internal("P", "跳过行数", ge=0)
    about(skip_lines, "表头之前有几行 | lines before the heading")
    date_format: Maybe[Text] = internal("P", "日期格式")
    about(date_format, "如 %d.%m.%Y；空着为年在前，如 2026-03-09 | as %d.%m.%Y; year first if left out, as 2026-03-09")
    decimal_mark: Maybe[Text] = internal("P", "小数点")
    about(decimal_mark, "空着为 . | a full stop if left out")
    thousands_mark: Maybe[Text] = internal("P", "千分位")
    about(thousands_mark, "空着为逗号；小数点是逗号时为没有 | a comma if left out; none beside a decimal comma")
    amount_unit: Maybe[AmountUnit] = internal("P", "金额单位")
    columns: Table[Column, Text] = internal("P", "列对照", since="always")
    about(columns, "标准列，和文件里的列名 | canonical column, and the file's own heading")
    constants: Table[Column, Text] = internal("P", "固定值")
    about(constants, "文件里没有的列，每行都填这个值 | columns that the file lacks, equal in every row")
    customer_ids: Table[Text, Text] = internal("P", "客户对照")
    about(customer_ids, "文件里的客户号，和这里的客户编号 | the file's customer number, and the id here")
    skip_rows: Many[SkipRule] = internal("P", "跳过的行")
    about(skip_rows, "合计行等不要的行 | rows not wanted, as totals")
