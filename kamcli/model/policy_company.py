"""Company-wide parameters of policy.yaml."""

from kamcli.model.base import (
    Choice,
    Count,
    FieldPath,
    Flag,
    Line,
    Many,
    Maybe,
    Part,
    Percent,
    Span,
    Text,
    about,
    auto,
    internal,
)
from kamcli.model.choices import AccessLevel, Boundary, Role
from kamcli.model.parameters import Parameters, param
from kamcli.model.refs import StaffId


class Language(Choice):
    """Language."""

    chinese = "zh", "中文"
    english = "en", "英文"


class Weekday(Choice):
    """Weekday."""

    mon = auto(), "周一"
    tue = auto(), "周二"
    wed = auto(), "周三"
    thu = auto(), "周四"
    fri = auto(), "周五"
    sat = auto(), "周六"
    sun = auto(), "周日"


class Company(Parameters, at="company"):
    """Company (公司)."""

    name: Line = param("PP-001", "公司名称")
    currency: Line = param("PP-002", "币种")
    about(currency, "台账没写币种的行按它算 | that of ledger rows which name none")
    timezone: Line = param("PP-003", "时区")
    about(timezone, "“今天”按它算 | in which it is today")
    fiscal_year_start: Line = param("PP-004", "财年起始")
    about(fiscal_year_start, "月-日，年销售额的年从这天起 | month-day, from which a year of sales counts")
    language: Language = param("PP-005", "语言")
    about(language, "账簿里新写的内容和报表的语言 | of what kam writes and prints")


class BoundaryRules(Parameters, at="boundary"):
    """Boundary (边界)."""

    default: Boundary = param("PP-011", "默认归属")
    about(default, "正好在两档之间的数归哪一档 | where a number exactly between two bands belongs")


class CalendarRules(Parameters, at="calendar"):
    """Calendar (日历)."""

    weekend: Many[Weekday] = param("PP-006", "周末")
    start_day_counts: Flag = param("PP-009", "起始日计入")
    about(start_day_counts, "填“否”则从发生的次日数起 | false counts from the day after the event")
    roll_if_last_day_off: Flag = param("PP-010", "末日休息顺延")
    about(roll_if_last_day_off, "填“是”则末日休息时顺延到下个工作日 | true moves the last day on to a working day")


class CustomerIds(Parameters, at="customers"):
    """Customers (客户编号规则)."""

    new_id: Line = param("PP-084b", "新编号格式")
    about(new_id, "新客户的编号从它起，位数照它 | ids of new customers begin here, with as many digits")
    id_allowed: Line = param("PP-084b", "允许的编号")
    about(id_allowed, "正则式，认哪些已有的编号 | regular expression of the ids that are accepted")


class Receivables(Parameters, at="receivables"):
    """Receivables (应收账款)."""

    lead_days: Span = param("PP-096", "到期提前天数")
    about(lead_days, "到期前多少天提醒 | days before the due date that it is pointed out")
    buckets: Many[Count] = param("PP-097", "账龄分段")
    about(buckets, "逾期天数的分段，每个数是一段的末日 | days overdue, each number the last day of a bucket")


class DayKind(Choice):
    """Day kind."""

    calendar = auto(), "自然日"
    working = auto(), "工作日"


class DataRules(Parameters, at="data"):
    """Data (资料管理)."""

    industries: Many[Line] = param("PP-099", "行业清单")
    about(industries, "客户的行业只能取这里的词 | the only words for a customer's industry")
    regions: Many[Line] = param("PP-100", "地区清单")
    about(regions, "客户的地区只能取这里的词 | the only words for a customer's region")
    completeness_min_pct: Percent = param("PP-105", "最低完整率")
    about(completeness_min_pct, "低于它算资料不全，正好等于算够 | below it a file is incomplete; equal is enough")
    entry_workdays: Span = param("PP-101", "录入工作日")
    about(entry_workdays, "收集到审核录入最多几个工作日 | working days from collection to entry, review included")
    handover_days: Span = param("PP-102", "移交天数")
    about(handover_days, "录入后几天内发送市场部 | days from entry to the hand-over to marketing")
    handover_day_kind: DayKind = param("PP-103", "移交天数口径")
    about(handover_day_kind, "移交天数按工作日还是自然日 | whether these are working or calendar days")
    filing_workdays: Span = param("PP-104", "归档工作日")
    about(filing_workdays, "市场部收到后几个工作日归档 | working days in which marketing files it")
    watch_fields: Many[FieldPath] = param("PP-107", "重点变更字段")
    about(watch_fields, "变了要告知上级和相关部门的字段 | fields of which others are told when they change")


