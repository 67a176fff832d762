"""The company totals of a year (公司数据, CC): the denominators of shares, and the exchange rates."""

from kamcli.model.base import Count, Maybe, Money, Number, Record, Table, Text, conf, internal


class CompanyFigures(Record):
    """Company figures (公司数据)."""

    year: Count = internal("CC-01", "年度", since="always")
    total_sales: Money = conf("CC-02", "企业总销售额", since="always")
    total_profit: Maybe[Money] = conf("CC-03", "企业总利润")
    qty_by_product: Table[Text, Number] = conf("CC-03", "商品总量", "Quantity by product")
    sales_by_region: Table[Text, Money] = conf("CC-03", "地区销售额")
    service_hours_available: Maybe[Number] = internal("CC-04", "可用维护工时")
    rates: Table[Text, Number] = internal("CC-05", "汇率", when="foreign amounts")
