"""``python -m tests.benchmark``: measure what digitscope promises about its speed, and write BENCHMARKS.md."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
from tests.benchmark.bench import Bench, bench
from tests.benchmark.command import beginning, command_line, measure, positive, write_if_whole
from tests.benchmark.machine import describe_machine
from tests.benchmark.report import write_report
from tests.benchmark.result import Row

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
SAMPLES = 30


def main() -> None:
    """Read the command line, measure, print the table, and write it if it is whole."""
    parser = command_line("tests.benchmark", __doc__, MEASUREMENTS)
    parser.add_argument("--count", type=positive, default=SAMPLES, help="samples of each (default %(default)s)")
    options, facts = parser.parse_args(), beginning("make bench")
    with bench(options.artifacts, options.count) as running:
        rows = measure(MEASUREMENTS, running, options.only)
        facts |= describe_machine(running)
    write_if_whole(parser, options, partial(write_report, rows, facts))


if __name__ == "__main__":
    main()
