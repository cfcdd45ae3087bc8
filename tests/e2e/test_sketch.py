from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Route

from components.page import ids
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.journey import Journey, until

INKED = """() => {
  const canvas = document.querySelector(".skeleton .stage canvas");
  const { data } = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  return data.reduce((sum, value) => sum + (value > 0), 0) > 1000;
}"""

SCALES = """async ([id, projection]) => {
  const files = ["map/figure", "charts/plot", "core/map_choice", "core/points", "core/page_data"];
  const [figure, plot, choice, points, page] = await Promise.all(
    files.map((file) => import(`/assets/js/${file}.js`)),
  );
  const gd = document.querySelector(`#${id} .js-plotly-plot`);
  const { xaxis, yaxis } = gd._fullLayout;
  const usual = Object.entries(page.pageData("address")).map(([name, value]) => [name, value.default]);
  const chosen = Object.fromEntries(usual.map(([name, value]) => [`map-${name.replace("_", "-")}`, value]));
  chosen["map-projection"] = projection;
  const view = choice.viewOf((id) => chosen[id]);
  const loaded = await points.having(choice.columnsOf(view));
  const layout = figure.layoutOf(view, loaded, null, [], { narrow: figure.isNarrow(gd) });
  const foretold = figure.scalesOf(layout, gd.clientWidth, gd.clientHeight);
  return [foretold, [plot.scale(xaxis, false), plot.scale(yaxis, true)]].map((pair) => pair.flatMap(Object.values));
}"""


def test_the_points_are_there_before_dash_is(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.route("**/dash_renderer*", lambda route: None)  # never answered
        page.goto(address, wait_until="commit")
        until(page, INKED)
        assert page.locator(f"#{ids.APP}").count() == 0


def test_the_points_can_be_pointed_at_and_chosen_before_dash_is(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.route("**/dash_renderer*", lambda route: None)  # never answered
        page.goto(address, wait_until="commit")
        until(page, INKED)
        box = page.locator(".skeleton .stage").bounding_box()
        assert box is not None
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        page.mouse.move(**at)
        page.wait_for_selector(".hover-card[data-shows]")
        page.mouse.down()
        page.mouse.up()
        ring = page.locator(".skeleton .ring").bounding_box()
        assert ring is not None
        assert abs(ring["x"] + ring["width"] / 2 - at["x"]) < 20
        assert abs(ring["y"] + ring["height"] / 2 - at["y"]) < 20


def test_what_was_chosen_on_the_sketch_is_what_the_page_shows(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/dash_renderer*", hold)
        page.goto(address, wait_until="commit")
        until(page, INKED)
        box = page.locator(".skeleton .stage").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        chosen = page.locator(".hover-card[data-shows]").get_attribute("data-shows")
        page.mouse.down()
        page.mouse.up()
        held[0].continue_()
        page.wait_for_selector(f'#{ids.MAP_PANEL}[data-shows="{chosen}"]')
        page.wait_for_selector(f'#{ids.DIGIT_PANEL}[data-shows="{chosen}"]')
        assert page.locator("canvas.glide, .ring:not([id])").count() == 0


def test_the_real_page_takes_the_points_over_as_they_are(browser: Browser, address: str) -> None:
    watch = """window.canvases = new Set();
    new MutationObserver(() => document.querySelectorAll("canvas.glide").forEach((canvas) => canvases.add(canvas)))
      .observe(document, { subtree: true, childList: true });"""
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.add_init_script(watch)
        page.goto(address)
        page.wait_for_selector(f"#{ids.MAP_PANEL}[data-shows]")
        assert page.evaluate("canvases.size") == 1


@pytest.mark.parametrize("projection", ["pca", "tsne", "umap", "axes"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_plot_has_the_points_where_the_sketch_had_them(
    visit: Callable[..., Journey], projection: str, viewport: dict[str, int]
) -> None:
    journey = visit(f"?projection={projection}", viewport=viewport)
    journey.settle()
    foretold, drawn = journey.page.evaluate(SCALES, [ids.MAP_GRAPH, projection])
    assert foretold == pytest.approx(drawn, rel=1e-3, abs=1)
    assert journey.page.locator("canvas.glide").count() == 0
