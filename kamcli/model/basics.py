"""Category 1 of a customer: basic data (基础资料, BA)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Flag,
    Line,
    Many,
    Maybe,
    Money,
    Part,
    PartialDate,
    Table,
    Text,
    about,
    auto,
    conf,
    internal,
    pers,
    pub,
)
from kamcli.model.choices import Size
from kamcli.model.refs import DepartmentId, PersonId


class AddressKind(Choice):
    """Address kind."""

    registered = auto(), "注册地址"
    office = auto(), "办公地址"
    delivery = auto(), "收货地址"
    invoice = auto(), "开票地址"


class OrganisationForm(Choice):
    """Organisation form."""

    state_owned = auto(), "国有企业"
    limited = auto(), "有限责任公司"
    joint_stock = auto(), "股份有限公司"
    private = auto(), "私营企业"
    sole = auto(), "个人独资"
    partnership = auto(), "合伙企业"
    foreign = auto(), "外资企业"
    joint_venture = auto(), "合资企业"
    government = auto(), "政府机关"
    institution = auto(), "事业单位"
    other = auto(), "其他"


class Address(Part):
    """Addresses (地址)."""

    kind: AddressKind = pub("BA-01", "地址类别", since="always")
    about(kind, "一个客户可有几种地址，各一条 | a customer may have several, one entry each")
    text: Text = pub("BA-01", "详细地址", since="always")
    postcode: Maybe[Line] = pub("BA-01", "邮编")


class CompanySize(Part):
    """Company size (公司规模)."""

    size_class: Size = internal("BA-12", "规模等级", since="always")
    employees: Maybe[Count] = internal("BA-12", "员工人数")
    turnover: Maybe[Money] = internal("BA-12", "年营业额")
    about(turnover, "取最近一年 | of the latest year")
    sites: Maybe[Count] = internal("BA-12", "网点数")
    about(sites, "门店、工厂等经营场所 | shops, plants and other places of business")


class BusinessLicence(Part):
    """Business licence (营业执照)."""

    licence_no: Line = internal("BA-19", "执照编号", since="always")
    about(licence_no, "登记机关编的号，据此查重 | the registrar's number; duplicates are found by it", "R-DAT-04")
    valid_until: Maybe[Date] = internal("BA-19", "有效期至")
    about(valid_until, "签署当天须有效，到期前提醒 | must be valid on the day of a sign-off", "R-DOC-05", "CK-40")
    annual_check_year: Maybe[Count] = internal("BA-19", "年检年度")
    about(annual_check_year, "最近通过年检的年度 | last year that passed the annual inspection")
    policy_conform: Maybe[Flag] = internal("BA-19", "符合产业政策", "Conforms to industrial policy")
    about(policy_conform, "经营项目是否符合国家产业政策 | whether its business conforms to state industrial policy")


class TaxRegistration(Part):
    """Tax registration (税务登记证)."""

    registration_no: Maybe[Line] = internal("BA-20", "税务登记号")
    merged: Maybe[Flag] = internal("BA-20", "证照合一")
    about(merged, "已并入营业执照的填“是” | true where it is part of the business licence", "R-DOC-01")


class OnlineAccount(Part):
    """Online account (线上账号)."""

    account: Line = pers("BA-22", "用户账号", since="always")
    nickname: Maybe[Line] = pers("BA-22", "昵称")


class Recharge(Part):
    """Recharge (充值情况)."""

    total: Money = conf("BA-23", "充值总额", since="always")
    about(total, "VIP等级可按它分 | the VIP scheme can go by it", "R-GRD-07")
    last_on: Maybe[Date] = conf("BA-23", "最近充值日期")
    by_period: Table[Text, Money] = conf("BA-23", "分期充值")
    about(by_period, "期间（如 2026-03）和金额 | period, as 2026-03, and amount")


class InvoiceBank(Part):
    """Invoice and bank details (开票银行资料)."""

    title: Maybe[Line] = conf("BA-24", "开票抬头")
    about(title, "发票上的购方名称 | buyer's name as invoices have it")
    tax_no: Maybe[Line] = conf("BA-24", "税号")
    bank: Maybe[Line] = conf("BA-24", "开户银行")
    account: Maybe[Line] = conf("BA-24", "银行账号")


class Basics(Part):
    """Basic data (基础资料)."""

    addresses: Many[Address] = pub("BA-01", "地址", since="always")
    phones: Many[Line] = pub("BA-02", "电话", since="always")
    about(phones, "号码相同会提示重复建档 | an equal number hints at a second file", "R-DAT-04")
    fax: Maybe[Line] = pub("BA-03", "传真")
    email: Maybe[Line] = pub("BA-03", "邮箱")
    about(email, "域名与地区都相同会提示重复建档 | equal domain and region hint at a second file", "R-DAT-04")
    website: Maybe[Line] = pub("BA-03", "网址")
    im_accounts: Many[Line] = pub("BA-03", "即时通讯", "Messenger accounts")
    about(im_accounts, "注明是哪一种，如微信、QQ | say which kind, as WeChat")
    legal_representative: Maybe[PersonId] = pers("BA-04", "法定代表人", since="recognised")
    about(legal_representative, "合同对方签约人与他核对 | whom the signatory of a contract is held against")
    owners: Many[PersonId] = pers("BA-05", "所有者", since="active")
    about(owners, "出资人、股东 | investors and shareholders")
    managers: Many[PersonId] = pers("BA-06", "经营管理者", since="active")
    about(managers, "实际经营的人 | who actually run the business")
    founded_on: Maybe[PartialDate] = pub("BA-07", "创立时间", since="active")
    trading_since: Maybe[PartialDate] = internal("BA-08", "交易起始日期", since="active")
    about(trading_since, "首次成交；月数不足的按实际平均 | first trade; a shorter time is averaged so", "R-GRD-08")
    organisation_form: Maybe[OrganisationForm] = pub("BA-09", "企业组织形式", since="active")
    business_type: Maybe[Line] = pub("BA-10", "业种", since="active")
    about(business_type, "行业之内的细分 | trade within the industry")
    assets: Maybe[Money] = conf("BA-11", "资产")
    about(assets, "另写明是哪一年的 | say of which year below")
    assets_year: Maybe[Count] = conf("BA-11", "资产年度", when="assets")
    company_size: Maybe[CompanySize] = internal("BA-12", "公司规模", since="active")
    organisation_chart: Many[DepartmentId] = conf("BA-13", "组织机构")
    about(organisation_chart, "它的部门，登记在客户人员表里 | its departments, kept in the people file")
    history: Maybe[Text] = internal("BA-14", "公司沿革", since="investigated")
    profile: Maybe[Text] = internal("BA-15", "公司概况", since="investigated")
    products_services: Many[Text] = pub("BA-16", "产品及服务范围", "Products and services", since="investigated")
    equipment_technology: Maybe[Text] = conf(
        "BA-17", "设备及技术情况", "Equipment and technology", since="investigated"
    )
    operating_mechanism: Maybe[Text] = internal("BA-18", "经营机制")
    about(operating_mechanism, "怎样决策、激励、核算 | how it decides, rewards and accounts")
    business_licence: Maybe[BusinessLicence] = internal("BA-19", "营业执照", since="recognised")
    tax_registration: Maybe[TaxRegistration] = internal("BA-20", "税务登记证", since="recognised")
    industry_facts: Maybe[Text] = pub("BA-21", "行业基本状况")
    about(industry_facts, "所在行业的规模、走势和竞争 | size, trend and competition of its industry")
    online_account: Maybe[OnlineAccount] = pers("BA-22", "线上账号", when="service customer")
    recharge: Maybe[Recharge] = conf("BA-23", "充值情况", when="service customer")
    invoice_bank: Maybe[InvoiceBank] = conf("BA-24", "开票银行资料", "Invoice and bank details")
    uscc: Maybe[Line] = pub("BA-25", "统一社会信用代码", "Unified social credit code", since="recognised")
    about(uscc, "18位；相同就是同一家，导入也按它对照 | 18 characters; equal codes are one firm", "R-DAT-04")
