from __future__ import annotations

from collections.abc import Callable

import pytest

from components.page import ids
from components.panels.activations import ORDER
from model.workspace import Workspace
from tests.e2e.journey import A_WHILE_MS, RING, STAGE, Journey
from tests.maps import PROJECTIONS


def test_every_panel_is_filled_from_the_start(journey: Journey) -> None:
    journey.look_at(ids.ACTIVATIONS_PANEL)
    assert journey.element(ids.ACTIVATIONS_CHART).locator(".values").get_attribute("d").count("M") == 128
    journey.wait_until("([id]) => probe.allPainted(id)", ids.FEATURE_MAPS_PANEL)
    digit = journey.element(ids.DIGIT_PANEL)
    assert digit.get_by_role("img").first.evaluate("probe.inked")
    assert digit.get_by_role("progressbar").count() == 10
    journey.wait_for_words(ids.MAP_QUALITY, "trustworthiness")


def test_the_map_has_a_point_for_every_digit(journey: Journey) -> None:
    assert journey.probe("count", ids.MAP_GRAPH) == journey.digits()


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_click_on_a_point_leads_every_panel_to_its_digit(visit: Callable[..., Journey], projection: str) -> None:
    journey = visit(f"?projection={projection}")
    columns = [f"{projection}-1", f"{projection}-2"]
    if projection == "axes":
        columns = [f"unit-{journey.default(name)}" for name in ("unit_x", "unit_y")]
    point = journey.probe("loneliest", ids.MAP_GRAPH, *columns)
    journey.wait_for(journey.click_at(point))
    assert f"No. {point['digit']}" in journey.element(ids.DIGIT_PANEL).inner_text()
    journey.wait_for_mark(RING, point["digit"], *columns)


def test_the_biplot_is_drawn_when_it_is_looked_at_and_follows_too(journey: Journey) -> None:
    journey.look_at(ids.PCA_PANEL)
    journey.element(ids.PCA_BIPLOT).scroll_into_view_if_needed()
    point = journey.probe("loneliest", ids.PCA_BIPLOT, "pca-1", "pca-2")
    journey.wait_for(journey.click_at(point), panels=(*STAGE, ids.PCA_PANEL))
    journey.wait_for_mark(f"#{ids.PCA_BIPLOT_RING}", point["digit"], "pca-1", "pca-2", graph=ids.PCA_BIPLOT)


def test_a_picture_of_a_near_digit_can_be_clicked(journey: Journey) -> None:
    nearest = journey.element(ids.DIGIT_PANEL).locator("[data-digit]").first
    other = nearest.get_attribute("data-digit")
    nearest.click()
    journey.wait_for(f"sample:{other}")


def test_only_the_newest_of_several_digits_is_asked_for_and_shown(journey: Journey) -> None:
    journey.page.evaluate("probe.watchSelections()")
    posts: list[str] = []
    journey.page.on("request", lambda request: posts.append(request.post_data or ""))
    with journey.held(ids.DIGIT_BODY) as questions:
        for digit in (5, 6, 7):
            journey.page.evaluate(f"probe.pick({digit})")
        journey.wait_for_held(questions)
        assert len(questions) == 1
    journey.nothing_follows("sample:7")
    asked = [post for post in posts if ids.DIGIT_BODY in post]
    assert [("sample:5" in post, "sample:7" in post) for post in asked] == [(True, False), (False, True)]


def test_a_digit_can_be_drawn_by_lot(journey: Journey) -> None:
    before = journey.shown()
    journey.page.locator("[data-pick=random]").click()
    assert journey.wait_for_other(before) != before


def test_a_misread_digit_can_be_drawn_by_lot(journey: Journey) -> None:
    before = journey.shown()
    journey.page.locator("[data-pick=misread]").click()
    drawn = int(journey.wait_for_other(before).split(":")[1])
    misread = journey.probe("misread")
    assert drawn in misread or not misread


def test_hovering_a_point_shows_its_digit_without_asking_the_server(journey: Journey) -> None:
    journey.settle()
    point = journey.probe("loneliest", ids.MAP_GRAPH, "tsne-1", "tsne-2")
    asked = len(journey.requests)
    journey.point_at(point)
    card = journey.page.locator("body > [data-shows]")
    card.wait_for(state="visible")
    assert card.get_attribute("data-shows") == f"sample:{point['digit']}"
    assert f"No. {point['digit']}" in card.inner_text()
    assert card.locator("canvas").evaluate("probe.inked")
    assert len(journey.requests) == asked


def test_the_card_goes_when_the_mouse_leaves_the_points(journey: Journey) -> None:
    journey.point_at(journey.probe("loneliest", ids.MAP_GRAPH, "tsne-1", "tsne-2"))
    card = journey.page.locator("body > [data-shows]")
    card.wait_for(state="visible")
    journey.page.mouse.move(5, 5, steps=3)
    card.wait_for(state="hidden")


def test_an_arrow_key_goes_to_the_nearest_digit_in_its_direction(journey: Journey) -> None:
    columns = ["tsne-1", "tsne-2"]
    selection, place = journey.shown(), journey.probe("pixel", ids.MAP_GRAPH, *columns, int(journey.default("digit")))
    journey.element(ids.MAP_STAGE).focus()
    for key, axis, sign in (("ArrowLeft", 0, -1), ("ArrowDown", 1, 1), ("ArrowRight", 0, 1), ("ArrowUp", 1, -1)):
        journey.page.keyboard.press(key)
        selection = journey.wait_for_other(selection)
        next_place = journey.probe("pixel", ids.MAP_GRAPH, *columns, int(selection.split(":")[1]))
        assert sign * (next_place[axis] - place[axis]) > 0
        place = next_place


