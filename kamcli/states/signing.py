"""The processes that sign-offs drive: SM-2 the key-account application, SM-3 the contract."""

from kamcli.model.application import ApplicationState as A
from kamcli.model.contract import ContractState as C
from kamcli.model.finding import Say
from kamcli.model.signoff import Act
from kamcli.states.step import FILLED, Actor, Process, Step

DOCUMENTS = ("R-DOC-01", "R-DOC-02", "R-DOC-03", "R-DOC-05", "R-DOC-06", "R-DOC-07")
OFFICE, SIGNER, APPROVER, BOTH = (Actor.office,), (Actor.signer,), (Actor.approver,), (Actor.both,)

APPLICATION = Process(
    "SM-2",
    "application",
    Say("大客户申请", "key-account application"),
    (A.draft, A.submitted, A.signed, A.approved, A.in_force),
    {A.amended: A.in_force, A.ended: A.in_force, A.returned: A.draft, A.rejected: A.draft},
    (
        Step((A.draft, A.amended), A.submitted, OFFICE, (FILLED, *DOCUMENTS), Act.submit),
        Step((A.submitted,), A.signed, SIGNER, (FILLED, *DOCUMENTS), Act.sign),
        Step((A.submitted, A.signed), A.approved, APPROVER, (FILLED, *DOCUMENTS), Act.approve),
        Step((A.submitted, A.signed), A.returned, (Actor.signer, Actor.approver), (), Act.return_),
        Step((A.submitted, A.signed), A.rejected, (Actor.signer, Actor.approver), (), Act.reject),
        Step((A.submitted, A.signed), A.returned, OFFICE, (), Act.withdraw),
        Step((A.returned, A.rejected), A.draft, OFFICE, renews=True),
        Step((A.approved,), A.in_force, OFFICE, ("R-APR-01", "R-APR-02", "R-APR-03", "R-APR-09", "R-GDS-01", FILLED)),
        Step((A.approved, A.in_force), A.amended, OFFICE, renews=True),
        Step((A.in_force,), A.ended, OFFICE),
    ),
)
CONTRACT = Process(
    "SM-3",
    "contract",
    Say("合同审批", "contract"),
    (C.draft, C.clause_reviewed, C.submitted, C.signed_chain, C.approved, C.signed_by_both, C.in_force),
    {
        C.fulfilled: C.in_force,
        C.expired: C.in_force,
        C.terminated: C.in_force,
        C.returned: C.draft,
        C.rejected: C.draft,
    },
    (
        Step((C.draft,), C.clause_reviewed, OFFICE, (FILLED, "R-CTR-01")),
        Step((C.clause_reviewed,), C.submitted, OFFICE, (FILLED, "R-CTR-01", "R-CTR-04"), Act.submit),
        Step((C.submitted,), C.signed_chain, SIGNER, (FILLED, "R-CTR-01", "R-CTR-04"), Act.sign),
        Step((C.submitted, C.signed_chain), C.approved, APPROVER, (FILLED, "R-CTR-01", "R-CTR-04"), Act.approve),
        Step((C.submitted, C.signed_chain), C.returned, (Actor.signer, Actor.approver), (), Act.return_),
        Step((C.submitted, C.signed_chain), C.rejected, (Actor.signer, Actor.approver), (), Act.reject),
        Step((C.submitted, C.signed_chain), C.returned, OFFICE, (), Act.withdraw),
        Step((C.returned, C.rejected), C.draft, OFFICE, renews=True),
        Step((C.approved,), C.signed_by_both, BOTH, (FILLED, "R-CTR-03", "R-SEL-09", "R-CTR-04")),
        Step((C.signed_by_both,), C.in_force, OFFICE, ("R-APR-01", "R-APR-02", "R-APR-03", "R-APR-09", FILLED)),
        Step((C.approved, C.signed_by_both, C.in_force), C.draft, OFFICE, renews=True),
        Step((C.in_force,), C.fulfilled, OFFICE),
        Step((C.in_force,), C.expired, OFFICE),
        Step((C.in_force,), C.terminated, BOTH),
    ),
)
