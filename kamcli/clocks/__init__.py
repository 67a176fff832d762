"""Deadlines: the company calendar, the register of clocks, and the engine that runs it."""
