"""Approval parameters of policy.yaml (审批, 资料, 合同)."""

from kamcli.model.base import (
    Choice,
    Count,
    FieldPath,
    Flag,
    Many,
    Maybe,
    Money,
    Part,
    Span,
    Table,
    Text,
    about,
    auto,
    internal,
)
from kamcli.model.choices import Boundary, Role
from kamcli.model.parameters import Parameters, param


class AmountBasis(Choice):
    """Amount basis."""

    tax_included = auto(), "含税"
    tax_excluded = auto(), "不含税"


class Guarded(Choice):
    """Guarded block."""

    contract = auto(), "合同"
    admission = auto(), "大客户准入"
    credit = auto(), "信用"
    tier = auto(), "等级"
    owner = auto(), "归属"
    identity = auto(), "身份资料"
    floor_price = auto(), "底价"
    policy = auto(), "制度"
    templates = auto(), "模板"


class SplitMode(Choice):
    """Split mode."""

    warn = auto(), "提醒"
    cumulate = auto(), "累计"


class Band(Part):
    """Bands (金额分档)."""

    max: Maybe[Money] = internal("PP-067", "上限")
    sign: Many[Role] = internal("PP-067", "会签角色", since="always")
    about(sign, "依次会签的角色 | roles that sign, in this order")
    approve: Role = internal("PP-067", "批准角色", since="always")
    about(approve, "最后批准的角色 | role that approves last")


class Submit(Parameters, at="approval.submit"):
    """Submit (提交)."""

    role: Role = param("PP-069", "提交角色")
    about(role, "谁提交大客户申请和合同 | who submits applications and contracts")
    counts_as_sign: Many[Count] = internal("PP-069", "视为签署的档")
    about(counts_as_sign, "这几档里提交就算签过 | bands in which submitting counts as signing")


class Chains(Parameters, at="approval.chains"):
    """Chains (审批链)."""

    customer_file: Many[Role] = param("PP-078", "客户档案")
    recognition: Many[Role] = param("PP-081", "客户认定")
    policy: Many[Role] = param("PP-082", "制度")


class Steps(Part):
    """Steps (步骤)."""

    sign: Many[Role] = internal("PP-084", "会签角色")
    approve: Role = internal("PP-084", "批准角色", since="always")


class GuardedBlock(Part):
    """Guarded (受控内容)."""

    fields: Many[FieldPath] = internal("PP-084", "字段")
    about(fields, "改动哪些字段要批 | fields whose change takes an approval")
    by_band: Maybe[Flag] = internal("PP-084", "按金额分档")
    about(by_band, "照金额分档的签署链 | the chain is that of the amount's band")
    steps: Maybe[Steps] = internal("PP-084", "步骤", when="neither by_band nor loosen and tighten")
    loosen: Maybe[Steps] = internal("PP-084", "放宽")
    about(loosen, "改得对客户更宽时由谁批 | who approves a change in the customer's favour")
    tighten: Maybe[Steps] = internal("PP-084", "收紧")
    about(tighten, "改得更严时由谁批 | who approves a change for the stricter")


class Approval(Parameters, at="approval"):
    """Approval (审批)."""

    bands: Many[Band] = param("PP-067", "金额分档")
    about(bands, "从低到高，每档的上限和谁签谁批 | from low to high: limit of each, who signs, who approves")
    boundary: Maybe[Boundary] = internal("PP-068", "边界归属")
    about(boundary, "正好压线的归哪档；空着照总的边界 | where an amount on an edge goes; the default if left out")
    submit: Submit = param("PP-069", "提交")
    amount_basis: AmountBasis = param("PP-070", "金额口径")
    about(amount_basis, "定档的金额是否含税 | whether the amounts of bands are with tax")
    unknown_amount_band: Count = param("PP-071", "金额不明归档")
    about(unknown_amount_band, "没写金额的按第几档批 | number of the band where the amount is missing")
    four_eyes: Flag = param("PP-072", "一人一步")
    about(four_eyes, "一条链上同一人不得签两步 | nobody takes two steps of one chain")
    allow_subdelegation: Flag = param("PP-073", "允许转授权")
    about(allow_subdelegation, "受托人可否再委托 | whether a delegate may delegate on")
    delegation_max_days: Span = param("PP-074", "授权最长天数")
    about(delegation_max_days, "一份授权书最长多少天 | days that a delegation may last")
    split_window_days: Span = param("PP-075", "拆分观察天数")
    about(split_window_days, "同一客户多少天内的合同合起来看 | days whose contracts are seen together")
    split: SplitMode = param("PP-075", "拆分处理")
    about(split, "只提醒，还是按合计额定档 | only told, or banded by the sum")
    step_workdays: Span = param("PP-076", "每步工作日")
    about(step_workdays, "一步等过多少工作日要催 | working days after which a step is chased")
    chains: Chains = param("PP-077", "审批链")
    guarded: Table[Guarded, GuardedBlock] = param("PP-084", "受控内容")
    about(guarded, "哪些内容改动要批，由谁批 | what takes an approval to change, and whose")


class DocumentRules(Parameters, at="documents"):
    """Documents (资料)."""

    application: Many[Text] = param("PP-058", "申请资料清单")
    about(application, "申请时要交齐的资料 | papers that an application needs")
    allow_no_prior_business: Flag = param("PP-059", "允许无既往业务")
    about(allow_no_prior_business, "写明“无”可代替对账单 | a stated none stands in for the statement")
    debt_tolerance: Money = param("PP-060", "欠款差异容许")
    about(debt_tolerance, "申报欠款与台账可以差多少 | how far the declared debt may be from the ledgers")
    merged_licence_satisfies_tax: Flag = param("PP-061", "合一证照代替税务证")
    about(merged_licence_satisfies_tax, "合并的执照可代替它 | a combined licence stands in for it")
    expiry_lead_days: Span = param("PP-062", "到期提前天数")
    about(expiry_lead_days, "证照到期前多少天提醒 | days before a paper runs out that it is pointed out")


class ContractRules(Parameters, at="contract"):
    """Contract (合同)."""

    expiry_lead_days: Span = param("PP-086", "到期提前天数")
    about(expiry_lead_days, "合同到期前多少天提醒 | days before a contract ends that it is pointed out")
    below_floor_chain: Many[Role] = param("PP-087", "低于底价审批链")
    about(below_floor_chain, "低于底价时，末尾再加谁批 | who also approves, last, below the floor price")
