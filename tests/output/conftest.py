"""The small book, as the views have it."""

from tests.views.conftest import small_book

__all__ = ["small_book"]
