"""What a visitor of the bench waits for: a tab, another receipt, a unit turned, another dossier, another saliency."""

from __future__ import annotations

from components.page import ids
from components.panels import TABS
from tests.benchmark.bench import Bench
from tests.benchmark.in_page import WARM_UP, clicks
from tests.benchmark.result import Row, timing
from tests.benchmark.visitor import GHOST, Goal, Run, Visitor, first, painted, visit
from tests.maps import PROJECTIONS

KEYS = ("ArrowLeft", "ArrowRight")  # down and up again: a slider has an end
TIMES = 3  # fewer openings of each tab than other samples: there are six tabs
PATIENT_MS = 1000  # without a change, after which a tab is complete


def receipt(bench: Bench) -> list[Row]:
    """Click on a point of the map in the tab Why → every panel in view, with the receipt among them."""
    rows = []
    for name in ("pca", "tsne"):
        runs = clicks(bench, bench.server, bench.count, f"?tab=why&projection={name}")
        times = [max(painted(run), first(run, f"shows {ids.WHY_PANEL}")) for run in runs]
        what = f"click in the tab Why → every panel, the receipt too, {PROJECTIONS[name]}"
        rows.append(timing(what, times, median=70, p95=100))
    return rows


def slider(bench: Bench) -> list[Row]:
    """Turn a unit by a key → the receipt, and the point on the big map, follow."""
    rows = []
    for name in ("pca", "tsne", "umap"):
        with visit(bench.browser, f"{bench.server.address}?tab=why&projection={name}") as visitor:
            visitor.run()
            visitor.page.locator("[data-scale]").first.focus()
            key(visitor, "PageDown", "input", "turned")  # as it is the digit has one point alone
            times = [turned(key(visitor, KEYS[k % 2], "input", "turned")) for k in counted(bench)][WARM_UP:]
        rows.append(timing(f"unit slider → receipt and point on the map, {PROJECTIONS[name]}", times, p95=60))
    return rows


def turned(run: Run) -> float:
    """Return when both the receipt and the point on the map were painted anew."""
    return max(first(run, f"shows {ids.WHY_PANEL}"), first(run, GHOST))


def dossier(bench: Bench) -> list[Row]:
    """Step from one unit's dossier to the next."""
    with visit(bench.browser, f"{bench.server.address}?tab=units") as visitor:
        visitor.run()
        visitor.page.locator(f"#{ids.UNIT_PANEL}[data-shows] [data-step]").first.focus()
        runs = [key(visitor, "ArrowRight", "keydown", "unit") for _ in counted(bench)][WARM_UP:]
    times = [first(run, f"shows {ids.UNIT_PANEL}") for run in runs]
    return [timing("key → dossier of the next unit", times, median=70, p95=100)]


def saliency(bench: Bench) -> list[Row]:
    """Switch the saliency from gradient to gradient × ink and back."""
    with visit(bench.browser, f"{bench.server.address}?tab=pixels") as visitor:
        visitor.run()
        visitor.page.wait_for_selector(f"#{ids.SALIENCY_PANEL}[data-shows]")
        kinds = visitor.page.locator(f"#{ids.SALIENCY_KIND} [role=radio]")
        runs = [visitor.click(kinds.nth(1 - k % 2), "saliency") for k in counted(bench)][WARM_UP:]
    times = [first(run, f"shows {ids.SALIENCY_PANEL}") for run in runs]
    return [timing("click → saliency of position and score", times, p95=120)]


def tabs(bench: Bench) -> list[Row]:
    """Open each tab, each time as somebody who has just arrived."""
    count = -(-bench.count // TIMES)
    return [
        timing(
            f"opening the tab {tab.title} → painted", [opened(bench, tab.name) for _ in range(1 + count)][1:], p95=200
        )
        for tab in TABS
    ]


def opened(bench: Bench, name: str) -> float:
    """Arrive at another tab, open one, and return when all that comes with it was painted."""
    other = next(tab.name for tab in TABS if tab.name != name)
    with visit(bench.browser, f"{bench.server.address}?tab={other}") as visitor:
        visitor.run()
        opener = visitor.page.locator(f"#{ids.TABS} [data-tab={name}]")
        return painted(visitor.click(opener, "tab", quiet=PATIENT_MS))


def counted(bench: Bench) -> range:
    """Return the numbers of the samples, those that do not count first."""
    return range(WARM_UP + bench.count)


def key(visitor: Visitor, name: str, event: str, goal: Goal) -> Run:
    """Press a key and wait for what follows its ``event``."""
    visitor.arm(event, goal)
    visitor.page.keyboard.press(name)
    return visitor.run()
