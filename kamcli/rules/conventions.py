"""Conventions that hold in every rule: edges, exact numbers, missing input, one fact in one place (spec 0.3, 0.4)."""

from kamcli.model.finding import Say, Severity
from kamcli.rules.base import computed

CONVENTIONS = (
    computed(
        "R-DAT-00",
        title=Say(
            "记录是规整的 YAML：每个值都是文字，由格式定类型（YAML-nn、SCHEMA-nn）",
            "records are clean YAML: every value is text that the schema types (YAML-nn, SCHEMA-nn)",
        ),
    ),
    computed(
        "R-AUD-01",
        title=Say(
            "一件事只写一处，算得出的不写（BOOK-05、SCHEMA-04）",
            "one fact in one place, nothing derived is stored (BOOK-05, SCHEMA-04)",
        ),
    ),
    computed(
        "R-NUM-01",
        title=Say(
            "“以上”“以下”含本数，正好压线的数归哪一档由制度定", "an edge belongs to the band that the policy says"
        ),
        severity=Severity.information,
        parameters=("boundary.default",),
    ),
    computed(
        "R-NUM-02",
        title=Say(
            "比较用未取整的数；取整只为显示，没到的边界不显示成到了",
            "unrounded numbers are compared; rounding never shows an edge that was not reached",
        ),
        severity=Severity.information,
    ),
    computed(
        "R-NUM-03",
        title=Say("缺数不等于零：算不出就说算不出", "missing input is not zero: what can't be computed is said so"),
        severity=Severity.warning,
    ),
)
