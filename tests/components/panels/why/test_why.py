from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from components.panels.why import WhyView, leap, percent_of_diagonal, reading
from components.panels.why.attribution import parse_scale, parse_scales
from components.question.question import PIN
from model.explain.comparison import diagonal
from model.explain.explanation import Explanation
from model.spec import DIGITS
from model.workspace import Workspace
from tests.visitor import VIEWS, Visitor, a_map

INDEX = 17


def place(told: dict[str, Any], projection: str) -> list[float]:
    """Return where something lies on a map that has two coordinates at least."""
    return [told["coordinates"][f"{projection}-{axis}"] for axis in (1, 2)]


def view(visitor: Visitor, **changed: Any) -> WhyView:
    return visitor.see("why-body", **({"digit": {"selection": f"sample:{INDEX}"}} | changed))


@pytest.mark.parametrize("baseline", ["map", "class", "pin"])
@pytest.mark.parametrize("projection", ["pca", "tsne", "umap"])
def test_the_receipt_ends_where_the_digit_is(
    visitor: Visitor, workspace: Workspace, projection: str, baseline: str
) -> None:
    pin = {"shows": "sample:44"}
    shown = view(visitor, map=a_map(projection), why_baseline=baseline, pin=pin)
    for axis, part in enumerate(shown["axes"]):
        amounts = [part["start"], *(term["amount"] for term in part["terms"]), part["others"], part["residual"] or 0]
        assert sum(amounts) == pytest.approx(part["total"], abs=1e-6)
        expected = workspace.positions[projection][INDEX][axis]
        assert part["total"] == pytest.approx(expected, abs=0.6 / 10 ** part["decimals"])


def test_pca_is_exact_and_says_so(visitor: Visitor) -> None:
    shown = view(visitor, map=a_map("pca"))
    assert "exact" in shown["sentence"]
    assert (shown["baseline"], shown["path"]) == ("", [])
    assert all(part["residual"] is None for part in shown["axes"])


def test_any_two_components_can_be_accounted_for(visitor: Visitor, workspace: Workspace) -> None:
    shown = view(visitor, map=a_map("pca", x=4, y=2))
    assert [part["name"] for part in shown["axes"]] == ["PC4", "PC2"]
    for part, component in zip(shown["axes"], (3, 1), strict=True):
        assert part["total"] == pytest.approx(
            workspace.projections["pca"].coordinates[INDEX, component], abs=0.6 / 10 ** part["decimals"]
        )


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_a_map_without_a_formula_is_explained_along_the_way_from_a_baseline(visitor: Visitor, projection: str) -> None:
    shown = view(visitor, map=a_map(projection))
    for part in ("has no formula", "the mean of all digits", "left over", "own point"):
        assert part in shown["sentence"]
    assert [part["start"] for part in shown["axes"]] == pytest.approx(shown["path"][0], abs=0.06)
    assert all(part["start_label"] == "baseline" for part in shown["axes"])


@pytest.mark.parametrize(
    ("told", "glides", "own", "says"),
    [
        (0.0, [4.0], 4.0, True),  # one leap, of which no unit gets anything
        (3.8, [4.0], 4.0, False),  # the same, told by the units
        (0.0, [0.8] * 5, 4.0, False),  # as much is missed, but here and there
        (0.0, [0.4], 0.4, False),  # small on the map
        (0.0, [4.0], 0.1, False),  # its own point lies where the sum ends
    ],
)
def test_a_leap_that_no_unit_is_given_is_told(told: float, glides: list[float], own: float, says: bool) -> None:
    ends = np.cumsum([0.0, *glides])
    path = np.stack([np.repeat(ends, 2)[1:-1], np.zeros(2 * len(glides))], axis=1)
    end, still = np.array([own, 0]), np.zeros(2)
    parts = Explanation(end, still, np.array([[told, 0.0]]), end - [told, 0], np.ones(1), path)
    words = leap(parts, 50, "garments")
    assert ("leaps" in words, "nearest garments" in words) == (says, says)


