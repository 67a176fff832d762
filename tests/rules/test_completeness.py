"""How complete a file is, against what its state asks for (R-DAT-01, TV-39)."""

from decimal import Decimal

import pytest

from kamcli.model.customer import Customer
from kamcli.model.finding import Severity
from kamcli.model.policy import Policy
from kamcli.model.spelling import spelling
from kamcli.rules import completeness as subject
from kamcli.rules.completeness import CategoryCompleteness, completeness, incomplete
from kamcli.store.reader import read

POLICY = Policy.model_validate({"data": {"completeness_min_pct": "80"}})


def customer(text: str) -> Customer:
    return Customer.model_validate({"id": "C0001", "name": "甲", **read(text, spelling(Customer))[0]})


def category(text: str, name: str) -> CategoryCompleteness:
    return next(each for each in completeness(customer(text)) if each.category == name)


def findings(text: str) -> dict[str, Severity | None]:
    assert incomplete.record is not None
    return {".".join(map(str, each.at)): each.severity for each in incomplete.record(customer(text), POLICY)}


def test_a_lead_is_asked_for_little() -> None:
    assert category("客户状态: 线索", "basics").missing == (("basics", "addresses"), ("basics", "phones"))
    assert category("客户状态: 线索", "characteristics").required == 0
    assert category("name: A", "basics").required == 2


def test_a_state_asks_for_what_the_states_before_it_ask_for() -> None:
    counts = [
        sum(each.required for each in completeness(customer(f"lifecycle_status: {state}")))
        for state in ("lead", "candidate", "investigated", "recognised", "active")
    ]

    assert counts == sorted(set(counts))
    assert counts[-1] == sum(each.required for each in completeness(customer("lifecycle_status: watch")))


@pytest.mark.parametrize("state", ["lost", "bad", "closed", "archived", "rejected"])
def test_nothing_is_asked_of_a_customer_that_has_left(state: str) -> None:
    assert all(each.required == 0 for each in completeness(customer(f"lifecycle_status: {state}")))


@pytest.mark.parametrize(
    ("status", "asked"), [("none", False), ("applied", True), ("approved", True), ("revoked", False)]
)
def test_an_application_asks_for_the_offices_assessment(status: str, asked: bool) -> None:  # noqa: FBT001
    missing = category(f"lifecycle_status: active\nka_status: {status}", "transactions").missing

    assert (("transactions", "office_rating") in missing) == asked


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        pytest.param("基础资料: {电话: [1]}", True, id="filled"),
        pytest.param("基础资料:\n  电话:", False, id="empty is absent"),
        pytest.param("基础资料:\n  电话: []", True, id="an empty list was looked into"),
        pytest.param("不详项: [基础资料.电话]", True, id="known to be unknown"),
        pytest.param("不详项: [basics.phones]", True, id="known to be unknown, in English"),
        pytest.param("客户名称: 甲", False, id="the whole category is absent"),
    ],
)
def test_what_counts_as_filled(text: str, filled: bool) -> None:  # noqa: FBT001
    assert (("basics", "phones") not in category(text, "basics").missing) == filled


@pytest.mark.parametrize(
    ("filled", "required", "severity"),
    [
        pytest.param(8, 10, Severity.information, id="TV-39: exactly 80 % passes"),
        pytest.param(79, 100, Severity.warning, id="below"),
        pytest.param(7999, 10_000, Severity.warning, id="79.99 %"),
        pytest.param(81, 100, Severity.information, id="above"),
    ],
)
def test_the_least_percentage(filled: int, required: int, severity: Severity, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = CategoryCompleteness("basics", filled, required, (("basics", "phones"),))
    monkeypatch.setattr(subject, "completeness", lambda _: (counted,))

    assert findings("name: A") == {"basics": severity}


def test_the_finding_names_what_is_missing_in_both_languages() -> None:
    assert incomplete.record is not None
    problem = next(each for each in incomplete.record(customer("客户状态: 线索"), POLICY) if each.at == ("basics",))

    assert (
        incomplete.says[problem.variant].read("zh", problem.figures)
        == "基础资料完整率 0.00%（0/2），低于 80%；还缺：地址、电话"
    )
    assert "0.00 % complete (0 of 2), below 80 %; missing: Addresses, Phones" in incomplete.says[problem.variant].read(
        "en", problem.figures
    )
    assert POLICY.data.completeness_min_pct == Decimal(80)


def test_a_complete_file_has_no_finding() -> None:
    text = (
        "基础资料: {地址: [{地址类别: 注册地址, 详细地址: 路1号}], 电话: [1]}\n"
        "业务状况: {需求大小: 大, 需求及时性: 迫切}\n"
    )

    assert "basics" not in findings(text)
    assert "business" not in findings(text)
