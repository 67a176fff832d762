"""What must hold: one function a rule, with its sentence in both languages; `register.py` is the table of them all."""
