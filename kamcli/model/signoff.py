"""Sign-offs, written delegations and their revocation (SG, DL): add-only, one file each."""

from kamcli.model.base import Choice, Count, Date, Many, Maybe, Moment, Money, Part, Record, Text, auto, conf, internal
from kamcli.model.choices import Role
from kamcli.model.refs import CustomerId, DelegationId, DocumentId, StaffId, UnitId


class Act(Choice):
    """Act."""

    submit = auto(), "提交"
    sign = auto(), "签署"
    approve = auto(), "批准"
    reject = auto(), "驳回"
    return_ = "return", "退回"
    withdraw = auto(), "撤回"


class Signoff(Record):
    """Sign-off (签署)."""

    version: Count = internal("SG-01", "格式版本", since="always")
    book: Text = internal("SG-01", "账簿", since="always")
    subject: Text = internal("SG-02", "对象", since="always")
    revision: Count = internal("SG-02", "版次", since="always")
    digest: Text = internal("SG-03", "内容摘要", since="always")
    amount: Maybe[Money] = conf("SG-04", "金额", when="amount decides")
    band: Maybe[Count] = conf("SG-04", "金额档", when="amount decides")
    act: Act = internal("SG-05", "动作", since="always")
    role: Role = internal("SG-06", "签署角色", since="always")
    by: StaffId = internal("SG-07", "签署人", "Signed by", since="always")
    on_behalf_of: Maybe[StaffId] = internal("SG-07", "代", when="with delegation")
    delegation: Maybe[DelegationId] = internal("SG-07", "授权书", when="with on_behalf_of")
    at: Moment = internal("SG-08", "时间", "Time", since="always")
    policy: Text = internal("SG-09", "依据制度", since="always")
    after: Many[Text] = internal("SG-09", "前序签署", "Sign-offs relied on", when="not the first step")
    comment: Maybe[Text] = internal("SG-10", "意见", when="reject or return")
    file_no: Maybe[Text] = internal("SG-10", "备案号", "Filing number", when="band 1 approve")
    signature: Maybe[Text] = internal("SG-11", "签名", when="proof level 1")


class Scope(Part):
    """Scope (授权范围)."""

    office: Maybe[UnitId] = internal("DL-02", "办事处")
    customers: Many[CustomerId] = internal("DL-02", "客户")


class Delegation(Record):
    """Delegation (授权书)."""

    grantor: StaffId = internal("DL-01", "授权人", since="always")
    delegate: StaffId = internal("DL-01", "被授权人", since="always")
    role: Role = internal("DL-02", "授权角色", since="always")
    scope: Maybe[Scope] = internal("DL-02", "授权范围")
    max_amount: Maybe[Money] = conf("DL-03", "限额")
    valid_from: Date = internal("DL-04", "有效期起", since="always")
    valid_to: Date = internal("DL-04", "有效期止", since="always")
    document: DocumentId = internal("DL-05", "书面授权文件", since="always")
    reason: Text = internal("DL-05", "原因", since="always")
    signature: Maybe[Text] = internal("DL-06", "签名", when="proof level 1")


class Revocation(Record):
    """Revocation of a delegation (撤销授权)."""

    delegation: DelegationId = internal("DL-06", "授权书", since="always")
    by: StaffId = internal("DL-06", "撤销人", since="always")
    at: Moment = internal("DL-06", "时间", since="always")
    reason: Maybe[Text] = internal("DL-06", "原因")
    signature: Maybe[Text] = internal("DL-06", "签名", when="proof level 1")
