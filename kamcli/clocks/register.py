"""The register of clocks (spec 2.0): every deadline of the business as one row."""

from kamcli.clocks.approval import approval_pending, delegation_end
from kamcli.clocks.base import Clock, days, months, notice, workdays
from kamcli.clocks.contract import contract_expiry
from kamcli.clocks.customer import file_freshness, regrading
from kamcli.clocks.document import paper_expiry
from kamcli.clocks.receivable import payment_due
from kamcli.model.finding import Say, Severity

W, I = Severity.warning, Severity.information  # noqa: E741 the catalogue's own letters

# A row is two lines: what runs, for how long, and how much it weighs; then what a missed deadline means.
# fmt: off
CLOCKS: tuple[Clock, ...] = (
    Clock("CK-12", "R-PAY-02", Say("货款到期", "payment due"), payment_due, notice("receivables.lead_days"), W,
          Say("计入逾期账龄，应催收", "it ages as overdue and has to be collected")),
    Clock("CK-20", "R-DAT-03", Say("档案更新", "file freshness"), file_freshness, days("archive.freshness_days"), W,
          Say("档案视为陈旧，应核实", "the file counts as stale and has to be verified")),
    Clock("CK-29", "R-GRD-20", Say("定期评估", "re-grading"), regrading, months("tier.review_months"), W,
          Say("等级依据过期，应重新评估", "the tier rests on old figures and has to be assessed anew")),
    Clock("CK-31", "R-CTR-05", Say("合同到期", "contract end"), contract_expiry, notice("contract.expiry_lead_days"), W,
          Say("合同已到期，应续签或终止", "the contract has ended and has to be renewed or closed")),
    Clock("CK-39", "R-APR-06", Say("授权期满", "delegation end"), delegation_end, notice("digest.due_ahead_days"), W,
          Say("期满后的代签无效", "what the delegate signs afterwards does not count")),
    Clock("CK-40", "R-DOC-05", Say("证照到期", "paper validity"), paper_expiry, notice("documents.expiry_lead_days"), W,
          Say("证照失效，审批时视为缺件", "the paper has run out and counts as missing at an approval")),
    Clock("CK-42", "CK-42", Say("审批待办", "step pending"), approval_pending, workdays("approval.step_workdays"), I,
          Say("审批停在这一步，应催办", "the approval stands still at this step")),
)
# fmt: on

BY_ID = {clock.id: clock for clock in CLOCKS}
