"""The small book in either language."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.small_book import SmallBook, made


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], SmallBook]:
    """Give `small_book(lang)`."""
    records = made(tmp_path_factory.mktemp("small"))

    @cache
    def opened(lang: str) -> SmallBook:
        return SmallBook(records, lang)

    return opened