def test_switching_the_projection_keeps_the_digit_and_asks_nobody(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=7", shows="sample:7")
    journey.settle()
    for projection, label in (("umap", "UMAP"), ("pca", "PCA"), ("tsne", "t-SNE")):
        asked = len(journey.requests)
        journey.choose(ids.MAP_PROJECTION, label)
        journey.wait_for_projection(projection)
        journey.wait_for_url(projection=projection, digit="7")
        journey.wait_for("sample:7")
        assert len(journey.requests) == asked, journey.requests[asked:]
        journey.wait_for_mark(RING, 7, f"{projection}-1", f"{projection}-2")
        journey.wait_for_words(ids.MAP_QUALITY, label)


def test_the_components_of_the_pca_map_can_be_chosen(visit: Callable[..., Journey]) -> None:
    journey = visit("?projection=pca&digit=7", shows="sample:7")
    journey.choose(ids.MAP_X, "PC3")
    journey.wait_for_url(projection="pca", x="3")
    journey.wait_until("([id]) => probe.title(id).startsWith('PC3,')", ids.MAP_GRAPH)
    journey.wait_for_mark(RING, 7, "pca-3", "pca-2")


def test_the_bars_can_be_sorted(journey: Journey) -> None:
    before = journey.probe("tops", ids.ACTIVATIONS_CHART)
    journey.element(ids.ACTIVATIONS_ORDER).get_by_role("radio").nth(list(ORDER.labels).index("value")).click()
    journey.wait_until("([id, first]) => probe.tops(id)[0] < first", ids.ACTIVATIONS_CHART, before[0])
    assert journey.probe("tops", ids.ACTIVATIONS_CHART) == sorted(before), "the highest bar is nearest to the top"


def test_the_zoom_is_kept_for_another_digit_and_the_whole_map_comes_back(journey: Journey) -> None:
    whole = journey.probe("span", ids.MAP_GRAPH)
    journey.page.locator("[data-zoom=in]").click()
    journey.wait_until("([id, whole]) => probe.span(id) < 0.8 * whole", ids.MAP_GRAPH, whole)
    zoomed = journey.probe("span", ids.MAP_GRAPH)
    before = journey.shown()
    journey.element(ids.DIGIT_PANEL).locator("[data-digit]").first.click()
    journey.wait_for_other(before)
    assert journey.probe("span", ids.MAP_GRAPH) == pytest.approx(zoomed)
    journey.page.locator("[data-zoom=reset]").click()
    journey.wait_until("([id, zoomed]) => probe.span(id) > 1.2 * zoomed", ids.MAP_GRAPH, zoomed)
    assert journey.probe("span", ids.MAP_GRAPH) == pytest.approx(whole, rel=0.05)


def test_two_quick_clicks_select_twice_and_a_double_click_shows_the_whole_map(journey: Journey) -> None:
    whole, before = journey.probe("span", ids.MAP_GRAPH), journey.shown()
    point = journey.probe("loneliest", ids.MAP_GRAPH, "tsne-1", "tsne-2")
    other = journey.probe("pixel", ids.MAP_GRAPH, "tsne-1", "tsne-2", int(before.split(":")[1]))
    journey.probe("watchSelections")
    journey.click_at(point)
    journey.point_at({"x": other[0], "y": other[1]})
    journey.page.mouse.down()
    journey.page.mouse.up()
    journey.wait_until("() => probe.selections.length === 2")
    first, second = journey.page.evaluate("probe.selections")
    assert first == f"sample:{point['digit']}" != second
    journey.nothing_follows(second)
    assert journey.probe("span", ids.MAP_GRAPH) == pytest.approx(whole)
    journey.page.locator("[data-zoom=in]").click()
    journey.wait_until("([id, whole]) => probe.span(id) < 0.8 * whole", ids.MAP_GRAPH, whole)
    journey.page.wait_for_timeout(A_WHILE_MS)  # or the two clicks would be three
    journey.page.mouse.dblclick(*other)
    journey.wait_until("([id, whole]) => Math.abs(probe.span(id) / whole - 1) < 0.01", ids.MAP_GRAPH, whole)


def test_any_two_features_can_be_the_axes(visit: Callable[..., Journey], workspace: Workspace) -> None:
    one, other, third = [unit for unit in range(5) if unit not in workspace.projections["axes"].usual][:3]
    journey = visit(f"?projection=axes&unit_x={one}&unit_y={other}&digit=7", shows="sample:7")
    titled = "([id, unit]) => probe.title(id) === `activation of unit ${unit}`"
    journey.wait_until(titled, ids.MAP_GRAPH, one)
    journey.wait_for_mark(RING, 7, f"unit-{one}", f"unit-{other}")
    journey.choose(ids.MAP_UNIT_X, f"unit {third}")
    journey.wait_for_url(projection="axes", unit_x=str(third), unit_y=str(other))
    journey.wait_until(titled, ids.MAP_GRAPH, third)
    told = "([id, words]) => document.getElementById(id).textContent.startsWith(words)"
    journey.wait_until(told, ids.MAP_QUALITY, f"Units {third} and {other}")


@pytest.mark.parametrize("colour", ["predicted", "confidence", "correct"])
def test_another_colouring_keeps_digit_and_map(visit: Callable[..., Journey], colour: str) -> None:
    journey = visit(f"?colour={colour}&projection=umap&digit=9", shows="sample:9")
    point = journey.probe("loneliest", ids.MAP_GRAPH, "umap-1", "umap-2")
    journey.wait_for(journey.click_at(point))
    journey.wait_for_url(colour=colour, projection="umap", digit=str(point["digit"]))
