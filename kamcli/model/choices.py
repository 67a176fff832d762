"""Every fixed list of choices: the English id is the value, the Chinese word its label (spec/vocabulary.yaml)."""

from kamcli.model.base import Choice, auto


class AccessLevel(Choice):
    """Access level."""

    pub = auto(), "公开"
    int = auto(), "内部"
    conf = auto(), "机密"
    pers = auto(), "个人信息"


class Boundary(Choice):
    """Boundary."""

    higher_band = auto(), "归高档"
    lower_band = auto(), "归低档"


class Channel(Choice):
    """Channel."""

    fax = auto(), "传真"
    email = auto(), "邮件"
    post = auto(), "邮寄"
    web_link = auto(), "网页链接"
    phone = auto(), "电话"
    sms = auto(), "短信"
    im = auto(), "即时通讯"
    meeting = auto(), "会议"
    visit = auto(), "拜访"
    conference = auto(), "研讨会"
    letter = auto(), "信函"


class CreditFactor(Choice):
    """Credit factor."""

    payment = auto(), "付款"
    finance = auto(), "财务"
    reputation = auto(), "信誉"
    cooperation = auto(), "合作"
    legal = auto(), "守法"


class CreditGrade(Choice):
    """Credit grade."""

    A = auto(), "信用A级"
    B = auto(), "信用B级"
    C = auto(), "信用C级"
    D = auto(), "信用D级"
    U = auto(), "信用未评级"


class CreditHandling(Choice):
    """Credit handling."""

    normal = auto(), "正常"
    prepay = auto(), "预付"
    cash_on_delivery = auto(), "货到付款"
    stop = auto(), "停止赊销"


class Level(Choice):
    """Tier level."""

    strategic = auto(), "战略客户"
    key = auto(), "重点客户"
    ordinary = auto(), "普通客户"
    none = auto(), "非大客户"
    A = auto(), "A级"
    B = auto(), "B级"
    C = auto(), "C级"
    D = auto(), "D级"
    U = auto(), "未评级"
    vip = auto(), "VIP客户"
    small = auto(), "小客户"
    L1 = auto(), "一级"
    L2 = auto(), "二级"
    L3 = auto(), "三级"
    top = auto(), "最佳客户"
    middle = auto(), "中间客户"
    bottom = auto(), "末位客户"


class PaymentMethod(Choice):
    """Payment method."""

    prepaid = auto(), "预付款"
    cash_on_delivery = auto(), "货到付款"
    open_account = auto(), "赊销"
    instalments = auto(), "分期付款"
    consignment = auto(), "代销"
    other = auto(), "其他"


class Potential(Choice):
    """Potential."""

    high = auto(), "高"
    medium = auto(), "中"
    low = auto(), "低"
    none = auto(), "无"


class Role(Choice):
    """Roles."""

    rep = auto(), "业务员"
    dept_manager = auto(), "部门经理"
    business_manager = auto(), "业务经理"
    branch_manager = auto(), "分公司经理"
    attendance_clerk = auto(), "考勤管理员"
    office_manager = auto(), "办事处经理"
    ka_department = auto(), "大客户管理部"
    deputy_sales_director = auto(), "销售副总监"
    sales_director = auto(), "销售总监"
    sales_company = auto(), "销售公司"
    oem = auto(), "OEM厂"
    sales_dept = auto(), "销售部"
    sales_manager = auto(), "销售经理"
    marketing_dept = auto(), "市场营销部"
    marketing_manager = auto(), "市场营销部经理"
    archivist = auto(), "档案专人"
    service_dept = auto(), "客户服务部"
    service_specialist = auto(), "专属客服"
    business_dept = auto(), "业务部"
    sales_planning = auto(), "销售计划部门"
    finance_dept = auto(), "财务部"
    admin_dept = auto(), "行政部"
    general_manager = auto(), "总经理"
    materials_dept = auto(), "资材部"
    technical_design_quality = auto(), "技术设计质量部门"
    responsible_dept = auto(), "责任部门"
    consultant = auto(), "管理咨询顾问"
    external_introducer = auto(), "外部引荐方"
    executive = auto(), "高层"
    project_client_manager = auto(), "项目中心客户经理"
    power_units = auto(), "供电部门"
    customer_party = auto(), "客户方"
    regulator = auto(), "监管机构"
    trainer = auto(), "培训讲师"
    maintainer = auto(), "账簿维护人"
    team = auto(), "客户团队"


class Scheme(Choice):
    """Scheme."""

    revenue_share = auto(), "销售占比"
    demand = auto(), "需求等级"
    vip = auto(), "VIP等级"
    sales_band = auto(), "销售额等级"
    credit = auto(), "信用等级"
    value = auto(), "价值等级"
    pareto = auto(), "二八分类"
    industry = auto(), "行业等级"


class ServiceLevel(Choice):
    """Service level."""

    L1 = auto(), "一级"
    L2 = auto(), "二级"
    L3 = auto(), "三级"


class Size(Choice):
    """Size."""

    large = auto(), "大"
    medium = auto(), "中"
    small = auto(), "小"


class Urgency(Choice):
    """Urgency."""

    urgent = auto(), "迫切"
    intended = auto(), "有想法"
    latent = auto(), "潜在"
