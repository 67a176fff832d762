"""A password from a command of the user's: kam keeps none, prints none and puts none into an argument list."""

import os
import shlex
import subprocess
from pathlib import Path

from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.reasons import reason, worded

PATIENCE = 60.0  # seconds: a command may wake a key agent, but nobody sits there to type


def printed_by(command: str, folder: Path) -> str:
    """The first line that a command prints, run in a folder and without a shell; KamError (4) where there is none."""
    try:
        arguments = shlex.split(command, posix=os.name == "posix")
        done = subprocess.run(arguments, cwd=folder, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 an argument list
        why = Say(f"退出码 {done.returncode}", f"exit {done.returncode}")
        line = done.stdout.decode("utf-8", "replace").partition("\n")[0].rstrip("\r") if done.returncode == 0 else ""
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired) as error:
        line, why = "", reason(error) if isinstance(error, OSError) else worded(str(error))
    if not line:
        raise refuse(
            "取密码命令没有给出密码（{why}）：{command}",
            "the password command gave no password ({why}): {command}",
            code=Exit.CONFIGURATION,
            hint=Say("在同一个用户下单独运行它看看", "run it by hand as the same user"),
            why=why,
            command=command,
        )
    return line
