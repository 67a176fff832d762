"""Approval parameters of policy.yaml (审批, 资料, 合同)."""

from kamcli.model.base import Choice, Count, FieldPath, Flag, Many, Maybe, Money, Part, Table, Text, auto, internal
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
    approve: Role = internal("PP-067", "批准角色", since="always")


class Submit(Parameters, at="approval.submit"):
    """Submit (提交)."""

    role: Role = param("PP-069", "提交角色")
    counts_as_sign: Many[Count] = internal("PP-069", "视为签署的档")


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
    by_band: Maybe[Flag] = internal("PP-084", "按金额分档")
    steps: Maybe[Steps] = internal("PP-084", "步骤", when="neither by_band nor loosen and tighten")
    loosen: Maybe[Steps] = internal("PP-084", "放宽")
    tighten: Maybe[Steps] = internal("PP-084", "收紧")


class Approval(Parameters, at="approval"):
    """Approval (审批)."""

    bands: Many[Band] = param("PP-067", "金额分档")
    boundary: Maybe[Boundary] = internal("PP-068", "边界归属")
    submit: Submit = param("PP-069", "提交")
    amount_basis: AmountBasis = param("PP-070", "金额口径")
    unknown_amount_band: Count = param("PP-071", "金额不明归档")
    four_eyes: Flag = param("PP-072", "一人一步")
    allow_subdelegation: Flag = param("PP-073", "允许转授权")
    delegation_max_days: Count = param("PP-074", "授权最长天数")
    split_window_days: Count = param("PP-075", "拆分观察天数")
    split: SplitMode = param("PP-075", "拆分处理")
    step_workdays: Count = param("PP-076", "每步工作日")
    chains: Chains = param("PP-077", "审批链")
    guarded: Table[Guarded, GuardedBlock] = param("PP-084", "受控内容")


class DocumentRules(Parameters, at="documents"):
    """Documents (资料)."""

    application: Many[Text] = param("PP-058", "申请资料清单")
    allow_no_prior_business: Flag = param("PP-059", "允许无既往业务")
    debt_tolerance: Money = param("PP-060", "欠款差异容许")
    merged_licence_satisfies_tax: Flag = param("PP-061", "合一证照代替税务证")
    expiry_lead_days: Count = param("PP-062", "到期提前天数")


class ContractRules(Parameters, at="contract"):
    """Contract (合同)."""

    expiry_lead_days: Count = param("PP-086", "到期提前天数")
    below_floor_chain: Many[Role] = param("PP-087", "低于底价审批链")
