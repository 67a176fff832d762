"""How customers are talked to: material before the phone, short calls, everything written down (R-CON)."""

from collections.abc import Iterator

from kamcli.clocks.contacts import visited_on
from kamcli.model.choices import Channel
from kamcli.model.columns import Columns, Row
from kamcli.model.contact import Callback, CallbackState, ContactLog, ContactPurpose, Direction
from kamcli.model.customer import Lifecycle
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.model.policy_contact import ColdCall
from kamcli.model.visit import VisitState
from kamcli.rules.base import book_rule, computed, record_rule

WRITTEN = (Channel.fax, Channel.email, Channel.post, Channel.web_link, Channel.letter)
SHORT = (ContactPurpose.confirm_receipt, ContactPurpose.appointment)  # what a call to a stranger is for
POLITE = (*SHORT, ContactPurpose.invite)
STRANGERS = (Lifecycle.lead, Lifecycle.candidate)
AHEAD = (VisitState.slip_filled, VisitState.approved, VisitState.handed_in)
QUESTIONS = {
    "product_use": Say("产品使用情况", "how the product is used"),
    "new_needs": Say("新需求", "what is newly needed"),
    "products_introduced": Say("新产品推介", "which products were introduced"),
}


@book_rule(
    "R-CON-01",
    title=Say("对陌生客户先寄资料，再打电话", "a stranger gets something written before a call"),
    say=Say("第一次联络就是推销电话", "the first contact is a sales call"),
    hint=Say("先寄资料，再打电话确认收到并预约", "send material first, then call to confirm the receipt and to meet"),
    severity=Severity.information,
    kinds=("contact_log",),
    parameters=("contact.cold_call",),
)
def cold_call(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """Only of customers who are not recognised yet; the first contact out decides."""
    if policy.contact.cold_call == ColdCall.allow:
        return
    strangers = {row.id for row in columns.rows("customer") if row.lifecycle_status in STRANGERS}
    for row in first_out(columns):
        if row.customer in strangers and row.channel == Channel.phone and row.purpose not in POLITE:
            yield Problem(("channel",), {}, row.id, row.kind)


def first_out(columns: Columns) -> tuple[Row, ...]:
    """The first entry of the log of each customer in which we turned to it."""
    found: dict[str, Row] = {}
    dated = (row for row in columns.rows("contact_log") if row.at and row.direction == Direction.out)
    for row in sorted(dated, key=lambda each: (each.at, each.id)):
        found.setdefault(row.customer, row)
    return tuple(found.values())


@record_rule(
    "R-CON-02",
    title=Say("确认和预约的电话要短", "calls to confirm or to make an appointment are short"),
    say=Say("通话 {minutes} 分钟，超过 {most} 分钟", "the call took {minutes} minutes, more than {most}"),
    severity=Severity.information,
    kinds=("contact_log",),
    parameters=("contact.phone_max_minutes",),
)
def long_call(log: ContactLog, policy: Policy) -> Iterator[Problem]:
    """Exactly the most minutes are short enough."""
    most = policy.contact.phone_max_minutes
    if log.channel == Channel.phone and log.purpose in SHORT and (log.duration_minutes or 0) > most:
        yield Problem(("duration_minutes",), {"minutes": log.duration_minutes, "most": most})


@book_rule(
    "R-CON-04",
    title=Say("走访带齐现行版本的资料", "a visit takes the whole kit of material, in current versions"),
    say={
        "": Say("没带齐资料：{codes}", "material is missing: {codes}"),
        "old": Say("资料已过有效期：{codes}", "material has run out: {codes}"),
    },
    hint=Say("写进 宣传资料", "name it under materials"),
    severity=Severity.information,
    kinds=("visit",),
    parameters=("visit.kit",),
)
def kit_missing(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """Of visits that are about to start; afterwards it is too late to pack."""
    known = {row.id: row for row in columns.rows("material")}
    for row in columns.rows("visit"):
        if row.state not in AHEAD:
            continue
        packed = [known[each] for each in row.materials or () if each in known]
        if missing := tuple(code for code in policy.visit.kit if code not in {each.code for each in packed}):
            yield Problem(("materials",), {"codes": missing}, row.id, row.kind)
        day = row.planned_at.date() if row.planned_at else None
        if old := tuple(each.code for each in packed if day and each.valid_to and each.valid_to < day):
            yield Problem(("materials",), {"codes": old}, row.id, row.kind, variant="old")


@book_rule(
    "R-CON-05",
    title=Say("走访和电话的内容都登记", "visits and calls are both written down"),
    say=Say(
        "走访已登记，但没有会谈纪要，也没有联络记录",
        "the visit is logged, but neither minutes nor a log entry tell of it",
    ),
    hint=Say("kam add minutes visit={id}", "kam add minutes visit={id}"),
    severity=Severity.warning,
    kinds=("visit",),
)
def unwritten_visit(columns: Columns, _: Policy) -> Iterator[Problem]:
    written = {row.visit for row in columns.rows("minutes")}
    logged = {(row.customer, row.at.date()) for row in columns.rows("contact_log") if row.at}
    for row in columns.rows("visit"):
        told = row.id in written or (row.customer, visited_on(row)) in logged
        if row.state in (VisitState.logged, VisitState.closed) and not told:
            yield Problem(("state",), {"id": row.id}, row.id, row.kind)


@record_rule(
    "R-CON-08",
    title=Say("回访问清三件事", "a call-back asks three questions"),
    say=Say("回访没有记：{missing}", "the call-back does not say: {missing}"),
    hint=Say("补上；客户没说的列入“不详项”", "fill it in; list under unknown what the customer did not say"),
    severity=Severity.warning,
    kinds=("callback",),
)
def callback_unasked(record: Callback, _: Policy) -> Iterator[Problem]:
    if record.state != CallbackState.done:
        return
    open_ = [name for name in QUESTIONS if not getattr(record, name) and name not in record.unknown]
    if open_:
        yield Problem(("state",), {"missing": tuple(QUESTIONS[name] for name in open_)})


@book_rule(
    "R-CON-11",
    title=Say("客户的意见都有下文", "every opinion of a customer leads to something"),
    say=Say("客户的反馈还没有记成客户需求", "the customer's feedback has not become a need"),
    hint=Say(
        "kam add need customer={customer} found_in={id} …；投诉单本版本还没有",
        "kam add need customer={customer} found_in={id} …; this version has no tickets yet",
    ),
    severity=Severity.warning,
    kinds=("contact_log",),
)
def opinion_dropped(columns: Columns, _: Policy) -> Iterator[Problem]:
    """An opinion that came in is found again in a need; tickets come with a later version."""
    answered = {row.found_in for row in columns.rows("need")}
    for row in columns.rows("contact_log"):
        came_in = row.direction == Direction.in_ and row.purpose == ContactPurpose.feedback
        if came_in and row.id not in answered:
            yield Problem(("purpose",), {"id": row.id, "customer": row.customer or "…"}, row.id, row.kind)


CONTACTS = (
    cold_call,
    long_call,
    computed(
        "R-CON-03",
        title=Say(
            "电话可以邀请客户参加研讨会和巡展（活动记录本版本还没有，名单无法核对）",
            "a call may invite to seminars and roadshows (this version has no events: the list is not checkable)",
        ),
        kinds=("contact_log",),
    ),
    kit_missing,
    unwritten_visit,
    computed(
        "R-CON-06",
        title=Say("按重要程度定期联络（CK-43）", "contacts keep a rhythm by importance (CK-43)"),
        severity=Severity.warning,
        kinds=("customer",),
        parameters=("contact.rhythm_days", "tier.to_service_level"),
    ),
    computed(
        "R-CON-07",
        title=Say("节日问候和生日提醒（CK-34、CK-24）", "greetings at festivals and birthdays (CK-34, CK-24)"),
        kinds=("greeting_plan", "people"),
        parameters=("contact.festivals", "contact.festival_lead_days", "contact.birthday_lead_days"),
    ),
    callback_unasked,
    computed(
        "R-CON-09",
        title=Say("销售经理广泛巡访，不只去熟悉的客户", "the sales manager tours broadly, not only favourites"),
        severity=Severity.warning,
        kinds=("visit",),
        parameters=("visit.manager_coverage_min_pct", "visit.manager_max_share_pct"),
    ),
    computed(
        "R-CON-10",
        title=Say("给客户有用的情报和经营指导（CK-44）", "customers get useful information and guidance (CK-44)"),
        kinds=("customer",),
        parameters=("contact.information_days",),
    ),
    opinion_dropped,
)
