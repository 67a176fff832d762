"""Changes to the book: pure functions that say which files get which values."""
