"""The rows of the bench. A new row is one more `Row`; a target is a promise and rises only with a reason beside it."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tests.bench.data import AS_OF, CUSTOMERS
from tests.bench.harness import Row

HERE = Path(__file__).parent
RECORDS = HERE.parent.parent / "records"  # the bundled book
PYTHON = sys.executable


def kam(*arguments: str) -> tuple[str, ...]:
    """The installed command where there is one, else the package itself."""
    script = shutil.which("kam", path=str(Path(PYTHON).parent))
    return ((script,) if script else (PYTHON, "-m", "kamcli")) + arguments


def bucket_days(book: Path) -> tuple[str, ...]:
    policy = yaml.load((book / "records/policy.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(str(day) for day in policy["应收账款"]["账龄分段"])


def all_read(output: str, _reference: str) -> str:
    checked = json.loads(output)["checked"]
    return "" if checked >= CUSTOMERS else f"only {checked} of {CUSTOMERS} files were checked"


def sums(side: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    """The figures that both sides must agree on, amounts as decimals."""
    for key in ("outstanding", "overdue", "unallocated"):
        yield key, Decimal(side[key])
    for key in ("not_due", "no_due_date"):
        yield key, (side[key]["count"], Decimal(side[key]["amount"]))
    yield "buckets", [(bucket["count"], Decimal(bucket["amount"])) for bucket in side["buckets"]]


def same_ageing(output: str, reference: str) -> str:
    (receivables,) = json.loads(output)["receivables"].values()
    pairs = zip(sums(receivables), sums(json.loads(reference)), strict=True)
    return "; ".join(
        f"{key}: {ours}, the reference says {theirs}" for (key, ours), (_, theirs) in pairs if ours != theirs
    )


def all_listed(output: str, _reference: str) -> str:
    listed = len(json.loads(output)["rows"])
    return "" if listed else "no record was listed"


def rows(plain: Path, ledgers: Path, empty: Path) -> tuple[Row, ...]:
    """`plain` is a book of customers only, `ledgers` the same with its ledgers, `empty` the same without customers."""
    nothing = (PYTHON, "-c", "pass")
    loop = (PYTHON, str(HERE / "bare_yaml.py"), str(plain / "records/customers"))
    script = (PYTHON, str(HERE / "bare_ageing.py"), str(ledgers / "records/ledgers"), f"{AS_OF}")
    return (
        Row("start", kam("--version"), nothing, times=2.2, note="python -c pass"),
        Row("help", kam("--help"), nothing, times=7, note="python -c pass; typer and its commands are imported"),
        Row(
            "start of a check",
            kam("-C", str(empty), "check", "--format", "json"),
            nothing,
            times=25,  # typer 5, pydantic 5, models of all kinds and rules 11; then policy.yaml and the roster
            note="python -c pass; a book of no customers",
        ),
        Row(
            "list of a small book",
            kam("-C", str(RECORDS.parent), "list", "--format", "json"),
            nothing,
            times=20,
            plus="start of a check",  # every file is read, until listings come from kept summary columns
            note="python -c pass; the bundled book",
            accepts=(0, 3),
            agree=all_listed,
        ),
        Row(
            "cold check, 1,000 files",
            kam("-C", str(plain), "check", "--format", "json"),
            loop,
            times=0.8,
            plus="start of a check",  # at 1,000 files it is a third of the time; the work itself is what is promised
            note="a bare loop of yaml.CSafeLoader over the same customers",
            accepts=(0, 1),  # findings are no failure of the check
            agree=all_read,
        ),
        Row(
            "ageing, 100,000 invoices",
            kam("-C", str(ledgers), "overdue", "--as-of", f"{AS_OF}", "--format", "json"),
            (*script, *bucket_days(ledgers)),
            times=1.7,
            plus="cold check, 1,000 files",  # kam reads the customers too: their names and owners stand in the answer
            note="a bare DuckDB script over the same CSV files, without the list of 30,000 overdue invoices",
            accepts=(0, 1),  # overdue invoices are findings
            agree=same_ageing,
        ),
    )
