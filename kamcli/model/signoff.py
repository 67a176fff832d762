"""Sign-offs, written delegations and their revocation (SG, DL): add-only, one file each."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Line,
    Many,
    Maybe,
    Moment,
    Money,
    Part,
    Record,
    Text,
    about,
    auto,
    conf,
    internal,
)
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
    book: Line = internal("SG-01", "账簿", since="always")
    about(book, "账簿标识，别的账簿里的签署在此无效 | id of the book: a sign-off from another book is void here")
    subject: Line = internal("SG-02", "对象", since="always")
    about(subject, "记录编号，或客户的受控内容，如 C0001.tier | id of a record, or a customer's block, as C0001.tier")
    revision: Count = internal("SG-02", "版次", since="always")
    digest: Line = internal("SG-03", "内容摘要", since="always")
    about(digest, "签的是什么内容；改了就失效 | what was signed; a change makes it stale", "R-AUD-04")
    amount: Maybe[Money] = conf("SG-04", "金额", when="amount decides")
    about(amount, "签署人看到的金额 | the amount as the signer saw it")
    band: Maybe[Count] = conf("SG-04", "金额档", when="amount decides")
    act: Act = internal("SG-05", "动作", since="always")
    role: Role = internal("SG-06", "签署角色", since="always")
    about(role, "当天任这个角色，或受其书面授权 | held on that day, or delegated in writing", "R-APR-06")
    by: StaffId = internal("SG-07", "签署人", "Signed by", since="always")
    on_behalf_of: Maybe[StaffId] = internal("SG-07", "代", when="with delegation")
    about(on_behalf_of, "受谁委托，与授权书一起填 | who delegated it; goes with the delegation", "R-APR-06")
    delegation: Maybe[DelegationId] = internal("SG-07", "授权书", when="with on_behalf_of")
    at: Moment = internal("SG-08", "时间", "Time", since="always")
    about(at, "签署人机器的时钟，不早于前序 | the signer's own clock; not before what it relies on", "R-APR-08")
    policy: Text = internal("SG-09", "依据制度", since="always")
    about(policy, "当时制度的摘要 | digest of the policy at that time")
    after: Many[Text] = internal("SG-09", "前序签署", "Sign-offs relied on", when="not the first step")
    about(after, "所依据的前几步的摘要 | digests of the steps before")
    comment: Maybe[Text] = internal("SG-10", "意见", when="reject or return")
    about(comment, "驳回、退回时说明为什么 | why it was rejected or returned")
    file_no: Maybe[Line] = internal("SG-10", "备案号", "Filing number", when="band 1 approve")
    about(file_no, "第一档批准即备案，记备案号 | band 1 is filed as it is approved", "R-APR-12")
    signature: Maybe[Text] = internal("SG-11", "签名", when="proof level 1")
    about(signature, "SSH 签名 | SSH signature")


class Scope(Part):
    """Scope (授权范围)."""

    office: Maybe[UnitId] = internal("DL-02", "办事处")
    about(office, "空着则不限办事处 | any office if left out")
    customers: Many[CustomerId] = internal("DL-02", "客户")
    about(customers, "空着则不限客户 | any customer if left out")


class Delegation(Record):
    """Delegation (授权书)."""

    grantor: StaffId = internal("DL-01", "授权人", since="always")
    delegate: StaffId = internal("DL-01", "被授权人", since="always")
    about(delegate, "不能是授权人自己 | not the grantor himself", "R-APR-07")
    role: Role = internal("DL-02", "授权角色", since="always")
    about(role, "授权人自己担任的，不能是转授的 | one that the grantor holds himself", "R-APR-07")
    scope: Maybe[Scope] = internal("DL-02", "授权范围")
    about(scope, "空着则授权该角色的全部 | everything that the role may if left out")
    max_amount: Maybe[Money] = conf("DL-03", "限额")
    about(max_amount, "每笔的上限，不高于授权人的档 | for each case; not above the grantor's band", "R-APR-07")
    valid_from: Date = internal("DL-04", "有效期起", since="always")
    about(valid_from, "含当天 | that day included", "R-APR-06")
    valid_to: Date = internal("DL-04", "有效期止", since="always")
    about(valid_to, "含当天；最长多少天由制度定 | that day included; the policy limits the length", "CK-39", "R-APR-07")
    document: DocumentId = internal("DL-05", "书面授权文件", since="always")
    about(document, "书面授权书的扫描件 | scan of the written letter", "R-APR-06")
    reason: Text = internal("DL-05", "原因", since="always")
    about(reason, "为什么不在岗 | why the grantor is absent")
    signature: Maybe[Text] = internal("DL-06", "签名", when="proof level 1")


class Revocation(Record):
    """Revocation of a delegation (撤销授权)."""

    delegation: DelegationId = internal("DL-06", "授权书", since="always")
    by: StaffId = internal("DL-06", "撤销人", since="always")
    at: Moment = internal("DL-06", "时间", since="always")
    about(at, "此后凭该授权的签署无效 | what is signed under it afterwards is void", "R-APR-06")
    reason: Maybe[Text] = internal("DL-06", "原因")
    signature: Maybe[Text] = internal("DL-06", "签名", when="proof level 1")
