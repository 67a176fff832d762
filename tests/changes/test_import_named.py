"""Names in a customer list become ids; what the book does not know refuses the row."""

import pytest

from kamcli.changes.import_customers import columns
from kamcli.changes.import_match import Firms
from kamcli.changes.import_named import Named
from kamcli.changes.import_values import values
from kamcli.changes.spreadsheet import RefusedCellError
from tests.states.conftest import ROSTER, World, policy_of, read, row

LISTS = "data: {regions: [华东, 华北], industries: []}"


@pytest.fixture
def named() -> Named:
    world = World(policy_of(LISTS))
    staff = read(ROSTER)
    staff["staff"].append({"id": "rep2", "name": "Rep", "unit": "hz", "email": "rep2@x"})
    world.rows["organisation", "organisation"] = row("organisation", "organisation", staff, world.policy)
    world.add("customer", "C0001", "name: 甲")
    return Named(world.columns, world.policy, Firms(world.columns.rows("customer")).bearing)


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("客户负责人", "Ka", "ka"),
        ("客户负责人", "ka", "ka"),
        ("办事处", "Hangzhou", "hz"),
        ("上级客户", "甲", "C0001"),
        ("上级客户", "C0001", "C0001"),
        ("地区", "华东", "华东"),
        ("行业", "任何", "任何"),
    ],
)
def test_a_name_becomes_the_id(named: Named, heading: str, cell: str, expected: str) -> None:
    found = values(columns(("客户名称", heading)), ("乙", cell), named)
    assert expected in found.values()


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("客户负责人", "Rep", "客户负责人：叫“Rep”的员工不止一个：rep、rep2（写编号）"),
        ("客户负责人", "周敏", "客户负责人：没有编号或名称为“周敏”的员工"),
        ("客户负责人", "Kaa", "客户负责人：没有编号或名称为“Kaa”的员工，是 Ka 吗？"),
        ("上级客户", "C0009", "上级客户：没有编号或名称为“C0009”的客户，是 C0001 吗？"),
        ("地区", "火星", "地区：“火星”不在制度清单 data.regions 里（改它，或加进 policy.yaml）"),
    ],
)
def test_what_nobody_bears_refuses_the_row(named: Named, heading: str, cell: str, said: str) -> None:
    with pytest.raises(RefusedCellError) as refused:
        values(columns(("客户名称", heading)), ("乙", cell), named)
    assert refused.value.say.zh == said


def test_several_values_are_each_looked_up(named: Named) -> None:
    found = values(columns(("客户名称", "经营管理者")), ("乙", "P1;P2"), None)
    assert found["basics"] == {"managers": ("P1", "P2")}
    with pytest.raises(RefusedCellError, match="P1"):
        values(columns(("客户名称", "经营管理者")), ("乙", "P1;P2"), named)
