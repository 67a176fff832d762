"""`python -m tests.bench`: generate the books, measure every row, print the table."""

import sys
import tempfile
from pathlib import Path

from tests.bench.data import write_book, write_ledgers
from tests.bench.harness import bench
from tests.bench.rows import RECORDS, rows


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kam-bench-") as name:
        folder = Path(name)
        plain = write_book(folder / "plain", RECORDS)
        ledgers = write_ledgers(write_book(folder / "ledgers", RECORDS))
        empty = write_book(folder / "empty", RECORDS, customers=0)
        return bench(rows(plain, ledgers, empty), folder / "cache", print)


sys.exit(main())
