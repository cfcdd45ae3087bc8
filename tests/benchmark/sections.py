"""What a visitor of the sections waits for: another receipt, a unit turned, another dossier, another saliency."""

from __future__ import annotations

from itertools import cycle, islice

from components.page import ids
from components.question.state import PROJECTIONS
from tests.benchmark.bench import Bench
from tests.benchmark.in_page import WARM_UP
from tests.benchmark.result import Row, timing
from tests.benchmark.visitor import Goal, Run, Visitor, painted, visit

KEYS = ("ArrowLeft", "ArrowRight")  # down and up again: a slider has an end
TABS = ("why", "pca", "surrogate", "saliency", "compare", "data", "correlation")  # by name, to be opened
BETWEEN_PX = 420  # scrolled so far, the nearest digits and the receipt are both on the screen


def receipt(bench: Bench) -> list[Row]:
    """Click on a near digit → every panel in view, with the receipt among them."""
    return [
        timing(
            f"click → receipt and every panel in view, {PROJECTIONS[name]}", receipts(bench, name), median=70, p95=100
        )
        for name in ("pca", "tsne")
    ]


def receipts(bench: Bench, projection: str) -> list[float]:
    """Click on one near digit after the other."""
    with visit(bench.browser, f"{bench.server.address}?projection={projection}") as visitor:
        visitor.run()
        visitor.page.mouse.wheel(0, BETWEEN_PX)
        visitor.page.locator(f"#{ids.WHY_BODY} .axis").first.wait_for()
        near = visitor.page.locator(f"#{ids.DIGIT_BODY} .neighbours button")
        order = islice(cycle(range(10)), WARM_UP + bench.count)
        return [painted(visitor.click(near.nth(k), "panels")) for k in order][WARM_UP:]


def slider(bench: Bench) -> list[Row]:
    """Turn a unit down by a key → receipt, probabilities and maps follow."""
    rows = []
    for name in ("pca", "tsne", "umap"):
        with visit(bench.browser, f"{bench.server.address}?projection={name}") as visitor:
            visitor.run()
            visitor.page.locator(f"#{ids.WHY_BODY}").scroll_into_view_if_needed()
            visitor.page.locator("[data-turn]").first.focus()
            times = [drawn(key(visitor, KEYS[k % 2], "input", "why"), ids.WHY_PANEL) for k in counted(bench)][WARM_UP:]
        rows.append(timing(f"unit slider → receipt, {PROJECTIONS[name]}", times, p95=60))
    return rows


def dossier(bench: Bench) -> list[Row]:
    """Step from one unit's dossier to the next."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        visitor.page.locator(f"#{ids.ACTIVATIONS_CHART}").focus()
        for name in ("ArrowRight", "Enter"):
            visitor.page.keyboard.press(name)
        visitor.page.wait_for_selector(f"#{ids.UNIT_PANEL}[data-shows]")
        times = [drawn(key(visitor, "ArrowRight", "keydown", "unit"), ids.UNIT_PANEL) for _ in counted(bench)][WARM_UP:]
    return [timing("key → dossier of the next unit", times, median=70, p95=100)]


def saliency(bench: Bench) -> list[Row]:
    """Switch the saliency from gradient to gradient × ink and back."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        visitor.page.locator(f"#{ids.SALIENCY_BODY}").scroll_into_view_if_needed()
        visitor.page.wait_for_selector(f"#{ids.SALIENCY_PANEL}[data-shows]")
        kinds = visitor.page.locator(f"#{ids.SALIENCY_KIND} label")
        times = [drawn(visitor.click(kinds.nth(1 - k % 2), "saliency"), ids.SALIENCY_PANEL) for k in counted(bench)]
    return [timing("click → saliency of position and score", times[WARM_UP:], p95=120)]


def tabs(bench: Bench) -> list[Row]:
    """Open each tab in turn, each time as somebody who has just arrived."""
    names = islice(cycle(TABS), WARM_UP + bench.count)
    return [timing("opening a tab → painted, each in turn", [opened(bench, name) for name in names][WARM_UP:], p95=200)]


def opened(bench: Bench, name: str) -> float:
    """Open one tab, or follow the link to a section, and return when all that comes with it was painted."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        opener = visitor.page.locator(f"[role=tab][data-tab={name}], nav.sections a[href='#{name}-panel']")
        return painted(visitor.click(opener, "any panel"))


def counted(bench: Bench) -> range:
    """Return the numbers of the samples, those that do not count first."""
    return range(WARM_UP + bench.count)


def key(visitor: Visitor, name: str, event: str, goal: Goal) -> Run:
    """Press a key and wait for what follows its ``event``."""
    visitor.arm(event, goal)
    visitor.page.keyboard.press(name)
    return visitor.run()


def drawn(run: Run, panel: str) -> float:
    """Return when a panel was painted anew."""
    return next(change["painted"] for change in run["changes"] if change["name"] == f"shows {panel}")
