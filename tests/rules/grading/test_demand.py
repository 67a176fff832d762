import pytest

from kamcli.rules.grading.demand import demand
from tests.rules.grading.case import case, customers, only, policy, row, told

SIZES = ("large", "medium", "small")
URGENCIES = ("urgent", "intended", "latent")
MATRIX = dict(zip(SIZES, ("ABC", "BBC", "BBC"), strict=True))


@pytest.mark.parametrize(
    ("size", "urgency", "level"),
    [(size, urgency, MATRIX[size][at]) for size in SIZES for at, urgency in enumerate(URGENCIES)],
)
def test_the_matrix(size: str, urgency: str, level: str) -> None:  # TV-08
    customer = row("customer", "C0001", f"name: n\nbusiness: {{demand_size: {size}, demand_urgency: {urgency}}}")
    grade = only(demand(case(customers(customer))))
    assert (grade.level, grade.label.zh, grade.label.en) == (level, f"需求{level}级", f"demand {level}")


def test_the_enterprise_scale_stands_in_for_a_missing_size() -> None:
    text = "name: n\nbusiness: {demand_urgency: urgent}\ncharacteristics: {enterprise_scale: large}"
    grade = only(demand(case(customers(row("customer", "C0001", text)))))
    assert (grade.level, told(grade)) == ("A", "demand size is not stated, enterprise scale is used")


def test_missing_inputs_are_named() -> None:
    grade = only(demand(case(customers("C0001"))))
    assert (grade.level, grade.computable) == (None, False)
    assert told(grade) == "neither demand size nor enterprise scale is stated; demand urgency is not stated"


def test_a_missing_cell_is_no_grade() -> None:
    rules = policy({"tier.demand.matrix": {"large": {"urgent": "A"}}})
    customer = row("customer", "C0001", "name: n\nbusiness: {demand_size: small, demand_urgency: urgent}")
    grade = only(demand(case(customers(customer), rules=rules)))
    assert (grade.computable, told(grade)) == (False, "the matrix has no cell for small and urgent")
