import pytest

from kamcli.model.choices import Level, Scheme
from kamcli.rules.grading.labels import label


@pytest.mark.parametrize(
    ("scheme", "level", "zh", "en"),
    [
        (Scheme.demand, "A", "需求A级", "demand A"),
        (Scheme.credit, "A", "信用A级", "credit A"),
        (Scheme.credit, "U", "信用未评级", "credit U"),
        (Scheme.value, "L1", "价值一级", "value L1"),
        (Scheme.revenue_share, "ordinary", "普通客户", "ordinary account"),
        (Scheme.revenue_share, "none", "非大客户", "not a key account"),
        (Scheme.vip, "ordinary", "普通客户", "ordinary customer (VIP scheme)"),
        (Scheme.pareto, "top", "最佳客户", "best customers"),
        (Scheme.sales_band, "S1", "销售额S1", "sales S1"),
    ],
)
def test_no_letter_is_printed_bare(scheme: Scheme, level: str, zh: str, en: str) -> None:
    assert label(scheme, level) == (zh, en)


def test_the_companys_own_word_wins() -> None:
    assert label(Scheme.revenue_share, "key", "核心客户") == ("核心客户", "核心客户")
    assert label(Scheme.revenue_share, "key", "重点客户") == ("重点客户", "key account")


def test_no_two_schemes_print_the_same_english_word_for_a_letter() -> None:
    lettered = [label(scheme, level).en for scheme in (Scheme.demand, Scheme.credit) for level in (Level.A, Level.B)]
    assert len(set(lettered)) == 4
