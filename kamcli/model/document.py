"""A paper on file (资料, DC): where it lies and its checksum, never its content."""

from kamcli.model.base import Choice, Date, Flag, Line, Maybe, about, auto, conf, internal
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId


class ArchiveClass(Choice):
    """Archive class."""

    basic = auto(), "基础资料"
    operation = auto(), "经营资料"
    business_record = auto(), "业务往来记录"
    communication = auto(), "沟通记录"
    other = auto(), "其他"


class DocType(Choice):
    """Doc type."""

    application_form = auto(), "申请表"
    contract_draft = auto(), "合同文本草案"
    reconciliation = auto(), "对账单"
    business_licence = auto(), "营业执照"
    tax_registration = auto(), "税务登记证"
    contact_sheet = auto(), "联系方式表"
    company_history = auto(), "公司沿革"
    company_profile = auto(), "公司概况"
    annual_accounts = auto(), "决算表"
    product_guide = auto(), "产品指南"
    product_catalogue = auto(), "产品目录"
    qa_contract = auto(), "质量保证合同"
    delegation_letter = auto(), "书面授权书"
    shipment_note = auto(), "发货单"
    minutes = auto(), "会谈纪要"
    recording = auto(), "电话录音"
    mail = auto(), "邮件"
    photo = auto(), "照片"
    research_report = auto(), "市场调研报告"
    industry_news = auto(), "行业动态"
    customer_evaluation = auto(), "客户评价"
    qc_record = auto(), "质检记录"
    freight_record = auto(), "货运记录"
    production_record = auto(), "排产记录"
    licence_copy = auto(), "证照复印件"
    power_set = auto(), "用电申请资料"
    other = auto(), "其他"


class OriginalOrCopy(Choice):
    """Original or copy."""

    original = auto(), "原件"
    copy = auto(), "复印件"


class Document(Entry):
    """Document (资料)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", when="document of a customer")
    title: Maybe[Line] = internal("P", "资料名称")
    doc_type: Maybe[DocType] = conf("DC-01", "资料类别", since="always")
    about(doc_type, "申请资料清单按它对照 | the list of application papers goes by it", "R-DOC-01")
    location: Maybe[Line] = conf("DC-02", "存放位置", "Path or URI", since="always")
    about(location, "文件在库里的路径，或库外的地址 | path in the repository, or an address outside it")
    sha256: Maybe[Line] = conf("DC-02", "校验值", "SHA-256", since="always")
    about(sha256, "文件的校验值，64位十六进制 | checksum of the file, 64 hex digits")
    original_or_copy: Maybe[OriginalOrCopy] = internal("DC-03", "原件或复印件")
    issued_on: Maybe[Date] = internal("DC-04", "签发日期", when="doc_type that expires")
    valid_until: Maybe[Date] = internal("DC-04", "有效期至", when="doc_type that expires")
    about(valid_until, "当天仍有效；到期前提醒 | still valid on that day; pointed out before", "CK-40", "R-DOC-05")
    signed_by_us: Maybe[Flag] = internal("DC-05", "我方签字", when="doc_type reconciliation")
    about(signed_by_us, "对账单要双方签字 | a reconciliation statement is signed by both", "R-DOC-02")
    signed_by_them: Maybe[Flag] = internal("DC-05", "对方签字", when="doc_type reconciliation")
    about(signed_by_them, "对账单要双方签字 | a reconciliation statement is signed by both", "R-DOC-02")
    sealed_by_them: Maybe[Flag] = internal("DC-05", "对方公章", when="doc_type reconciliation")
    about(sealed_by_them, "对账单要盖客户公章 | a reconciliation statement bears the customer's seal", "R-DOC-02")
    archive_class: Maybe[ArchiveClass] = internal("DC-06", "档案类别", since="always")
    physical_location: Maybe[Line] = internal("DC-07", "存放柜位")
    about(physical_location, "原件在哪个档案柜 | cabinet that holds the paper")
