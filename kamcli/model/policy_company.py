"""Company-wide parameters of policy.yaml."""

from kamcli.model.base import Choice, Count, Flag, Many, Percent, Text, auto
from kamcli.model.choices import AccessLevel, Boundary
from kamcli.model.parameters import Parameters, param


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

    name: Text = param("PP-001", "公司名称")
    currency: Text = param("PP-002", "币种")
    timezone: Text = param("PP-003", "时区")
    fiscal_year_start: Text = param("PP-004", "财年起始")
    language: Language = param("PP-005", "语言")


class BoundaryRules(Parameters, at="boundary"):
    """Boundary (边界)."""

    default: Boundary = param("PP-011", "默认归属")


class CalendarRules(Parameters, at="calendar"):
    """Calendar (日历)."""

    weekend: Many[Weekday] = param("PP-006", "周末")
    start_day_counts: Flag = param("PP-009", "起始日计入")
    roll_if_last_day_off: Flag = param("PP-010", "末日休息顺延")


class CustomerIds(Parameters, at="customers"):
    """Customers (客户编号规则)."""

    new_id: Text = param("PP-084b", "新编号格式")
    id_allowed: Text = param("PP-084b", "允许的编号")


class Receivables(Parameters, at="receivables"):
    """Receivables (应收账款)."""

    lead_days: Count = param("PP-096", "到期提前天数")
    buckets: Many[Count] = param("PP-097", "账龄分段")


class DataRules(Parameters, at="data"):
    """Data (资料管理)."""

    industries: Many[Text] = param("PP-099", "行业清单")
    regions: Many[Text] = param("PP-100", "地区清单")
    completeness_min_pct: Percent = param("PP-105", "最低完整率")


class ArchiveRules(Parameters, at="archive"):
    """Archive (档案)."""

    freshness_days: Count = param("PP-190", "更新天数")


class PrivacyRules(Parameters, at="privacy"):
    """Privacy (隐私)."""

    allow_profile: Flag = param("PP-209", "允许个人画像")
    allow_family: Flag = param("PP-210", "允许家庭信息")


class DigestRules(Parameters, at="digest"):
    """Digest (周报)."""

    due_ahead_days: Count = param("PP-213", "提前天数")
    max_class: AccessLevel = param("PP-214", "最高密级")
