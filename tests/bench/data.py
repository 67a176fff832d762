"""Generated books: the same files at every run, in Chinese keys; people and lists are those of the bundled book."""

import csv
import datetime as dt
import random
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from stdnum.cn import uscc

CUSTOMERS, INVOICES, UNALLOCATED = 1_000, 100_000, 1_000
AS_OF = dt.date(2026, 11, 20)
FIRST = dt.date(2024, 11, 1)
SEED = 20261120

INVOICE_HEAD = ("发票号", "客户编号", "开票日期", "到期日", "金额", "合同编号", "债务方")
PAYMENT_HEAD = ("付款日期", "客户编号", "金额", "发票号", "办事处收款日期", "汇往公司日期")

CUSTOMER = """\
客户名称: {name}
简称: {short}
客户状态: 线索
大客户状态: 未申请
客户关系: 直接客户
客户性质: 普通公司
终端消费者: 否
行业: {industry}
地区: {region}
名册类别: 普通公司
路序:
  片区: {place}
  顺序号: {number}
办事处: {office}
客户负责人: {owner}
资料来源: 展会
收集日期: {collected}
收集人: {owner}
分配记录:
  - 分配给: {owner}
    日期: {collected}
    经办人: {owner}
    原因: 先录入者得
自定义分组: [{place}组, 第{group}批]  # 自由标签
交易方针: 以稳定供货换取年度框架,备件随主机报价。
记录时间: {collected}T17:20:00+08:00
记录人: {owner}
核实日期: {verified}  # 档案更新时限从这里算起
核实人: {owner}

# 一、基础资料
基础资料:
  地址:
    - 地址类别: 注册地址
      详细地址: {place}市示例路{number}号
      邮编: {post}
    - 地址类别: 收货地址
      详细地址: {place}市示例路{number}号{group}号库
      邮编: {post}
  电话: [0571-{phone}]  # 文本,前导零不会丢
  邮箱: office{number}@bench.example
  网址: www.c{number}.example
  创立时间: {founded}
  交易起始日期: {collected}
  企业组织形式: 有限责任公司
  业种: {industry}制造
  资产: {assets}万
  资产年度: 2025
  公司规模:
    规模等级: 中
    员工人数: {staff}
    年营业额: {turnover}万
    网点数: {group}
  公司沿革: {founded}年由三家工厂合并而成,迁入现址已有多年。
  公司概况: 生产主机和备件,产品销往各地,自有检测中心。
  产品及服务范围: [主机, 备件, 大修]
  设备及技术情况: 加工中心{group}台;传动部件外购,控制柜外购。
  营业执照:
    执照编号: {code}
    有效期至: 2039-04-20
    年检年度: 2025
    符合产业政策: 是
  税务登记证:
    证照合一: 是
  行业基本状况: 设备更新期,订单集中在上半年。
  开票银行资料:
    开票抬头: {name}
    税号: {code}
    开户银行: 示例银行{place}分行
    银行账号: "62{account}"
  统一社会信用代码: {code}

# 二、客户特征
客户特征:
  服务区域: [{place}, {region}]
  销售能力: 4
  销售能力说明: 自有销售队伍{group}人,年增约一成。
  发展潜力: 高
  发展潜力说明: 拟建第二条总装线。
  经营观念: 重质量,重交期,价格次之。
  经营方针: 关键部件实行双供应商。
  企业规模: 中
  偏好: [图纸先行, 每月一次对账]
  需求与习惯细节:
    - 观察日期: {verified}
      内容: 月底盘点,25日以后不收货。
  个性化需求: [传动箱预装编码器]
  服务要求:
    响应时限小时: 12
    售后要求: 停机故障要求当日到场。
  忠诚度: 4
  忠诚度理由: 连续多年以我方为第一供应商。
  行业影响力: 3
  消费模式: 上半年集中下单,下半年以备件为主。

# 三、业务状况
业务状况:
  管理者素质: 4
  业务人员素质: 3
  与我方的业务关系: 经常往来
  合作态度: 积极
  对我方的看法: 交期可靠,价格略高。
  年采购量:
    - 产品: 导纱传动箱
      数量: {staff}
      单位: 台
      金额: {assets}万
  需求大小: 大
  需求及时性: 有想法
  经营状况: 良好
  经营状况来源: 2025年度决算表
  财务能力: 中
  成本水平: 符合
  保密遵守情况: 遵守
  守法经营: 守法

# 四、交易现状
交易现状:
  销售活动现状: 每月走访一次,季度商务洽谈一次。
  保持的优势: [交期稳定, 现场服务快]
  企业形象: 4
  信誉: 良好
  信誉依据: 近三年按期付款。
  信用问题: []
  货款支付方式: 银行转账
  自述满意程度: 比较满意
  办事处评价: 付款及时,配合度高。
  办事处评分: 4
"""


class Setting(NamedTuple):
    """What customers of the bundled book may name: a salesperson, an office, an industry, a region."""

    owner: str
    office: str
    industry: str
    region: str


class Invoice(NamedTuple):
    """One invoice; money in cents, `due` empty where no date was agreed."""

    number: str
    customer: str
    issued: dt.date
    due: dt.date | None
    cents: int


