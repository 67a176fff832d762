"""The reconciliation statement (对账单, RS)."""

from kamcli.model.base import Choice, Date, Flag, Maybe, Money, auto, conf, internal
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId


class ReconciliationState(Choice):
    """St reconciliation."""

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
    signed_by_us_on: Maybe[Date] = internal("RS-02", "我方签字日期", since="confirmed")
    signed_by_them_on: Maybe[Date] = internal("RS-02", "对方签字日期", since="confirmed")
    sealed_by_them: Maybe[Flag] = internal("RS-02", "对方公章", since="confirmed")
    difference: Maybe[Money] = conf("RS-03", "差异", derived=True)
    state: Maybe[ReconciliationState] = internal("P", "状态", since="always", later=True)
