"""``python -m tests.load``: measure what digitscope promises of many visitors, and write it into BENCHMARKS.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmark.bench import say
from tests.benchmark.machine import describe_system, load, now
from tests.benchmark.report import REPORT, write_load
from tests.benchmark.result import Row, markdown
from tests.load import hostile, many, pictures, slow, stopping
from tests.load.trial import Trial

# In the order of the table. To measure something else: one more function from a trial to rows.
MEASUREMENTS: dict[str, Callable[[Trial], list[Row]]] = {
    "serve": many.serve,
    "run": many.run,
    "slow": slow.slow,
    "soak": many.soak,
    "sigterm": stopping.sigterm,
    "hostile": hostile.hostile,
    "pictures": pictures.pictures,
}
BUSY = 0.5  # processes already running, above which the numbers mean little


def main() -> None:
    """Read the command line, measure, print the table, and write it if it is whole."""
    options = arguments()
    busy = load()
    if busy > BUSY:
        say(f"This machine is busy: {busy:.1f} processes were running in the last minute. The times will be too long.")
    rows = measure(Trial(options.artifacts, options.count, options.seconds), options.only)
    sys.stdout.write(markdown(rows) + "\n")
    if is_whole(options):
        facts = {"measured": now(), "command": "`make bench-load`", "running beforehand": f"{busy:.1f} processes"}
        write_load(rows, facts | describe_system())
        say(f"written to {REPORT.name}")


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--only", type=names, default=list(MEASUREMENTS), metavar="NAMES", help="of: %(default)s")
    parser.add_argument("--count", type=int, help="visitors or requests of each (default as its row says)")
    parser.add_argument("--seconds", type=float, help="how long each goes on (default as its row says)")
    parser.add_argument("--artifacts", type=Path, help="folder of artifacts (default those that come with it)")
    parser.add_argument("--no-write", action="store_true", help="leave BENCHMARKS.md; so do all the others")
    return parser.parse_args()


def names(text: str) -> list[str]:
    """Read the names of measurements, with commas between them.

    Raises:
        argparse.ArgumentTypeError: One is not known.
    """
    chosen = text.split(",")
    unknown = [name for name in chosen if name not in MEASUREMENTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)} is not one of {', '.join(MEASUREMENTS)}")
    return chosen


def is_whole(options: argparse.Namespace) -> bool:
    """Return whether all was measured that the table has, and as it says."""
    chosen = options.only, options.count, options.seconds, options.no_write
    return chosen == (list(MEASUREMENTS), None, None, False)


def measure(trial: Trial, only: Sequence[str]) -> list[Row]:
    """Take the measurements named, in the order of the table."""
    rows = []
    for name, measurement in MEASUREMENTS.items():
        if name in only:
            say(f"{name} ...")
            measured = measurement(trial)
            say(markdown(measured))
            rows += measured
    return rows


if __name__ == "__main__":
    main()
