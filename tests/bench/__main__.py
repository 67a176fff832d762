"""`python -m tests.bench`: generate the books, measure every row, print the table."""

import sys
import tempfile
from pathlib import Path

from tests.bench.data import write_book, write_ledgers
from tests.bench.harness import bench
from tests.bench.rows import rows

RECORDS = Path(__file__).parent.parent.parent / "records"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kam-bench-") as name:
        folder = Path(name)
        plain = write_book(folder / "plain", RECORDS)
        ledgers = write_ledgers(write_book(folder / "ledgers", RECORDS))
        return bench(rows(plain, ledgers), folder / "cache", print)


sys.exit(main())
