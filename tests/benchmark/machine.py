"""What the numbers were measured on."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmark.bench import Bench
from tests.benchmark.visitor import visit

PACKAGES = ("dash", "plotly", "numpy", "torch", "waitress")


def describe_machine(bench: Bench) -> dict[str, str]:
    """Return machine, system and versions by name."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        renderer = visitor.ask("bench.renderer()")
    return {
        **describe_system(),
        "browser": f"Chromium {bench.browser.version}, 1440 × 900, WebGL by {renderer}",
        **{name: version(name) for name in PACKAGES},
    }


def describe_system() -> dict[str, str]:
    """Return what serves, by name."""
    return {
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": platform.python_version(),
    }


def processor() -> str:
    """Return the processor's name."""
    facts = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", facts.read_text()) if facts.exists() else None
    return found[1] if found else platform.processor() or "unknown"


def load() -> float:
    """Return how many processes the machine was running in the last minute, on average."""
    return os.getloadavg()[0]


def now() -> str:
    """Return the date and the time."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
