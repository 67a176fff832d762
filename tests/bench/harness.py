"""Compare a command with a reference: interleaved runs, medians, one ratio against one target."""

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

SHORT, LONG = 9, 3  # runs of each side
LONG_SECONDS = 10.0
SLACK = 1.5  # a row fails above this many times its target: the machine is shared

# what would change the work itself: kam's own options, and an interpreter that may not keep compiled modules
DROPPED = ("KAM_", "PYTHON", "COVERAGE", "NO_COLOR", "FORCE_COLOR")


class Row(NamedTuple):
    """One line of the table: a command, a reference that does the least for the same answer, and the target.

    The target is `times` the reference's median, plus the command's own median in the row named `plus`.
    `accepts` lists the command's good exit codes; `agree(output, reference output)` returns a complaint or "".
    """

    name: str
    command: tuple[str, ...]
    reference: tuple[str, ...]
    times: float
    plus: str = ""
    note: str = ""
    accepts: tuple[int, ...] = (0,)
    agree: Callable[[str, str], str] = lambda _command, _reference: ""


class Timing(NamedTuple):
    """Medians in seconds; `limit` is the target in seconds on this machine."""

    row: Row
    command: float
    reference: float
    limit: float

    @property
    def ratio(self) -> float:
        return self.command / self.reference

    @property
    def target(self) -> float:
        return self.limit / self.reference

    @property
    def failed(self) -> bool:
        return self.command > SLACK * self.limit


class BenchError(Exception):
    """A command failed or gave another answer than its reference."""


def environment(cache: Path) -> dict[str, str]:
    """Both sides run in it: nothing that bends the measure, and a cache folder that can be thrown away."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(DROPPED)}
    return kept | {"XDG_CACHE_HOME": str(cache), "LANG": "C.UTF-8"}


def run(command: Sequence[str], env: Mapping[str, str], accepts: Sequence[int] = (0,)) -> tuple[float, str]:
    """Seconds and output of one cold run: the cache folder is emptied before."""
    shutil.rmtree(env["XDG_CACHE_HOME"], ignore_errors=True)
    start = time.perf_counter()
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in accepts:
        raise BenchError(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return seconds, done.stdout.decode()


def first_run(row: Row, env: Mapping[str, str]) -> float:
    """Let both sides run once, unmeasured, and compare their answers; returns the slower one's seconds."""
    seconds, output = run(row.command, env, row.accepts)
    reference_seconds, reference_output = run(row.reference, env)
    if complaint := row.agree(output, reference_output):
        raise BenchError(f"{row.name}: {complaint}")
    return max(seconds, reference_seconds)


def measure(row: Row, env: Mapping[str, str], earlier: Mapping[str, Timing]) -> Timing:
    """Run both sides in turn, so that a slow minute of the machine hits both."""
    rounds = LONG if first_run(row, env) > LONG_SECONDS else SHORT
    pairs = [(run(row.command, env, row.accepts)[0], run(row.reference, env)[0]) for _ in range(rounds)]
    command, reference = (statistics.median(side) for side in zip(*pairs, strict=True))
    beside = earlier[row.plus].command if row.plus else 0.0
    return Timing(row, command, reference, row.times * reference + beside)


def line(timing: Timing) -> str:
    row = timing.row
    verdict = "FAILED" if timing.failed else "slow" if timing.command > timing.limit else "ok"
    target = f"{row.times:g}x" + (f" + {row.plus} = {timing.target:.2f}x" if row.plus else "")
    times = f"{timing.command * 1000:>9.0f} {timing.reference * 1000:>9.0f} {timing.ratio:>7.2f}x"
    return f"{row.name:<26} {times}  {verdict:<7} {target:<42} {row.note}"


def table(timings: Sequence[Timing]) -> str:
    head = f"{'row':<26} {'ms':>9} {'ref. ms':>9} {'ratio':>8}  {'verdict':<7} {'target':<42} reference"
    return "\n".join([head, *map(line, timings)])


def bench(rows: Sequence[Row], cache: Path, say: Callable[[str], None]) -> int:
    """Measure every row, print the table; 1 if a ratio is above 1.5 times its target or an answer was wrong."""
    env, timings = environment(cache), dict[str, Timing]()
    try:
        for row in rows:
            timings[row.name] = measure(row, env, timings)
    except BenchError as error:
        say(str(error))
    say(table(tuple(timings.values())))
    return int(len(timings) < len(rows) or any(timing.failed for timing in timings.values()))
