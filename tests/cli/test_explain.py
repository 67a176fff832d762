"""`kam explain`: kinds and fields; rules, clocks and parameters are in test_listing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kamcli.cli.explain_field import Place, explain_place, place, rows_of
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, dotted, label, spelling
from kamcli.views.field_words import CONDITIONS
from tests.cli.conftest import Kam


def paths(table: Spelling, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name in table.terms:
        yield (*above, name)
        yield from paths(table.below(name), (*above, name))


def told(text: str) -> dict[str, str]:
    """The `name: text` lines of an explanation."""
    pairs = (line.strip().replace("：", ": ", 1).partition(": ") for line in text.splitlines())
    return {name: value for name, _, value in pairs if value}


@pytest.mark.parametrize("wanted", ["contract.amount", "合同.合同额", "contract.合同额"])
def test_an_amount_in_chinese(book: Path, kam: Kam, wanted: str) -> None:
    ran = kam("explain", wanted, "--lang", "zh")

    assert ran.code == 0
    assert ran.out.splitlines()[0] == "合同.合同额  contract.amount"
    assert told(ran.out) == {
        "名称": "合同额 / Amount",
        "说明": "定金额档；框架合同填十二个月的预计",
        "写法": "本币金额，最多两位小数：120000、120,000.00、12万、¥120,000，不小于 0",
        "必填": "总是",
        "密级": "机密 conf",
        "审批": "改动后要重新签批",
        "需求编号": "CN-03",
        "规则": "R-APR-05 金额不明时归制度指定的档",
    }


def test_a_guarded_amount_in_english(book: Path, kam: Kam) -> None:
    ran = kam("explain", "客户.交易现状.信用限度额", "--lang", "en")

    assert ran.out.splitlines()[0] == "customer.transactions.credit_limit  客户.交易现状.信用限度额"
    found = told(ran.out)
    assert found["required"] == "from active on"
    assert found["guarded"] == "credit 信用 (kam approve ID.credit)"
    assert found["sensitivity"] == "confidential (conf)"
    assert found["catalogue"] == "TR-09"
    assert "approval" not in found, "a customer has no approval of its own"


@pytest.mark.parametrize(
    ("wanted", "name", "expected"),
    [
        ("contract.signed_on", "required", "from signed by both on"),
        ("application.post_approval_report", "required", "from approved on"),
        ("customer.transactions.office_rating", "required", "from applied on"),
        ("contract.payment_terms.credit_days", "required", "where payment_method is open_account"),
        ("contract.material_digest", "required", "computed, never written"),
        ("contract.material_digest", "approval", "computed, so no part of what is signed"),
        ("contract.obligations.done_on", "approval", "may change after approval, so no part of what is signed"),
        ("contract.corrections.reason", "approval", "its group is no part of what is signed"),
        ("contract.amends", "written", "id of a contract"),
        ("contract.our_signatory", "written", "id of a member of staff"),
        ("application.documents", "written", "id of a document; several, as a list"),
        ("customer.business.installed_base", "written", "id of a piece of equipment; several, as a list"),
        ("customer.industry", "written", "one of the policy's list data.industries"),
        ("customer.characteristics.loyalty", "written", "a whole number, 1 to 5"),
        ("credit_investigation.scores", "written", "a number: 12, 12.5, 1,200, 0 to 100; one for each key"),
        ("customer.basics.founded_on", "written", "a year, month or day: 2009, 2009-05, 2009-05-20"),
        ("customer.nature", "choices", "government 政府机构, public_institution 事业单位"),
        ("customer.tiers", "keys", "revenue_share 销售占比, demand 需求等级"),
        ("people.persons.hobbies", "rule", "R-PRV-03 personal profiles need a basis"),
        ("tier.to_service_level", "label", "对应服务级别 / To service level"),
        ("审批.金额分档", "catalogue", "PP-067"),
    ],
)
def test_a_line_of_a_field(book: Path, kam: Kam, wanted: str, name: str, expected: str) -> None:
    found = told(kam("explain", wanted, "--lang", "en").out)

    assert found[name].startswith(expected)


def test_a_kind_lists_its_states_and_its_fields_in_order(book: Path, kam: Kam) -> None:
    ran = kam("explain", "合同", "--lang", "zh")
    lines = ran.out.splitlines()

    assert lines[0] == "合同  contract"
    assert told(ran.out)["状态"].startswith("草拟 draft → 条款已审 clause_reviewed → ")
    assert told(ran.out)["制度参数"].startswith("合同.到期提前天数（contract.expiry_lead_days）")
    names = [line.split()[0] for line in lines if line.endswith((" int", " conf"))]
    assert names[:3] == ["客户", "版次", "合同编号"]
    assert names[-1] == "不详项", "what every record has in common comes last"


def test_a_group_lists_what_it_holds(book: Path, kam: Kam) -> None:
    out = kam("explain", "contract.payment_terms", "--lang", "en").out

    assert "instalments …   分期付款  where payment_method is instalments" in out


@pytest.mark.parametrize(
    ("wanted", "near"), [("contract.amout", "contract.amount"), ("合同.合同額", "合同.合同额"), ("contrat", "contract")]
)
def test_an_unknown_field_suggests_a_near_one(book: Path, kam: Kam, wanted: str, near: str) -> None:
    ran = kam("explain", wanted)

    assert ran.code == 2
    assert near in ran.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_of_a_kind_can_be_explained(kind: "object", lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    every = tuple(paths(spelling(kind.model)))  # type: ignore[attr-defined]
    for path in every:
        found = place(f"{kind.name}.{dotted(path)}")  # type: ignore[attr-defined]
        assert found == place(f"{kind.label.zh}.{label(spelling(kind.model), path, 'zh')}")  # type: ignore[attr-defined]
        assert found is not None
        lines = dict(rows_of(found, Policy(), lang))
        assert {"label", "written", "required", "sensitivity", "spec"} <= set(lines), path
        explain_place(found, Policy(), lang)
    explain_place(Place(kind, ()), Policy(), lang)  # type: ignore[arg-type]

    assert len(capsys.readouterr().out.splitlines()) > len(every)


def test_every_condition_is_one_that_a_field_has() -> None:
    terms = [term for kind in KINDS.values() for table in tables(spelling(kind.model)) for term in table.terms.values()]

    assert set(CONDITIONS) <= {word for term in terms for word in (term.when, term.since)}


def tables(table: Spelling) -> Iterator[Spelling]:
    yield table
    for name in table.terms:
        yield from tables(table.below(name))


def test_a_mapping_lists_what_each_of_its_entries_holds(book: Path, kam: Kam) -> None:
    out = kam("explain", "customer.tiers", "--lang", "en").out

    assert "valid_until  有效期至  optional" in out
    assert "tiers …" in kam("explain", "customer", "--lang", "en").out