@pytest.mark.parametrize(
    ("baseline", "name"), [("map", "all digits"), ("class", "the mean of all "), ("pin", "A (No. 44)")]
)
def test_the_visitor_chooses_where_the_sum_begins(
    visitor: Visitor, workspace: Workspace, baseline: str, name: str
) -> None:
    shown = view(visitor, map=a_map("tsne"), why_baseline=baseline, pin={"shows": "sample:44"})
    assert name in shown["baseline"]
    if baseline == "pin":
        np.testing.assert_allclose(shown["path"][0], workspace.positions["tsne"][44], atol=3)


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_from_the_digit_itself_there_is_no_way(visitor: Visitor, projection: str) -> None:
    shown = view(visitor, map=a_map(projection), why_baseline="pin", pin={"shows": f"sample:{INDEX}"})
    assert shown["sentence"].startswith(f"A (No. {INDEX}) has the very activations")
    assert all(part["start_label"] == "baseline" for part in shown["axes"])
    assert not any(part["terms"] for part in shown["axes"])


def test_without_a_pin_the_sum_begins_at_the_mean(visitor: Visitor) -> None:
    assert view(visitor, why_baseline="pin", pin=None)["baseline"] == "the mean of all digits"


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_what_holds_a_digit_is_what_turning_it_off_does(
    visitor: Visitor, workspace: Workspace, projection: str
) -> None:
    shown = view(visitor, map=a_map(projection))
    own = workspace.placer.place(workspace.features[INDEX], without=INDEX).positions[projection]
    assert shown["holds"]
    for hold in shown["holds"]:
        off = view(visitor, map=a_map(projection), scales={str(hold["unit"]): 0})
        moved = np.subtract(place(off["there"], projection), own)
        np.testing.assert_allclose(hold["move"], moved, atol=1e-2)


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_what_all_of_them_hold_is_what_turning_off_all_does(
    visitor: Visitor, workspace: Workspace, projection: str
) -> None:
    shown = view(visitor, map=a_map(projection))
    own, off = np.repeat(workspace.features[INDEX][None], 2, axis=0)
    off[[hold["unit"] for hold in shown["holds"]]] = 0
    start, end = workspace.projection(projection).place_usual(np.stack([own, off]), without=INDEX)
    size = diagonal(workspace.positions[projection])
    assert shown["holds_together"] == percent_of_diagonal(float(np.hypot(*(end - start))) / size)


def test_the_sum_stays_that_of_the_digit_as_it_is_while_units_are_turned(visitor: Visitor) -> None:
    before = view(visitor, map=a_map("tsne"))
    after = view(visitor, map=a_map("tsne"), scales={str(before["holds"][0]["unit"]): 0.5})
    assert after["axes"] == before["axes"]
    assert place(after["there"], "tsne") != place(before["here"], "tsne")


def test_a_unit_that_is_silent_has_nothing_to_turn(visitor: Visitor, workspace: Workspace) -> None:
    for term in view(visitor, map=a_map("tsne"), why_count="20")["axes"][0]["terms"]:
        assert term["silent"] == (workspace.features[INDEX][term["unit"]] == 0)


def test_as_many_terms_are_named_as_were_asked_for(visitor: Visitor) -> None:
    for count in (5, 10, 20):
        assert all(len(part["terms"]) <= count for part in view(visitor, why_count=str(count))["axes"])
    assert len(view(visitor, why_count="5")["axes"][0]["terms"]) == 5


def test_units_at_zero_drop_out_of_the_sum_and_the_rows_stay(visitor: Visitor) -> None:
    pca = a_map("pca")
    before = view(visitor, map=pca)["axes"][0]["terms"]
    unit = before[0]["unit"]
    after = view(visitor, map=pca, scales={str(unit): 0})
    assert [term["unit"] for term in after["axes"][0]["terms"]] == [term["unit"] for term in before]
    assert after["axes"][0]["terms"][0]["amount"] == 0
    assert after["scaled"] == f"unit {unit} to 0 %"
    assert after["there"] is not None


@pytest.mark.parametrize("projection", ["pca", "tsne", "umap"])
@pytest.mark.parametrize("scale", [0, 2])
def test_all_units_at_an_extreme_leave_finite_numbers(visitor: Visitor, projection: str, scale: int) -> None:
    everything = {str(unit): scale for unit in range(128)}
    for baseline in ("map", "class"):
        shown = view(visitor, map=a_map(projection), why_baseline=baseline, scales=everything)
        assert np.isfinite([term["amount"] for part in shown["axes"] for term in part["terms"]]).all()
        assert sum(part["share"] for part in shown["probabilities"]) == pytest.approx(1, abs=1e-4)


