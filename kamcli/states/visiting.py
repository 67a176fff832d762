"""SM-4 the visit and its minutes; call-backs, visit plans and executive visits, which have two or three states."""

from itertools import pairwise

from kamcli.model.choices import Role
from kamcli.model.contact import CallbackState as B
from kamcli.model.finding import Say
from kamcli.model.minutes import MinutesState as M
from kamcli.model.need import ResponseStage as N
from kamcli.model.visit import ExecutiveVisitState as E
from kamcli.model.visit import VisitState as V
from kamcli.model.visit_plan import VisitPlanState as P
from kamcli.states.step import FILLED, Process, Stamp, Step

REP, CLERK = (Role.rep,), (Role.attendance_clerk,)
MANAGERS = (Role.branch_manager,)
REVIEWERS = (Role.dept_manager,)

VISIT = Process(
    "SM-4",
    "visit",
    Say("出访", "visit"),
    (V.planned, V.slip_filled, V.approved, V.handed_in, V.departed, V.met, V.logged, V.closed),
    {V.cancelled: V.planned, V.expired: V.approved},
    (
        Step((V.planned,), V.slip_filled, REP, (FILLED,)),
        Step(
            (V.slip_filled,),
            V.approved,
            MANAGERS,
            (FILLED, "R-VIS-04"),
            stamps=(("approved_by", Stamp.person), ("approved_at", Stamp.moment)),
        ),
        Step(
            (V.approved,),
            V.handed_in,
            CLERK,
            (FILLED,),
            stamps=(("attendance_clerk", Stamp.person), ("handed_to_attendance_at", Stamp.moment)),
        ),
        Step((V.handed_in,), V.departed, REP, (FILLED, "R-VIS-01"), stamps=(("departed_at", Stamp.moment),)),
        Step((V.departed,), V.met, REP, (FILLED, "R-VIS-02"), stamps=(("returned_at", Stamp.moment),)),
        Step((V.met,), V.logged, REP, (FILLED, "R-VIS-02")),
        Step((V.logged,), V.closed, REP, (FILLED, "R-CON-05", "R-VIS-05")),
        Step((V.planned, V.slip_filled, V.approved, V.handed_in), V.cancelled, REP),
        Step((V.approved, V.handed_in), V.expired, CLERK),
    ),
)
MINUTES = Process(
    "SM-4",
    "minutes",
    Say("会谈纪要", "minutes"),
    (M.drafted, M.reviewed, M.sent, M.receipt_confirmed, M.closed),
    {},
    (
        Step(
            (M.drafted,),
            M.reviewed,
            REVIEWERS,
            (FILLED,),
            stamps=(("reviewed_by", Stamp.person), ("reviewed_on", Stamp.day)),
        ),
        Step((M.reviewed,), M.sent, REP, (FILLED, "R-VIS-06"), stamps=(("sent_on", Stamp.day),)),
        Step((M.sent,), M.receipt_confirmed, REP, (FILLED,), stamps=(("receipt_confirmed_on", Stamp.day),)),
        Step((M.receipt_confirmed,), M.closed, REP, (FILLED,)),
    ),
)
CALLBACK = Process(
    "CB-01",
    "callback",
    Say("回访", "call-back"),
    (B.planned, B.done),
    {},
    (
        Step(
            (B.planned,), B.done, (Role.service_dept, Role.rep), (FILLED, "R-CON-08"), stamps=(("done_on", Stamp.day),)
        ),
    ),
)
PLAN = Process(
    "VP-09",
    "visit_plan",
    Say("走访计划", "visit plan"),
    (P.drafted, P.approved, P.running, P.done),
    {},
    (
        Step(
            (P.drafted,),
            P.approved,
            (*MANAGERS, Role.sales_manager),
            (FILLED,),
            stamps=(("approved_by", Stamp.person),),
        ),
        Step((P.approved,), P.running, REP),
        Step((P.running,), P.done, REP),
    ),
)
EXECUTIVE = Process(
    "EX-04",
    "executive_visit",
    Say("高层互访", "executive visit"),
    (E.planned, E.confirmed, E.done),
    {E.cancelled: E.planned},
    (
        Step((E.planned,), E.confirmed, (Role.ka_department,), (FILLED, "R-VIS-10")),
        Step((E.confirmed,), E.done, (Role.ka_department,), (FILLED, "R-VIS-10"), stamps=(("done_on", Stamp.day),)),
        Step((E.planned, E.confirmed), E.cancelled, (Role.ka_department,)),
    ),
)
_STAGES = (N.clarified, N.analysed, N.planned, N.implemented, N.monitored, N.closed)
NEED = Process(
    "ND-06",
    "need",
    Say("需求响应", "response to a need"),
    _STAGES,
    {},
    tuple(Step((before,), after, REP, (FILLED,)) for before, after in pairwise(_STAGES)),
    field="response_stage",
)
VISITING = (VISIT, MINUTES, CALLBACK, PLAN, EXECUTIVE, NEED)
