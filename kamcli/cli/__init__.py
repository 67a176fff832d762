"""The command line: one small module a command; the only place that knows typer, rich, the clock and exit codes."""
