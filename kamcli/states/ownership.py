"""SM-14 whose a customer is: computed from its assignments and contacts, never written down."""

from kamcli.model.base import Choice, auto
from kamcli.model.choices import Role
from kamcli.model.finding import Say
from kamcli.states.step import Process, Step


class Ownership(Choice):
    """States of ownership (SM-14)."""

    collected = auto(), "已收集"
    owned = auto(), "已归属"
    contacted = auto(), "已沟通"
    lapsed = auto(), "逾期未沟通"
    moved = auto(), "已改派"
    conflict = auto(), "归属冲突"
    orphan = auto(), "无主"
    assigned = auto(), "已分配"


O = Ownership  # noqa: E741 the table below reads as the catalogue does
REP, MANAGER = (Role.rep,), (Role.business_manager,)

OWNERSHIP = Process(
    "SM-14",
    "customer",
    Say("归属", "ownership"),
    (O.collected, O.owned, O.contacted),
    {O.lapsed: O.owned, O.moved: O.owned, O.assigned: O.owned, O.conflict: O.collected, O.orphan: O.collected},
    (
        Step((O.collected,), O.owned, REP, ("R-ASG-01",)),
        Step((O.collected, O.owned), O.conflict, REP, ("R-ASG-02",)),
        Step((O.conflict,), O.owned, MANAGER, ("R-ASG-03",)),
        Step((O.owned, O.moved, O.assigned), O.contacted, REP, ("R-ASG-05",)),
        Step((O.owned, O.moved, O.assigned), O.lapsed, REP, ("R-ASG-05",)),
        Step((O.lapsed,), O.contacted, REP),
        Step((O.lapsed, O.contacted), O.moved, MANAGER, ("R-ASG-03", "R-ASG-05")),
        Step((O.owned, O.contacted, O.lapsed, O.moved, O.assigned), O.orphan, MANAGER, ("R-ASG-06",)),
        Step((O.orphan,), O.assigned, MANAGER, ("R-ASG-04", "R-ASG-06")),
    ),
    field="",
)
