"""The company totals of a year (公司数据, CC): the denominators of shares, and the exchange rates."""

from kamcli.model.base import Count, Maybe, Money, Number, Record, Table, Text, about, conf, internal


class CompanyFigures(Record):
    """Company figures (公司数据)."""

    year: Count = internal("CC-01", "年度", since="always")
    total_sales: Money = conf("CC-02", "企业总销售额", since="always")
    about(
        total_sales, "含未建档的客户；占比的分母 | customers without a file too; the denominator of shares", "R-GRD-01"
    )
    total_profit: Maybe[Money] = conf("CC-03", "企业总利润")
    qty_by_product: Table[Text, Number] = conf("CC-03", "商品总量", "Quantity by product")
    about(qty_by_product, "产品和全公司的数量 | product and quantity of the whole company")
    sales_by_region: Table[Text, Money] = conf("CC-03", "地区销售额")
    service_hours_available: Maybe[Number] = internal("CC-04", "可用维护工时")
    about(service_hours_available, "一年可用于维护客户的小时 | hours a year for looking after customers")
    rates: Table[Text, Number] = internal("CC-05", "汇率", when="foreign amounts")
    about(rates, "一单位外币合多少本币，每年一个 | company currency for one unit of a foreign one, one rate a year")
