"""The program's door: answers `--version` and completion at once, leaves everything else to the command line."""

import sys


def main() -> None:
    """Run kam and exit with its code (design §3)."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from kamcli import __version__

        print(f"kam {__version__}")
        return
    if sys.argv[1:2] == ["__complete"]:
        from kamcli.cli.complete_shell import main as complete

        complete(sys.argv[2:])
        return
    import gc

    gc.set_threshold(100_000, 20, 100)  # a command makes many objects, few cycles, and is gone in a second
    from kamcli.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
