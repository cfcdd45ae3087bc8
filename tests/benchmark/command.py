"""What the commands that measure share: which measurements, taking them, printing them, and whether all is written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.benchmark.bench import say
from tests.benchmark.machine import load, now
from tests.benchmark.report import REPORT
from tests.benchmark.result import Row, markdown

BUSY = 0.5  # processes already running, above which the numbers mean little

Subject = TypeVar("Subject")


def command_line(program: str, about: str | None, measurements: Collection[str]) -> argparse.ArgumentParser:
    """Return what reads the options that every such command has, ``only``, ``artifacts`` and ``no_write``."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=about)
    every = list(measurements)
    parser.add_argument("--only", type=partial(names, every), default=every, metavar="NAMES", help="of: %(default)s")
    parser.add_argument("--artifacts", type=Path, help="folder of artifacts (default those that come with it)")
    parser.add_argument("--no-write", action="store_true", help=f"leave {REPORT.name} as it is; so do all the others")
    return parser


def names(known: Collection[str], text: str) -> list[str]:
    """Read the names of measurements, with commas between them.

    Raises:
        argparse.ArgumentTypeError: One is not known.
    """
    chosen = text.split(",")
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)} is not one of {', '.join(known)}")
    return chosen


def positive(text: str) -> int:
    """Read a number of samples.

    Raises:
        ValueError: It is not a whole number above 0.
    """
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


def beginning(command: str) -> dict[str, str]:
    """Return when and how it is measured and beside what, by name; say so where the machine is busy."""
    busy = load()
    if busy > BUSY:
        say(f"This machine is busy: {busy:.1f} processes were running in the last minute. The times will be too long.")
    return {"measured": now(), "command": f"`{command}`", "running beforehand": f"{busy:.1f} processes on average"}


def measure(
    measurements: Mapping[str, Callable[[Subject], list[Row]]], subject: Subject, only: Collection[str]
) -> list[Row]:
    """Take the measurements named, in the order of the table, and print their rows."""
    rows = []
    for name, measurement in measurements.items():
        if name in only:
            say(f"{name} ...")
            measured = measurement(subject)
            say(markdown(measured))
            rows += measured
    sys.stdout.write(markdown(rows) + "\n")
    return rows


def write_if_whole(parser: argparse.ArgumentParser, options: argparse.Namespace, write: Callable[[], None]) -> None:
    """Write the table if all of it was measured as it says: if no option is another than by itself."""
    if options == parser.parse_args([]):
        write()
        say(f"written to {REPORT.name}")
