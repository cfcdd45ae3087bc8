"""What axe finds on every screen, in every theme and state of the page."""

from __future__ import annotations

from collections import Counter

from tests import axe
from tests.benchmark.bench import Bench, say
from tests.benchmark.result import Row, tally


def accessibility(bench: Bench) -> list[Row]:
    """Count the elements that break a rule of WCAG 2.2, levels A and AA."""
    findings = list(axe.inspect_all(bench.browser, bench.server.address))
    found = Counter({finding.state: 0 for finding in findings})
    for finding in findings:
        found[finding.state] += len(finding.violations)
        for line in finding.lines:
            say(f"  {line}")
    return [tally(f"axe: violations in {len(findings)} states", found, len(findings))]
