"""``python -m tests.load``: measure what digitscope promises of many visitors, and write it into BENCHMARKS.md."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.benchmark.command import beginning, command_line, measure, positive, write_if_whole
from tests.benchmark.machine import describe_system
from tests.benchmark.report import write_load
from tests.benchmark.result import Row
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


def main() -> None:
    """Read the command line, measure, print the table, and write it if it is whole."""
    parser = command_line("tests.load", __doc__, MEASUREMENTS)
    parser.add_argument("--count", type=positive, help="visitors or requests of each (default as its row says)")
    parser.add_argument("--seconds", type=float, help="how long each goes on (default as its row says)")
    options, facts = parser.parse_args(), beginning("make bench-load")
    rows = measure(MEASUREMENTS, Trial(options.artifacts, options.count, options.seconds), options.only)
    write_if_whole(parser, options, partial(write_load, rows, facts | describe_system()))


if __name__ == "__main__":
    main()
