"""Parameters of policy.yaml about dealing with customers: ownership, visits, minutes, call-backs, contacts."""

from kamcli.model.base import Choice, Count, Flag, Line, Many, Number, Percent, Span, Table, about, auto
from kamcli.model.choices import ServiceLevel
from kamcli.model.customer import Nature
from kamcli.model.parameters import Parameters, param


class ConflictRule(Choice):
    """Conflict rule."""

    first_recorded = auto(), "先录入者得"
    manager_only = auto(), "经理决定"


class MinutesCover(Choice):
    """Minutes cover."""

    drafted = auto(), "已起草"
    drafted_and_sent = auto(), "已起草并提交"


class CallbackMode(Choice):
    """Callback mode."""

    half_month = auto(), "半月制"
    interval = auto(), "间隔制"


class CallbackScope(Choice):
    """Callback scope."""

    key_accounts = auto(), "大客户"
    all = auto(), "全部客户"


class ColdCall(Choice):
    """Cold call."""

    warn = auto(), "提醒"
    allow = auto(), "允许"


class BalanceWeight(Parameters, at="assign.balance_weight"):
    """Balance weight (均衡权重)."""

    count: Number = param("PP-110", "客户数", ge=0)
    ability: Number = param("PP-110", "业务能力", ge=0, le=1)
    about(ability, "0 = 不看能力，1 = 完全按能力 | 0 leaves ability out, 1 goes wholly by it")


class AssignRules(Parameters, at="assign"):
    """Assign (归属)."""

    first_contact_days: Span = param("PP-108", "首次沟通天数")
    about(first_contact_days, "分到后多少天内要沟通，过了经理可改派 | days to the first talk; later he may be moved")
    conflict_rule: ConflictRule = param("PP-109", "冲突规则")
    about(conflict_rule, "两人都收集到同一客户时归谁 | whose a customer is that two people collected")
    balance_weight: BalanceWeight = param("PP-110", "均衡权重")
    about(balance_weight, "分配线索时客户数和业务能力各算多重 | what number and ability weigh as leads are dealt out")


class VisitRules(Parameters, at="visit"):
    """Visit (走访)."""

    require_slip: Flag = param("PP-111", "须填走访单")
    about(require_slip, "填“是”则没批的走访单不能出门 | true: nobody leaves without an approved slip")
    kit: Many[Line] = param("PP-112", "随带资料")
    about(kit, "宣传资料的代码，走访要带齐 | codes of the material that goes along on a visit")
    manager_coverage_min_pct: Percent = param("PP-113", "经理巡访最低覆盖率")
    about(manager_coverage_min_pct, "十二个月内至少到过多大比例的客户 | least share of customers seen in twelve months")
    manager_max_share_pct: Percent = param("PP-114", "经理单户最高占比")
    about(manager_max_share_pct, "经理的走访里一个客户最多占多少 | most that one customer may take of his visits")


class MinutesRules(Parameters, at="minutes"):
    """Minutes (会谈纪要)."""

    workdays: Span = param("PP-115", "工作日")
    about(workdays, "会谈后多少个工作日内写好 | working days to write them in")
    deadline_covers: MinutesCover = param("PP-116", "期限涵盖")
    about(deadline_covers, "只算写好，还是连提交客户 | whether the days cover writing only, or sending as well")
    confirm_workdays: Span = param("PP-117", "确认工作日")
    about(confirm_workdays, "提交后多少个工作日没回音就催 | working days after which a receipt is chased")


class CallbackRules(Parameters, at="callback"):
    """Callback (回访)."""

    mode: CallbackMode = param("PP-118", "方式")
    about(mode, "每半个月一次，或隔若干天一次 | once every half of a month, or every so many days")
    interval_days: Span = param("PP-119", "间隔天数")
    about(interval_days, "方式为间隔制时用 | used where the mode is interval")
    scope: CallbackScope = param("PP-120", "范围")
    about(scope, "要回访的是大客户还是全部客户 | whether key accounts or all customers are called back")
    per_year: Count = param("PP-121", "每年次数")
    about(per_year, "一年应有多少次回访 | call-backs that a year should have")


class ContactRules(Parameters, at="contact"):
    """Contact (联络)."""

    cold_call: ColdCall = param("PP-122", "陌生电话")
    about(cold_call, "没寄过资料就打电话，提醒还是允许 | a call before anything written: warn, or allow")
    phone_max_minutes: Count = param("PP-123", "通话最长分钟")
    about(phone_max_minutes, "确认收到和预约的电话不宜更长 | longer calls to confirm or to meet are pointed out")
    rhythm_days: Table[ServiceLevel, Span] = param("PP-124", "联络间隔天数")
    about(rhythm_days, "各服务级别最多隔多少天联络一次 | most days between contacts, by service level")
    information_days: Span = param("PP-125", "提供情报天数")
    about(information_days, "最多隔多少天给大客户一次有用的情报 | most days between useful information to key accounts")
    birthday_lead_days: Span = param("PP-126", "生日提前天数")
    about(birthday_lead_days, "生日前多少天提醒 | days before a birthday that it is pointed out")
    festivals: Many[Line] = param("PP-127", "节日清单")
    about(festivals, "问候计划里的节日只能取这里的词 | the only words for the festival of a greeting plan")
    festival_lead_days: Span = param("PP-128", "节日提前天数")
    about(festival_lead_days, "节日前多少天准备问候 | days before a festival that greetings are prepared")


class SelectionRules(Parameters, at="selection"):
    """Selection (新客户选择)."""

    required_for: Many[Nature] = param("PP-153", "适用性质")
    about(required_for, "哪些性质的客户要走选择程序 | natures of customers that go through the selection")


class ExecutiveVisitRules(Parameters, at="exec_visit"):
    """Exec visit (高层互访)."""

    cycle_months: Table[ServiceLevel, Span] = param("PP-197", "周期月数")
    about(cycle_months, "各服务级别隔多少个月互访一次 | months between mutual visits, by service level")
    min_executives: Count = param("PP-198", "最少高层人数")
    about(min_executives, "双方各至少多少位 | least number on each side")


class EventRules(Parameters, at="events"):
    """Events (活动)."""

    tour_min_visitors: Count = param("PP-200", "专场最少人数")
    about(tour_min_visitors, "到访人数不少于它才办专场参观 | a special tour is held from so many visitors on")
