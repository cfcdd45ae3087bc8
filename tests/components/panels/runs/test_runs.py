from __future__ import annotations

import numpy as np
import pytest

from components.page import ids
from components.panels.runs import describe_island, farthest, say_shortly
from components.question.subject import encode_image
from model.explain.comparison import diagonal
from model.maps.runs import Recurrence, find_own
from model.workspace import Workspace
from tests.visitor import Visitor, a_map

BODY = ids.RUNS_BODY


def recurring(shared: list[float], size: int = 900, beside: list[bool] | None = None) -> Recurrence:
    """Return what came again of a place, with as many runs as ``shared``."""
    count = len(shared)
    kept = np.linspace(0.4, 0.8, count).round(4)
    places = np.zeros((count + 1, 2))
    return Recurrence(places, kept, size, np.array(shared), np.array(beside or [False] * count))


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_a_digit_of_the_map_has_its_six_places_and_the_numbers_of_the_model(
    visitor: Visitor, workspace: Workspace, projection: str
) -> None:
    view = visitor.see(BODY, selection="sample:12", map=a_map(projection))
    found = find_own(workspace.runs[projection], 12)
    assert (view["shows"], view["projection"]) == ("sample:12", projection)
    np.testing.assert_allclose(view["places"], found.places, atol=1e-4)
    share = farthest(found) / diagonal(workspace.positions[projection])
    assert f"up to {100 * share:.0f} % of the map's diagonal apart" in view["sentence"]
    assert f"{np.median(15 * found.kept):g} are among its 15 nearest there" in view["sentence"]
    (varied,) = [fact["words"] for fact in view["facts"] if fact["name"] == "Runs"]
    assert "5 others of the same digits at random positions" in varied
    assert "placed" not in varied


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_a_drawing_has_them_too_and_it_is_said_how(visitor: Visitor, workspace: Workspace, projection: str) -> None:
    image = np.maximum(workspace.images[3], workspace.images[14])
    sent = {"selection": "drawn:4", "drawing": {"shows": "drawn:4", "image": encode_image(image)}}
    view = visitor.see(BODY, digit=sent, map=a_map(projection))
    assert view["shows"] == "drawn:4"
    np.testing.assert_allclose(view["places"][0], workspace.inspect(image).positions[projection], atol=1e-4)
    assert len(view["places"]) == 6
    assert view["facts"][-1]["words"].endswith("the digit was placed on them by the rule that placed it here")


@pytest.mark.parametrize("projection", ["pca", "axes"])
def test_linear_maps_have_no_chance_in_them(visitor: Visitor, projection: str) -> None:
    view = visitor.see(BODY, map=a_map(projection))
    assert (view["facts"], view["places"]) == ([], [])
    assert "chance" in view["sentence"]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (recurring([0.9] * 5), "is there again in 5 of 5 other runs of UMAP. Its places lie up to 31 %"),
        (recurring([0.9, 0.9, 0.9, 0.9, 0.6]), "is there again in 4 of 5 other runs"),
        (recurring([0.9, 0.9, 0.1, 0.1, 0.6]), "is there again in only 2 of 5 other runs"),
        (recurring([0.1] * 5), "is there again in none of 5 other runs"),
        (recurring([0.0] * 5, size=0), "It lies on no island."),
        (recurring([0.9] * 5), "Of its 15 nearest here, 9 are among its 15 nearest there (median)."),
    ],
)
def test_the_short_of_it_is_what_was_found(found: Recurrence, words: str) -> None:
    assert words in say_shortly(found, 0.314, "UMAP")


def test_an_island_is_told_with_the_one_beside_it_unless_it_is_alone() -> None:
    found = recurring([0.9] * 5, beside=[True, False, False, False, False])
    island, beside = describe_island(found, "digits", alone=False)
    assert island["words"].startswith("900 digits")
    assert beside["words"] == "in 1 of 5 runs the island nearest to it is the same"
    assert describe_island(found, "digits", alone=True) == [island]
