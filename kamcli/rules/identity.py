"""Numbers that carry their own proof: the check digit of the unified social credit code (BA-25)."""

from collections.abc import Iterator

from kamcli.model.customer import Customer
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.rules.base import record_rule


@record_rule(
    "SCHEMA-07",
    title=Say("统一社会信用代码的校验位相符", "the check digit of the unified social credit code fits"),
    say=Say(
        "统一社会信用代码 {code} 的校验位不符", "the check digit of the unified social credit code {code} does not fit"
    ),
    hint=Say("对照营业执照核对；旧证件号请注明", "compare it with the licence; say so where it is an old number"),
    severity=Severity.warning,
    kinds=("customer",),
    spec="BA-25",
)
def check_digit_off(customer: Customer, _: Policy) -> Iterator[Problem]:
    """A warning only: test data and old papers hold such codes."""
    from stdnum.cn import uscc  # noqa: PLC0415 only a book with codes pays for it

    code = customer.basics.uscc if customer.basics else None
    if code and not uscc.is_valid(code):
        yield Problem(("basics", "uscc"), {"code": code})