def setting(records: Path) -> Setting:
    """Read from a book in Chinese keys: its first salesperson with an office, its first industry and region."""
    roster = yaml.load((records / "organisation.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["员工"]
    lists = yaml.load((records / "policy.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["资料管理"]
    posts = ((staff["员工编号"], post) for staff in roster for post in staff["任职"] if not post.get("任职止"))
    owner, office = next((who, post["办事处"]) for who, post in posts if post["角色"] == "业务员")
    return Setting(owner, office, lists["行业清单"][0], lists["地区清单"][0])


def credit_code(number: int) -> str:
    """A unified social credit code that nobody holds, with its right check digit."""
    body = f"91330100MA{number:07d}"
    return body + uscc.calc_check_digit(body)


def customer(number: int, book: Setting, rng: random.Random) -> str:
    """One customer file, about 4 KB."""
    collected = FIRST - dt.timedelta(days=rng.randrange(1500))
    place = "".join(rng.choice("青白岚榆川杭嘉湖宁台温丽") for _ in range(2))
    return CUSTOMER.format_map(
        book._asdict()
        | {"name": f"{place}示例{number:04d}机械有限公司", "short": f"{place}{number:04d}", "place": place}
        | {"number": number, "group": 1 + number % 9, "code": credit_code(number), "collected": collected}
        | {"verified": AS_OF - dt.timedelta(days=rng.randrange(30, 300)), "founded": rng.randrange(1990, 2015)}
        | {"post": rng.randrange(310000, 325000), "phone": f"{55_000_000 + number}"}  # nobody shares a number
        | {"account": rng.randrange(10**13, 10**14), "assets": rng.randrange(100, 9999)}
        | {"staff": rng.randrange(20, 900), "turnover": rng.randrange(100, 30000)}
    )


def write_book(folder: Path, records: Path, customers: int = CUSTOMERS) -> Path:
    """A book in `folder` with the policy, roster and calendar of `records` and generated customers C0001, C0002 ..."""
    book = folder / "records"
    (book / "customers").mkdir(parents=True)
    for name in ("policy.yaml", "organisation.yaml", "calendar.yaml"):
        shutil.copy(records / name, book)
    rng, place = random.Random(SEED), setting(records)
    for number in range(1, customers + 1):
        (book / "customers" / f"C{number:04d}.yaml").write_text(customer(number, place, rng), encoding="utf-8")
    return folder


def draw_invoices(rng: random.Random, customers: int, count: int) -> Iterator[Invoice]:
    days = (AS_OF - FIRST).days
    for number in range(1, count + 1):
        issued = FIRST + dt.timedelta(days=number * days // count)
        due = None if number % 100 == 0 else issued + dt.timedelta(days=rng.choice((7, 30, 45, 60, 90)))
        yield Invoice(
            f"FP-{number:06d}", f"C{1 + rng.randrange(customers):04d}", issued, due, rng.randrange(5_000, 9_000_000)
        )


def draw_payments(rng: random.Random, invoice: Invoice) -> Iterator[tuple[dt.date, int]]:
    """Dates and cents: seven in ten invoices are paid, one of them in two parts, one in ten in part, two not at all."""
    chance, half = rng.random(), invoice.cents // 2
    parts = (
        (invoice.cents,) if chance < 0.6 else (half, invoice.cents - half) if chance < 0.7 else (half,) * (chance < 0.8)
    )
    for cents in parts:
        paid = invoice.issued + dt.timedelta(days=rng.randrange(1, 120))
        if paid <= AS_OF:
            yield paid, cents


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def write_months(folder: Path, head: Sequence[str], months: Mapping[str, Sequence[Sequence[object]]]) -> None:
    folder.mkdir(parents=True)
    for month, rows in months.items():
        with (folder / f"{month}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(rows)


def write_ledgers(folder: Path, customers: int = CUSTOMERS, count: int = INVOICES) -> Path:
    """Add `count` invoices over two years with their payments, and some payments that name no invoice."""
    rng = random.Random(SEED)
    invoices, payments = (
        defaultdict[str, list[tuple[object, ...]]](list),
        defaultdict[str, list[tuple[object, ...]]](list),
    )
    for invoice in draw_invoices(rng, customers, count):
        row = (invoice.number, invoice.customer, invoice.issued, invoice.due or "", money(invoice.cents), "", "客户")
        invoices[f"{invoice.issued:%Y-%m}"].append(row)
        for paid, cents in draw_payments(rng, invoice):
            payments[f"{paid:%Y-%m}"].append((paid, invoice.customer, money(cents), invoice.number, "", ""))
    for number in range(min(UNALLOCATED, count)):
        paid = FIRST + dt.timedelta(days=number % (AS_OF - FIRST).days)
        payments[f"{paid:%Y-%m}"].append((paid, f"C{1 + number % customers:04d}", money(1_000 + number), "", "", ""))
    write_months(folder / "records/ledgers/invoices", INVOICE_HEAD, invoices)
    write_months(folder / "records/ledgers/payments", PAYMENT_HEAD, payments)
    return folder
