"""The program's door: answers `--version` at once, leaves everything else to the command line."""

import sys


def main() -> None:
    """Run kam and exit with its code (design §3)."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from kamcli import __version__

        print(f"kam {__version__}")
        return
    from kamcli.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
