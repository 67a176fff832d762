"""The register of clocks (spec 2.0): every deadline of the business as one row."""

from kamcli.clocks.approval import approval_pending, delegation_end
from kamcli.clocks.base import Clock, days, months, notice, workdays
from kamcli.clocks.contact import birthday, callback, executives, festival, first_contact, information, rhythm
from kamcli.clocks.contract import contract_expiry
from kamcli.clocks.customer import file_freshness, regrading
from kamcli.clocks.document import paper_expiry
from kamcli.clocks.entry import entry, filing, handover
from kamcli.clocks.minutes import minutes_written, receipt
from kamcli.clocks.promise import promised
from kamcli.clocks.receivable import payment_due
from kamcli.model.finding import Say, Severity

W, I = Severity.warning, Severity.information  # noqa: E741 the catalogue's own letters

# A row is two lines: what runs, for how long, and how much it weighs; then what a missed deadline means.
# fmt: off
CLOCKS: tuple[Clock, ...] = (
    Clock("CK-02", "R-ASG-05", Say("新客户沟通", "first talk"), first_contact, days("assign.first_contact_days"), W,
          Say("经理可以改派给别人", "the manager may give the customer to somebody else")),
    Clock("CK-03", "R-DAT-03", Say("资料录入", "entry"), entry, workdays("data.entry_workdays"), W,
          Say("资料没有及时审核录入", "the file was not reviewed and entered in time")),
    Clock("CK-04", "R-DAT-03", Say("发送市场部", "hand-over to marketing"), handover, days("data.handover_days"), W,
          Say("市场营销部还没有拿到资料", "marketing does not have the file yet")),
    Clock("CK-05", "R-VIS-05", Say("会谈纪要", "minutes"), minutes_written, workdays("minutes.workdays"), W,
          Say("会谈纪要没有按时写好、提交", "the minutes were not written and sent in time")),
    Clock("CK-06", "R-VIS-05", Say("确认收到", "receipt confirmed"), receipt, workdays("minutes.confirm_workdays"), I,
          Say("应催客户确认收到", "the customer should be asked to confirm the receipt")),
    Clock("CK-12", "R-PAY-02", Say("货款到期", "payment due"), payment_due, notice("receivables.lead_days"), W,
          Say("计入逾期账龄，应催收", "it ages as overdue and has to be collected")),
    Clock("CK-13", "R-VIS-11", Say("客户回访", "call-back"), callback, days("callback.interval_days"), W,
          Say("这一期没有回访", "nobody called back in this period")),
    Clock("CK-20", "R-DAT-03", Say("档案更新", "file freshness"), file_freshness, days("archive.freshness_days"), W,
          Say("档案视为陈旧，应核实", "the file counts as stale and has to be verified")),
    Clock("CK-24", "R-CON-07", Say("生日", "birthday"), birthday, notice("contact.birthday_lead_days"), I,
          Say("生日快到了，准备问候", "the birthday comes: prepare a greeting")),
    Clock("CK-29", "R-GRD-20", Say("定期评估", "re-grading"), regrading, months("tier.review_months"), W,
          Say("等级依据过期，应重新评估", "the tier rests on old figures and has to be assessed anew")),
    Clock("CK-31", "R-CTR-05", Say("合同到期", "contract end"), contract_expiry, notice("contract.expiry_lead_days"), W,
          Say("合同已到期，应续签或终止", "the contract has ended and has to be renewed or closed")),
    Clock("CK-32", "R-CTR-02", Say("约定事项", "promises"), promised, notice("digest.due_ahead_days"), W,
          Say("答应的事没有做", "what was promised was not done")),
    Clock("CK-33", "R-VIS-10", Say("高层互访", "executive visit"), executives, months("exec_visit.cycle_months"), W,
          Say("应安排高层互访", "a mutual visit of executives is due")),
    Clock("CK-34", "R-CON-07", Say("节日问候", "festival greeting"), festival, notice("contact.festival_lead_days"), I,
          Say("节日快到了，准备问候", "the festival comes: prepare greetings")),
    Clock("CK-39", "R-APR-06", Say("授权期满", "delegation end"), delegation_end, notice("digest.due_ahead_days"), W,
          Say("期满后的代签无效", "what the delegate signs afterwards does not count")),
    Clock("CK-40", "R-DOC-05", Say("证照到期", "paper validity"), paper_expiry, notice("documents.expiry_lead_days"), W,
          Say("证照失效，审批时视为缺件", "the paper has run out and counts as missing at an approval")),
    Clock("CK-41", "R-DAT-03", Say("市场部归档", "filing by marketing"), filing, workdays("data.filing_workdays"), I,
          Say("应催市场营销部归档", "marketing should be asked to file it")),
    Clock("CK-42", "CK-42", Say("审批待办", "step pending"), approval_pending, workdays("approval.step_workdays"), I,
          Say("审批停在这一步，应催办", "the approval stands still at this step")),
    Clock("CK-43", "R-CON-06", Say("联络节奏", "contact rhythm"), rhythm, days("contact.rhythm_days"), W,
          Say("太久没有联络", "nobody was in touch for too long")),
    Clock("CK-44", "R-CON-10", Say("提供情报", "information given"), information, days("contact.information_days"), I,
          Say("该给大客户一次有用的情报", "the key account should get useful information")),
)
# fmt: on

BY_ID = {clock.id: clock for clock in CLOCKS}