def test_a_map_of_two_units_that_never_fire_has_nowhere_to_move(visitor: Visitor, workspace: Workspace) -> None:
    dead = np.flatnonzero(workspace.features.max(axis=0) == 0)[:2].tolist()
    live = str(workspace.features[INDEX].argmax())
    shown = view(visitor, map=a_map("axes", unit_x=dead[0], unit_y=dead[1]), scales={live: 0})
    assert shown["moves"]["axes"] == "< 0.1 %"
    assert [part["total"] for part in shown["axes"]] == [0, 0]


def test_of_many_turned_units_only_the_first_are_listed(visitor: Visitor) -> None:
    alike, unlike = ({str(unit): scale(unit) for unit in range(8)} for scale in (lambda _: 0.4, lambda unit: unit / 10))
    assert view(visitor, scales=alike)["scaled"] == "8 units to 40 %"
    listed = "unit 0 to 0 %, unit 1 to 10 %, unit 2 to 20 %, 5 more"
    assert view(visitor, scales=unlike)["scaled"] == listed


def test_a_drawing_has_a_receipt_too(visitor: Visitor) -> None:
    landing = visitor.see("landing")
    for projection in ("pca", "tsne", "umap"):
        drawn = {"digit": {"selection": "drawn:7", "drawing": landing}, "map": a_map(projection)}
        shown = view(visitor, **drawn)
        assert shown["shows"] == "drawn:7"
        np.testing.assert_allclose(place(shown["here"], projection), place(landing, projection), atol=1e-3)
        strongest = str(shown["axes"][0]["terms"][0]["unit"])
        assert view(visitor, **drawn, scales={strongest: 0.5})["there"]


BAD_SCALES = [{"128": 1}, {"3": 2.1}, {"3": -1}, {"3": True}, {"x": 1}, {"3": "1"}, [], None]
MANY_SCALES = {str(unit): 1 for unit in range(200)}
BAD_MAPS = [a_map("lda"), a_map("pca", x=11), a_map("axes", unit_y=128), {"projection": "pca"}, "pca", None, {}]
BAD = [
    *({"scales": scales} for scales in [MANY_SCALES, *BAD_SCALES]),
    *({"map": shown} for shown in BAD_MAPS),
    {"why_count": "7"},
    {"why_count": 10},
    {"why_baseline": "other"},
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: repr(bad)[:50])
def test_what_is_not_offered_is_refused_with_the_reason(visitor: Visitor, bad: dict[str, Any]) -> None:
    assert visitor.refused("why-body", **bad)
    assert visitor.refused("why-equation", **bad)
    assert visitor.well()


def test_a_question_of_which_something_is_missing_is_refused(visitor: Visitor) -> None:
    for missing in set(visitor.views["why-body"]["needs"]) - {PIN}:  # nothing need be pinned
        question = visitor.question("why-body")
        del question[missing]
        _, answers = visitor.tell(VIEWS, {"why-body": {"number": 1, "question": question}})
        assert answers["why-body"]["message"], missing


def test_a_scale_of_one_is_none() -> None:
    assert parse_scales({"3": 1, "4": 0.5}, 128) == {4: 0.5}
    assert parse_scale("127", 2, 128) == (127, 2.0)


def test_the_equation_is_set_for_both_axes(visitor: Visitor) -> None:
    said = " ".join(visitor.see("why-equation")["formulas"])
    assert "t-SNE 1" in said
    assert said.count("aligned") == 4
    assert said.count("residual") == 2


def test_a_reading_names_the_class_of_before_if_it_changed() -> None:
    seven, nine = np.eye(10, dtype=np.float32)[[7, 9]]
    assert reading(DIGITS, seven, seven) == "7, > 99.9 %"
    assert reading(DIGITS, seven, 0.61 * nine).startswith("7 → 9, 61.0")


def test_shares_have_two_digits_at_most() -> None:
    assert [percent_of_diagonal(share) for share in (0, 0.0004, 0.0123, 0.0996, 0.304)] == [
        "< 0.1 %", "< 0.1 %", "1.2 %", "10 %", "30 %",
    ]  # fmt: skip
