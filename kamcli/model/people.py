"""Persons and departments at a customer (CT, DP): the only place for personal data."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Flag,
    Line,
    Many,
    Maybe,
    Part,
    PartialDate,
    Record,
    Text,
    about,
    auto,
    conf,
    internal,
    pers,
)
from kamcli.model.refs import DepartmentId, PersonId, StaffId

PROFILE = "制度开放个人画像、并写明依据才登记 | only if the policy opens profiles and a basis is written down"
FAMILY = "制度开放家庭信息、并写明依据才登记 | only if the policy opens family details and a basis is written down"


class BuyingRole(Choice):
    """Buying role."""

    economic = auto(), "经济型"
    technical = auto(), "技术型"
    user = auto(), "使用型"
    financial = auto(), "财务型"
    coach = auto(), "教练型"


class Concern(Choice):
    """Concern."""

    usage = auto(), "使用"
    maintenance = auto(), "维护"
    budget = auto(), "预算"
    coordination = auto(), "协调"
    price = auto(), "价格"
    quality = auto(), "质量"
    service = auto(), "服务"
    detail = auto(), "细节"
    other = auto(), "其他"


class DecisionPower(Choice):
    """Decision power."""

    final = auto(), "最终决定"
    shared = auto(), "共同决定"
    advisory = auto(), "建议"
    none = auto(), "无"
    unknown = auto(), "不详"


class DeptClass(Choice):
    """Dept class."""

    using = auto(), "使用"
    purchasing = auto(), "采购"
    support = auto(), "支持"
    technical = auto(), "技术"
    finance = auto(), "财务"
    general_office = auto(), "总经办"
    sales = auto(), "销售"
    marketing = auto(), "市场"
    production = auto(), "生产"
    maintenance = auto(), "维护"
    other = auto(), "其他"


class Education(Choice):
    """Education."""

    secondary = auto(), "高中及以下"
    college = auto(), "大专"
    bachelor = auto(), "本科"
    master = auto(), "硕士"
    doctor = auto(), "博士"
    other = auto(), "其他"


class Focus(Choice):
    """Focus."""

    usage = auto(), "使用"
    maintenance = auto(), "维护"
    budget = auto(), "预算"
    coordination = auto(), "协调"
    price = auto(), "价格"
    other = auto(), "其他"


class InfluenceKind(Choice):
    """Influence kind."""

    secretary = auto(), "秘书"
    relative = auto(), "亲属"
    peer = auto(), "同事"
    other = auto(), "其他"


class PersonKind(Choice):
    """Person kind."""

    owner = auto(), "所有者"
    manager = auto(), "经营管理者"
    legal_rep = auto(), "法定代表人"
    principal = auto(), "主要负责人"
    contact = auto(), "联系人"
    technical_lead = auto(), "技术负责人"
    user = auto(), "使用人"
    maintenance = auto(), "维护人员"
    executive = auto(), "高层"
    host_unit_officer = auto(), "单位对口负责人"
    influencer = auto(), "影响者"


class PrivacyBasis(Choice):
    """Privacy basis."""

    consent = auto(), "本人同意"
    contract_performance = auto(), "履行合同"
    public_source = auto(), "公开来源"
    legal_duty = auto(), "法定义务"


class ProjectPosition(Choice):
    """Project position."""

    decision_maker = auto(), "决策人"
    influencer = auto(), "影响者"
    neither = auto(), "均不是"


class RelationshipLevel(Choice):
    """Relationship level."""

    acquaintance = auto(), "认识"
    working = auto(), "工作往来"
    trusted = auto(), "信任"
    partner = auto(), "伙伴"


class Stance(Choice):
    """Stance."""

    supporter = auto(), "支持者"
    neutral = auto(), "中立者"
    opponent = auto(), "反对者"
    unknown = auto(), "不详"


class Influence(Part):
    """Influences (影响关系)."""

    person: PersonId = pers("CT-12", "人员", since="always")
    kind: InfluenceKind = pers("CT-12", "影响类别", since="always")
    about(kind, "亲属只在制度开放家庭信息时登记 | relatives only where the policy opens family details")


class Person(Part):
    """Person (人员)."""

    id: Line = pers("CT-01", "人员编号", since="always")
    name: Line = pers("CT-01", "姓名", since="always")
    position: Maybe[Line] = pers("CT-02", "职务", since="always")
    department: Maybe[DepartmentId] = pers("CT-03", "所属部门")
    person_kinds: Many[PersonKind] = pers("CT-04", "人员类别", since="always")
    phones: Many[Line] = pers("CT-05", "电话", when="at least one of phones, emails, im_accounts")
    emails: Many[Line] = pers("CT-05", "邮箱", when="at least one of phones, emails, im_accounts")
    im_accounts: Many[Line] = pers(
        "CT-05", "即时通讯", "Messenger accounts", when="at least one of phones, emails, im_accounts"
    )
    buying_roles: Many[BuyingRole] = conf("CT-06", "采购角色", since="project open")
    about(buying_roles, "一人可以有几种，也可以全有 | one person may have several, or all")
    decision_power: Maybe[DecisionPower] = conf("CT-07", "决策权", since="always")
    about(decision_power, "首次拜访就问清，问不到写“不详” | asked at the first visit; write unknown if nobody says")
    project_position: Maybe[ProjectPosition] = conf("CT-08", "项目地位", when="project")
    about(project_position, "在项目里拍板的，还是能左右的 | decides in the project, or sways it")
    stance: Maybe[Stance] = conf("CT-09", "立场", when="project")
    about(stance, "对我方支持、中立还是反对 | for us, neutral, or against")
    stance_since: Maybe[Date] = conf("CT-09", "立场日期", when="stance")
    stance_evidence: Maybe[Text] = conf("CT-09", "立场依据", when="stance")
    concerns: Many[Concern] = conf("CT-10", "关心点")
    concerns_note: Maybe[Text] = conf("CT-10", "关心点说明")
    is_informant: Maybe[Flag] = conf("CT-11", "内部情报员", "Internal informant")
    about(is_informant, "只限合法取得的信息 | lawful information only")
    influences: Many[Influence] = pers("CT-12", "影响关系")
    about(influences, "角色之外谁能影响他 | who sways him apart from his role")
    relationship_level: Maybe[RelationshipLevel] = conf("CT-13", "关系类型")
    about(relationship_level, "我方与他的关系到了哪一层 | how close we are to him")
    our_counterpart: Maybe[StaffId] = internal("CT-14", "我方对口人")
    character: Maybe[Text] = pers("CT-15", "性格")
    about(character, PROFILE, "R-PRV-03")
    interests: Many[Text] = pers("CT-16", "兴趣")
    about(interests, PROFILE, "R-PRV-03")
    hobbies: Many[Text] = pers("CT-16", "爱好")
    about(hobbies, PROFILE, "R-PRV-03")
    family: Maybe[Text] = pers("CT-17", "家庭")
    about(family, FAMILY, "R-PRV-03")
    education: Maybe[Education] = pers("CT-18", "学历")
    about(education, PROFILE, "R-PRV-03")
    birth_date: Maybe[PartialDate] = pers("CT-19", "出生日期")
    about(birth_date, PROFILE, "R-PRV-03")
    age: Maybe[Count] = pers("CT-19", "年龄", derived=True)
    ability: Maybe[Text] = pers("CT-20", "能力")
    about(ability, PROFILE, "R-PRV-03")
    home_address: Maybe[Text] = pers("CT-21", "家庭住址")
    about(home_address, FAMILY, "R-PRV-03")
    psych_need: Maybe[Text] = conf("CT-22", "心理需求", "Psychological need")
    about(psych_need, "他在采购中想得到什么，我方怎样满足 | what he wants out of the purchase, and how we meet it")
    communication_style: Maybe[Text] = pers("CT-23", "沟通风格")
    quality_rating: Maybe[Count] = pers("CT-24", "素质评价", ge=1, le=5)
    about(quality_rating, "5 最好 | 5 is best")
    basis: Maybe[PrivacyBasis] = pers("CT-25", "收集依据", when="any of CT-15 to CT-21 filled")
    about(basis, "凭什么可以登记个人画像 | what makes the profile lawful", "R-PRV-03")
    consent_on: Maybe[Date] = pers("CT-25", "同意日期", when="basis consent")
    erase_after: Maybe[Date] = pers("CT-25", "删除期限", when="any of CT-15 to CT-21 filled")
    about(erase_after, "过了这天个人画像要清除 | after this day the profile is to be erased", "R-PRV-03")
    left_on: Maybe[Date] = pers("CT-26", "离任日期")
    about(left_on, "关键的人离任是流失的征兆 | a key person's leaving is a sign of churn")


class Department(Part):
    """Department (客户部门)."""

    id: Line = conf("DP-01", "部门编号", since="always")
    name: Line = conf("DP-01", "部门名称", since="always")
    parent_department: Maybe[DepartmentId] = conf("DP-01", "上级部门")
    dept_class: Maybe[DeptClass] = internal("DP-02", "部门分类", since="always")
    function: Maybe[Text] = conf("DP-03", "职能")
    focuses: Many[Focus] = conf("DP-04", "关心侧重点")
    role_types: Many[BuyingRole] = conf("DP-05", "职能角色")
    about(role_types, "部门在采购中的作用，可以有几种 | its parts in a purchase, several allowed")
    stance: Maybe[Stance] = conf("DP-06", "立场")
    about(stance, "对我方支持、中立还是反对 | for us, neutral, or against")
    is_key: Maybe[Flag] = conf("DP-07", "关键部门", "Key department")
    contacts: Many[PersonId] = pers("DP-08", "部门人员", derived=True)


class People(Record):
    """People (客户人员表)."""

    departments: Many[Department] = conf("DP", "部门")
    about(departments, "每部门一条，编号为客户编号加 -D 和序号 | one entry each; its id: the customer's, -D, a number")
    persons: Many[Person] = pers("CT", "人员", since="always")
    about(persons, "每人一条，编号为客户编号加 -P 和序号 | one entry each; its id: the customer's, -P, a number")
