"""``python -m tests.benchmark``: measure what digitscope promises about its speed, and write BENCHMARKS.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmark import (
    accessibility,
    arrival,
    crowd,
    drawing,
    growth,
    in_page,
    in_process,
    installation,
    instrument,
    panning,
    pressure,
    roads,
    tabs,
)
from tests.benchmark.bench import Bench, bench, say
from tests.benchmark.machine import describe_machine, load, now
from tests.benchmark.report import REPORT, write_report
from tests.benchmark.result import Row, markdown

# In the order of the table. To measure something else: one more function from a bench to rows.
MEASUREMENTS: dict[str, Callable[[Bench], list[Row]]] = {
    "installation": installation.installation,
    "start": in_process.start,
    "first-visit": in_page.first_visit,
    "load": in_page.load,
    "usable": arrival.usable,
    "fetched": arrival.fetched,
    "click": in_page.click,
    "receipt": tabs.receipt,
    "roads": roads.roads,
    "hover": in_page.hover,
    "switch": in_page.switch,
    "panning": panning.panning,
    "theme": in_page.theme,
    "pen": drawing.pen,
    "first-stroke": drawing.first_stroke,
    "slider": tabs.slider,
    "dossier": tabs.dossier,
    "saliency": tabs.saliency,
    "tabs": tabs.tabs,
    "lasso": instrument.lasso,
    "lens": instrument.lens,
    "filters": instrument.filters,
    "tables": instrument.tables,
    "accessibility": accessibility.accessibility,
    "placement": in_process.placement,
    "workspace": in_process.workspace,
    "memory": in_process.memory,
    "crowd": crowd.crowd,
    "pressure": pressure.pressure,
    "growth": growth.growth,
}
BUSY = 0.5  # processes already running, above which the numbers mean little


def main() -> None:
    """Read the command line, measure, print the table, and write it if it is whole."""
    options = arguments()
    busy = load()
    if busy > BUSY:
        say(f"This machine is busy: {busy:.1f} processes were running in the last minute. The times will be too long.")
    with bench(options.artifacts, options.count) as running:
        rows = measure(running, options.only)
        facts = {"measured": now(), "command": "`make bench`", "running beforehand": f"{busy:.1f} processes on average"}
        facts |= describe_machine(running)
    sys.stdout.write(markdown(rows) + "\n")
    if not options.no_write and set(options.only) == set(MEASUREMENTS):
        write_report(rows, facts)
        say(f"written to {REPORT.name}")


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("--only", type=names, default=list(MEASUREMENTS), metavar="NAMES", help="of: %(default)s")
    parser.add_argument("--count", type=positive, default=30, help="samples of each (default %(default)s)")
    parser.add_argument("--artifacts", type=Path, help="folder of artifacts (default data/artifacts/v3)")
    parser.add_argument("--no-write", action="store_true", help="leave BENCHMARKS.md as it is; so does --only")
    return parser.parse_args()


def positive(text: str) -> int:
    """Read a number of samples.

    Raises:
        ValueError: It is not a whole number above 0.
    """
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


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


def measure(running: Bench, only: Sequence[str]) -> list[Row]:
    """Take the measurements named, in the order of the table."""
    rows = []
    for name, measurement in MEASUREMENTS.items():
        if name in only:
            say(f"{name} ...")
            measured = measurement(running)
            say(markdown(measured))
            rows += measured
    return rows


if __name__ == "__main__":
    main()
