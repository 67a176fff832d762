"""Units, staff and their posts (组织, OF ST RL)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Line,
    Many,
    Maybe,
    Moment,
    Part,
    Record,
    Text,
    about,
    auto,
    conf,
    internal,
)
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

    id: Line = internal("OF-01", "单位编号", since="always")
    kind: UnitKind = internal("OF-01", "单位类别", since="always")
    name: Line = internal("OF-01", "单位名称", since="always")
    parent_unit: Maybe[UnitId] = internal("OF-01", "上级单位")
    about(parent_unit, "上级的任职也管到下级 | a post for the unit above holds for this one too", "R-APR-06")
    manager: Maybe[StaffId] = internal("OF-01", "单位负责人")


class Post(Part):
    """Roles held (任职)."""

    role: Role = internal("ST-02", "角色", since="always")
    office: Maybe[UnitId] = internal("ST-02", "办事处")
    about(office, "只管这个办事处及其下级；空着管全公司 | this office and those below; if left out, all", "R-APR-06")
    valid_from: Date = internal("ST-02", "任职起", since="always")
    about(valid_from, "含当天 | that day included", "R-APR-06")
    valid_to: Maybe[Date] = internal("ST-02", "任职止")
    about(valid_to, "含当天；空着为未止 | that day included; open if left out", "R-APR-06")


class PublicKey(Part):
    """Keys (签名公钥)."""

    public_key: Line = internal("P", "公钥", since="always")
    about(public_key, "OpenSSH 格式的一行 | one line in OpenSSH form")
    valid_from: Date = internal("P", "有效期起", since="always")
    valid_to: Maybe[Date] = internal("P", "有效期止")
    revoked_at: Maybe[Moment] = internal("P", "撤销时间")
    compromised_since: Maybe[Moment] = internal("P", "泄露起始时间")
    about(compromised_since, "此后用它签的都不算数 | nothing signed with it since then counts")


class Staff(Part):
    """Staff member (员工)."""

    id: Line = internal("ST-01", "员工编号", since="always")
    name: Line = internal("ST-01", "姓名", since="always")
    unit: UnitId = internal("ST-01", "所属单位", since="always")
    email: Line = internal("ST-01", "邮箱", since="always")
    about(email, "与 git 身份相同，kam 凭此认人 | equals the git identity, by which kam knows people", "R-AUD-03")
    phone: Maybe[Line] = internal("P", "电话")
    roles: Many[Post] = internal("ST-02", "任职", "Roles held", since="always")
    about(roles, "哪些角色、从哪天起 | which roles, and from which day", "R-APR-06")
    territory: Many[Line] = internal("ST-02", "负责地域")
    about(territory, "线索按属地分给谁 | leads from there go to him")
    region: Maybe[Line] = internal("ST-02", "地区")
    capability: Maybe[Count] = conf("ST-03", "业务能力", ge=1, le=5)
    about(capability, "5 最强；分配客户时参考 | 5 is strongest; weighed when customers are assigned")
    absent_from: Maybe[Date] = internal("ST-04", "不在岗起")
    about(absent_from, "不在岗期间由书面授权的人签 | meanwhile a delegate in writing signs")
    absent_to: Maybe[Date] = internal("ST-04", "不在岗止")
    left_on: Maybe[Date] = internal("ST-05", "离职日期")
    about(left_on, "其客户从此没有负责人 | his customers have no owner from then on")
    keys: Many[PublicKey] = internal("P", "签名公钥", when="proof level 1")


class RoleDuties(Part):
    """What a role does (岗位)."""

    role: Role = internal("RL-01", "角色", since="always")
    aliases: Many[Line] = internal("RL-01", "本企业名称")
    about(aliases, "本公司怎样称呼这个角色 | what this company calls the role")
    duties: Maybe[Text] = internal("RL-01", "职责")
    powers: Maybe[Text] = internal("RL-01", "权限")
    clearance: Maybe[AccessLevel] = internal("RL-01", "可见密级")
    about(clearance, "最高能看到哪一级 | highest class that the role may see")


class Organisation(Record):
    """Organisation (组织)."""

    units: Many[Unit] = internal("OF", "单位", since="always")
    staff: Many[Staff] = internal("ST", "员工", since="always")
    roles: Many[RoleDuties] = internal("RL", "岗位")
