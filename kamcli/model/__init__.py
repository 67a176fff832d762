"""What a record is: frozen, closed models, their words and their spellings; nothing here reads a file or a clock."""
