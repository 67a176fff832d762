"""A sealed database: what one SELECT may read, and everything that it may not do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kamcli.model.choices import AccessLevel
from kamcli.model.finding import KamError
from kamcli.store.ledger import answer
from kamcli.store.query import Database, Result
from kamcli.views.computed_values import Inputs
from kamcli.views.listing import Values, questions
from kamcli.views.query_tables import cells, ledgers, mentioned, narrowed, tables
from tests.small_book import TODAY, SmallBook, made


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    return SmallBook(made(tmp_path_factory.mktemp("query")), "en")


Ask = Callable[..., Result]


@pytest.fixture
def ask(small: SmallBook) -> Ask:
    """Give `ask(sql)`: the result over the small book."""

    def asked(sql: str, most: AccessLevel = AccessLevel.conf, seconds: int = 60) -> Result:
        base = Database(small.records, small.policy, "en")
        for table in (narrowed(sql, each) for each in tables(small.book, most) if mentioned(sql, each)):
            found = answer(
                small.records, questions(each.column for each in table.fields)(small.policy, TODAY), small.policy, "en"
            )
            values = Values(Inputs(small.book, found, small.policy, TODAY), lambda _: None)
            base.add(table, cells(table, small.book.columns.rows(table.name), values, most))
        for ledger in ledgers(sql):
            base.add_ledger(ledger)
        return base.ask(sql, seconds)

    return asked


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "SELECT name, credit_limit FROM customer WHERE owner = 'rob' ORDER BY id LIMIT 1",
            ("Aspen Works Ltd.", "500000.00"),
        ),
        ("SELECT 客户名称, 客户状态 FROM 客户 WHERE 编号 = 'C0001'", ("Aspen Works Ltd.", "正常")),
        ("SELECT lifecycle_status FROM customer WHERE id = 'C0001'", ("active",)),
        ("select overdue, tier from CUSTOMER where id = 'C0001'", ("106000.00", "strategic")),
        ("SELECT 逾期, 等级 FROM 客户 WHERE 编号 = 'C0001'", ("106000.00", "战略客户")),
        ("SELECT overdue FROM customer WHERE id = 'C0004'", (None,)),
        ("SELECT sum(amount) FROM sales WHERE currency = 'CNY'", ("690000.00",)),
        ("SELECT sum(金额) FROM 销售台账 WHERE 客户编号 = 'C0001'", ("550000.00",)),
        ("SELECT count(*) FROM orders", (0,)),
        ("SELECT 债务方 FROM 应收台账 WHERE 发票号 = 'I-7'", ("办事处",)),
        ("SELECT count(*) FROM contract WHERE effective_to > DATE '2027-01-01'", (3,)),
        ("SELECT groups, is_end_consumer FROM customer WHERE id = 'C0001'", (None, True)),
        ("SELECT recorded_at FROM customer WHERE id = 'C0001'", ("2024-01-11 09:00:00",)),
        ("SELECT json_extract_string(tiers, '$.demand.assigned') FROM customer WHERE id = 'C0001'", ("A",)),
        ("SELECT 0.1::DECIMAL(10,1) + 0.2::DECIMAL(10,1)", ("0.30",)),
        ("SELECT [1, 2], DATE '2026-01-02'", ("[1, 2]", "2026-01-02")),
        ("WITH a AS (SELECT 1 AS x) SELECT x FROM a", (1,)),
    ],
)
def test_one_select(ask: Ask, sql: str, expected: tuple[object, ...]) -> None:
    assert ask(sql).rows[0] == expected


def test_names_are_unique_and_numbers_and_floats_are_known(ask: Ask) -> None:
    told = ask("SELECT 1 AS a, 2 AS a, avg(amount) AS mean, 'x' AS t FROM sales")

    assert told.names == ("a", "a_2", "mean", "t")
    assert told.numbers == (0, 1, 2)
    assert told.floats == ("mean",)


def test_what_lies_above_the_class_is_not_there(ask: Ask, small: SmallBook) -> None:
    with pytest.raises(KamError, match="credit_limit"):
        ask("SELECT credit_limit FROM customer", AccessLevel.int)
    with pytest.raises(KamError, match="persons"):
        ask("SELECT persons FROM people")
    with pytest.raises(KamError, match="tier"):
        ask("SELECT tier FROM customer", AccessLevel.int)
    assert "C0001-P" in str(ask("SELECT persons FROM people", AccessLevel.pers).rows)
    people = next(each for each in tables(small.book, AccessLevel.conf) if each.name == "people")
    assert people.withheld


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{out}'",
        "COPY customer TO '{out}'",
        "EXPORT DATABASE '{out}'",
        "ATTACH '{out}' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA enable_external_access",
        "PRAGMA database_list",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET enable_external_access",
        "SET temp_directory = '{out}'",
        "CREATE TABLE x AS SELECT 1",
        "DROP TABLE customer",
        "DELETE FROM customer",
        "UPDATE customer SET name = 'x'",
        "INSERT INTO customer (id) VALUES ('x')",
        "CALL pragma_version()",
        "BEGIN",
        "SELECT 1; SELECT 2",
        "SELECT 1; COPY (SELECT 1) TO '{out}'",
        "",
        "-- nothing",
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "SELECT * FROM small",
        "SELECT * FROM sqlite_scan('{file}', 'x')",
        "SELECT content FROM read_blob('{file}') UNION ALL SELECT name FROM customer",
    ],
)
def test_everything_else_is_refused_and_no_file_is_written(
    ask: Ask, small: SmallBook, tmp_path: Path, sql: str
) -> None:
    out = tmp_path / "out"
    with pytest.raises(KamError) as caught:
        ask(sql.format(out=out, file=small.records / "ledgers/sales/2026-10.csv"))

    assert caught.value.code == 2
    assert not tuple(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sql", "said", "carets"),
    [
        ("SELECT 客户名城 FROM 客户", "客户名称", "         ^^^^^^^^"),
        ("SELEC 1", "syntax error", "  ^^^^^"),
        ("SELECT name\nFROM customers", "customers does not exist", "       ^^^^^^^^^"),
    ],
)
def test_an_error_is_one_line_and_a_place(ask: Ask, sql: str, said: str, carets: str) -> None:
    with pytest.raises(KamError) as caught:
        ask(sql)
    head, _, under = caught.value.say.en.split("\n")

    assert said in head
    assert under == carets
    assert caught.value.hint


def test_an_error_without_a_place_is_one_line(ask: Ask) -> None:
    with pytest.raises(KamError) as caught:
        ask("SELECT CAST(name AS INTEGER) FROM customer")
    assert "\n" not in caught.value.say.en.split("\n  ")[0]


def test_a_query_without_an_end_is_stopped(ask: Ask) -> None:
    with pytest.raises(KamError, match="ran for 1 seconds"):
        ask(
            "SELECT count(*) FROM range(100000) a, range(100000) b, range(100000) c WHERE a.range + b.range = c.range",
            seconds=1,
        )


def test_memory_has_a_limit(ask: Ask) -> None:
    assert ask("SELECT current_setting('memory_limit')").rows[0][0] == "1.8 GiB"
    assert ask("SELECT current_setting('temp_directory')").rows[0][0] == ""


def test_a_ledger_that_is_unreadable_gives_no_rows(ask: Ask, small: SmallBook) -> None:
    path = small.records / "ledgers/payments/2026-12.csv"
    path.write_text("paid_on,customer_id,amount\n2026-12-40,C0001,x\n")
    try:
        with pytest.raises(KamError, match="faults"):
            ask("SELECT * FROM payments")
    finally:
        path.unlink()
