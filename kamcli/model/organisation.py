"""Units, staff and their posts (组织, OF ST RL)."""

from kamcli.model.base import Choice, Count, Date, Many, Maybe, Moment, Part, Record, Text, auto, conf, internal
from kamcli.model.choices import AccessLevel, Role
from kamcli.model.refs import StaffId, UnitId


class UnitKind(Choice):
    """Unit kind."""

    office = auto(), "办事处"
    branch = auto(), "分公司"
    department = auto(), "部门"
    sales_company = auto(), "销售公司"
    oem = auto(), "OEM厂"


class Unit(Part):
    """Unit (单位)."""

    id: Text = internal("OF-01", "单位编号", since="always")
    kind: UnitKind = internal("OF-01", "单位类别", since="always")
    name: Text = internal("OF-01", "单位名称", since="always")
    parent_unit: Maybe[UnitId] = internal("OF-01", "上级单位")
    manager: Maybe[StaffId] = internal("OF-01", "单位负责人")


class Post(Part):
    """Roles held (任职)."""

    role: Role = internal("ST-02", "角色", since="always")
    office: Maybe[UnitId] = internal("ST-02", "办事处")
    valid_from: Date = internal("ST-02", "任职起", since="always")
    valid_to: Maybe[Date] = internal("ST-02", "任职止")


class PublicKey(Part):
    """Keys (签名公钥)."""

    public_key: Text = internal("P", "公钥", since="always")
    valid_from: Date = internal("P", "有效期起", since="always")
    valid_to: Maybe[Date] = internal("P", "有效期止")
    revoked_at: Maybe[Moment] = internal("P", "撤销时间")
    compromised_since: Maybe[Moment] = internal("P", "泄露起始时间")


class Staff(Part):
    """Staff member (员工)."""

    id: Text = internal("ST-01", "员工编号", since="always")
    name: Text = internal("ST-01", "姓名", since="always")
    unit: UnitId = internal("ST-01", "所属单位", since="always")
    email: Text = internal("ST-01", "邮箱", since="always")
    phone: Maybe[Text] = internal("P", "电话")
    roles: Many[Post] = internal("ST-02", "任职", "Roles held", since="always")
    territory: Many[Text] = internal("ST-02", "负责地域")
    region: Maybe[Text] = internal("ST-02", "地区")
    capability: Maybe[Count] = conf("ST-03", "业务能力", ge=1, le=5)
    absent_from: Maybe[Date] = internal("ST-04", "不在岗起")
    absent_to: Maybe[Date] = internal("ST-04", "不在岗止")
    left_on: Maybe[Date] = internal("ST-05", "离职日期")
    keys: Many[PublicKey] = internal("P", "签名公钥", when="proof level 1")


class RoleDuties(Part):
    """What a role does (岗位)."""

    role: Role = internal("RL-01", "角色", since="always")
    aliases: Many[Text] = internal("RL-01", "本企业名称")
    duties: Maybe[Text] = internal("RL-01", "职责")
    powers: Maybe[Text] = internal("RL-01", "权限")
    clearance: Maybe[AccessLevel] = internal("RL-01", "可见密级")


class Organisation(Record):
    """Organisation (组织)."""

    units: Many[Unit] = internal("OF", "单位", since="always")
    staff: Many[Staff] = internal("ST", "员工", since="always")
    roles: Many[RoleDuties] = internal("RL", "岗位")
