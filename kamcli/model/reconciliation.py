"""The reconciliation statement (对账单, RS)."""

from kamcli.model.base import Choice, Date, Flag, Maybe, Money, about, auto, conf, internal
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId


class ReconciliationState(Choice):
    """States of a reconciliation statement."""

    drafted = auto(), "草拟"
    sent = auto(), "已发对方"
    confirmed = auto(), "双方已确认"


class Reconciliation(Entry):
    """Reconciliation statement (对账单)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    period_from: Maybe[Date] = conf("RS-01", "期间起", since="always")
    period_to: Maybe[Date] = conf("RS-01", "期间止", since="always")
    opening: Maybe[Money] = conf("RS-01", "期初余额", since="always")
    debits: Maybe[Money] = conf("RS-01", "本期应收", since="always")
    credits: Maybe[Money] = conf("RS-01", "本期已收", since="always")
    closing: Maybe[Money] = conf("RS-01", "期末余额", since="always")
    about(closing, "期初加应收减已收 | opening plus debits less credits")
    signed_by_us_on: Maybe[Date] = internal("RS-02", "我方签字日期", since="confirmed")
    about(signed_by_us_on, "缺一方签字就不能用于申请 | an application needs both signatures", "R-DOC-02")
    signed_by_them_on: Maybe[Date] = internal("RS-02", "对方签字日期", since="confirmed")
    about(signed_by_them_on, "缺一方签字就不能用于申请 | an application needs both signatures", "R-DOC-02")
    sealed_by_them: Maybe[Flag] = internal("RS-02", "对方公章", since="confirmed")
    about(sealed_by_them, "申请用的要盖公章 | an application needs the seal", "R-DOC-02")
    difference: Maybe[Money] = conf("RS-03", "差异", derived=True)
    about(difference, "期末余额减我方台账 | closing balance less our ledgers")
    state: Maybe[ReconciliationState] = internal("P", "状态", since="always", later=True)
