"""Text to values and back: reading and editing files, the book, the ledgers and git; nothing here knows a terminal."""