class ArchiveRules(Parameters, at="archive"):
    """Archive (档案)."""

    freshness_days: Span = param("PP-190", "更新天数")
    about(freshness_days, "多少天没核实算陈旧 | days without a check after which a file is stale")


class PrivacyRules(Parameters, at="privacy"):
    """Privacy (隐私)."""

    allow_profile: Flag = param("PP-209", "允许个人画像")
    about(allow_profile, "可否登记性格、爱好、学历等 | whether character, hobbies, education may be kept")
    allow_family: Flag = param("PP-210", "允许家庭信息")
    about(allow_family, "可否登记家庭和住址 | whether family and home address may be kept")


class DigestRecipient(Part):
    """Recipients (收件人)."""

    staff: Maybe[StaffId] = internal("PP-216", "员工")
    about(staff, "员工编号，寄到他在组织里的邮箱 | staff id: mailed to the address on the roster")
    role: Maybe[Role] = internal("PP-216", "角色")
    about(role, "寄给当天担任这个角色的每个人 | mailed to everybody who holds the role that day")
    email: Maybe[Line] = internal("PP-216", "邮箱")
    about(email, "不在组织里的人的邮箱 | the address of somebody who is not on the roster")
    max_class: AccessLevel = internal("PP-216", "最高密级", since="always")
    about(max_class, "这个人最多看到哪一级 | the highest class that this recipient sees", "BOOK-15")
    language: Maybe[Language] = internal("PP-216", "语言")
    about(language, "空着用公司的语言 | the company's language if left out")


class DigestRules(Parameters, at="digest"):
    """Digest (周报)."""

    weekday: Weekday = param("PP-212", "发送日")
    about(
        weekday,
        "每周最早在这天寄，漏了就补寄 | earliest day of a week's mail; a missed run is caught up",
    )
    due_ahead_days: Span = param("PP-213", "提前天数")
    about(due_ahead_days, "周报列出今后多少天内到期的 | days ahead that the digest looks")
    max_class: AccessLevel = param("PP-214", "最高密级")
    about(max_class, "报表最多印到哪一级 | the highest class that reports print")
    mail_if_empty: Flag = param("PP-215", "空也发送")
    about(mail_if_empty, "没有要处理的事时还寄不寄 | whether it is mailed when nothing needs attention")
    recipients: Many[DigestRecipient] = param("PP-216", "收件人")
    about(recipients, "每项写 员工、角色、邮箱 之一和最高密级 | each one staff, role or email, and the highest class")


class MailSecurity(Choice):
    """Mail security."""

    implicit = auto(), "SSL"
    starttls = auto(), "STARTTLS"
    plain = auto(), "明文"


class Mail(Parameters, at="mail"):
    """Mail (邮件)."""

    server: Maybe[Line] = internal("PP-084b", "服务器")
    about(server, "发信服务器；空着不寄邮件 | the SMTP server; nothing is mailed if left out")
    port: Maybe[Count] = internal("PP-084b", "端口", ge=1, le=65_535)
    about(port, "多为 465（SSL）或 587（STARTTLS） | mostly 465 (implicit) or 587 (starttls)")
    tls: Maybe[MailSecurity] = internal("PP-084b", "加密方式")
    about(tls, "证书一律核对；明文只许本机 | certificates are always checked; plain only to this machine")
    user: Maybe[Line] = internal("PP-084b", "用户名")
    about(user, "登录名；空着不登录 | the login; none if left out")
    password_command: Maybe[Text] = internal("PP-084b", "取密码命令")
    about(password_command, "打印密码的命令；也可设 KAM_SMTP_PASSWORD | prints the password; or set KAM_SMTP_PASSWORD")
    sender: Maybe[Line] = internal("PP-084b", "发件人")
    about(sender, "发件地址，多数服务器要求与登录名相同 | the address of From, for most servers that of the login")
    ca_file: Maybe[Line] = internal("PP-084b", "根证书文件")
    about(ca_file, "企业自签的根证书（PEM），加在系统的之外 | a company's own root (PEM), beside those of the system")
    only_from: Maybe[Line] = internal("PP-084b", "发送地")
    about(
        only_from,
        "主机名:账簿目录；别处的副本不寄信 | host:folder of the one book that mails; copies do not",
    )
