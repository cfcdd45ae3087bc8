"""``python -m tests.truth``: try what the page says, and write the table into BENCHMARKS.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from model.artifacts.digests import SHIPPED
from model.spec import SHIPPED_SPECS
from model.workspace import Workspace, load_workspace
from tests.benchmark.report import REPORT, write_truth
from tests.benchmark.result import Row, markdown
from tests.truth.pictures import pictures
from tests.truth.positions import positions
from tests.truth.warnings import warnings

TRIALS: dict[str, Callable[[Workspace, int], list[Row]]] = {
    "positions": positions,
    "warnings": warnings,
    "pictures": pictures,
}
OF_ANY_DATA = ["positions"]  # the others make digits and what is none


def main() -> None:
    """Read the command line, try, print the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m tests.truth", description=__doc__)
    parser.add_argument("--data", choices=SHIPPED_SPECS, default="mnist", help="which data set (default %(default)s)")
    parser.add_argument("--count", type=int, default=100, help="images of each trial (default %(default)s)")
    parser.add_argument("--only", choices=TRIALS, help="try these alone, and write nothing")
    parser.add_argument("--no-write", action="store_true", help="leave BENCHMARKS.md as it is")
    options = parser.parse_args()
    known = list(TRIALS) if options.data == "mnist" else OF_ANY_DATA
    if options.only and options.only not in known:
        parser.error(f"of {options.data} only these can be tried: {', '.join(known)}")
    workspace, chosen = load_workspace(SHIPPED / options.data), [options.only] if options.only else known
    rows = [row for name in chosen for row in TRIALS[name](workspace, options.count)]
    sys.stdout.write(markdown(rows) + "\n")
    if not (options.no_write or options.only):
        write_truth(rows, options.data)
        sys.stderr.write(f"written to {REPORT.name}\n")


if __name__ == "__main__":
    main()
