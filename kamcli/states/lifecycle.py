"""SM-1 the customer's lifecycle, and the key-account status beside it."""

from kamcli.model.choices import Role
from kamcli.model.customer import KaStatus as K
from kamcli.model.customer import Lifecycle
from kamcli.model.finding import Say
from kamcli.states.step import Line, Process, Step

L = Lifecycle

REP, BUSINESS, MARKETING = (Role.rep,), (Role.business_dept,), (Role.marketing_manager,)
GENERAL = (Role.general_manager,)
# what a file holds once the manager has reviewed it and it was entered (CK-03)
ENTERED = ("owner", "reviewed_by", "reviewed_on", "source_channel", "collected_by", "collected_on", "region")

LIFECYCLE = Process(
    "SM-1",
    "customer",
    Say("客户生命周期", "customer lifecycle"),
    (L.lead, L.candidate, L.investigated, L.recognised, L.active),
    {L.watch: L.active, L.dormant: L.active, L.bad_suspect: L.active},
    (
        Step((L.lead,), L.candidate, (Role.dept_manager,), ("R-DAT-04",), needs=ENTERED),
        Step((L.candidate,), L.investigated, (Role.materials_dept, Role.rep), ("R-SEL-02", "R-SEL-06")),
        Step((L.investigated,), L.recognised, MARKETING, ("R-SEL-01", "R-SEL-07"), needs=("trade_basis",)),
        Step((L.investigated,), L.rejected, MARKETING, needs=("remark",)),
        Step(
            (L.recognised,),
            L.active,
            (Role.materials_dept,),
            ("R-SEL-08", "R-SEL-09", "R-SEL-10", "R-SEL-11"),
            needs=("code", "file_keeper"),
        ),
        Step((L.lead,), L.active, (Role.business_manager,), ("R-DAT-04", "R-SEL-12"), needs=(*ENTERED, "file_keeper")),
        Step((L.active,), L.watch, REP, needs=("transactions.problems",)),
        Step((L.watch,), L.active, REP, needs=("transactions.countermeasures",)),
        Step((L.active, L.watch), L.dormant, BUSINESS, ("R-BAD-01",)),
        Step((L.dormant,), L.active, REP),
        Step((L.active, L.watch, L.dormant), L.bad_suspect, BUSINESS, ("R-BAD-05",)),
        Step((L.bad_suspect,), L.active, BUSINESS, needs=("remark",)),
        Step((L.bad_suspect,), L.watch, BUSINESS, needs=("remark",)),
        Step((L.bad_suspect,), L.bad, (Role.business_dept, Role.general_manager), ("R-BAD-05",)),
        Step((L.active, L.watch, L.dormant), L.lost, (Role.sales_manager,), ("R-CHN-03",)),
        Step((L.lost,), L.candidate, REP),
        Step((L.lost,), L.active, REP),
        Step((L.bad, L.lost), L.closed, BUSINESS, ("R-BAD-09",)),
        Step((L.closed,), L.archived, (Role.archivist,), ("R-BAD-10",)),
        Step((L.archived,), L.candidate, GENERAL, ("R-BAD-11",)),
    ),
    field="lifecycle_status",
)
KA_LINE: Line = ((K.none, K.applied, K.approved), {K.suspended: K.approved})
