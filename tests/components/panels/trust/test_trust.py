from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from components.page import ids
from components.panels.trust import forgiven, place_among, say, view_trust
from components.question.map_choice import parse_map
from components.question.subject import encode_image, find_subject
from model.maps.local_trust import PlaceTrust, Scope
from model.maps.quality import excess_ranks
from model.workspace import Workspace
from tests.maps import PROJECTIONS
from tests.visitor import Visitor, a_map

BODY = ids.TRUST_BODY


def usual(workspace: Workspace, projection: str) -> dict[str, str]:
    """Return a map on its usual axes as the page tells it."""
    chosen = workspace.projection(projection)
    one, other = (str(k + chosen.first) for k in chosen.usual)
    return a_map(projection, x=one, y=other, unit_x=one, unit_y=other)


def found(kept: int, torn: int, strangers: int) -> PlaceTrust:
    """Return a place with so many neighbours of each kind."""
    counts = [np.arange(count) for count in (kept, torn, torn, strangers, strangers)]
    return PlaceTrust(*counts, tied=0)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_digit_has_the_numbers_that_were_counted_of_it(
    visitor: Visitor, workspace: Workspace, projection: str
) -> None:
    for index in (3, 12, 250):
        view = visitor.see(BODY, selection=f"sample:{index}", map=usual(workspace, projection))
        kept, torn, strangers = workspace.trust[projection][index].tolist()
        assert [share["own"] for share in view["shares"]] == [kept, torn, strangers]
        assert (len(view["torn"]), len(view["strangers"])) == (torn, strangers)
        assert view["sentence"].startswith(f"On {PROJECTIONS[projection]} {kept or 'none'} of its 15 nearest in 128-D")
        assert f"and {torn or 'none'} w" in view["sentence"]
        assert f"; {strangers or 'none'} of its 15 nearest here" in view["sentence"]
        np.testing.assert_allclose(view["here"], workspace.positions[projection][index], atol=1e-4)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_the_distributions_count_every_digit_once(visitor: Visitor, workspace: Workspace, projection: str) -> None:
    view = visitor.see(BODY, map=usual(workspace, projection))
    counts = workspace.trust[projection]
    for column, share in enumerate(view["shares"]):
        assert share["counts"] == [int((counts[:, column] == k).sum()) for k in range(16)]
        assert share["mean"] == f"{counts[:, column].mean():.1f} of 15"
    quality = workspace.quality[projection]
    assert f"{quality.trustworthiness:.3f}" in view["shares"][2]["measure"]
    assert f"{quality.continuity:.3f}" in view["shares"][1]["measure"]
    assert f"{100 * quality.neighbours_kept:.0f} % of the nearest are kept" in view["why"]


def test_a_drawing_is_judged_by_where_it_lands(visitor: Visitor, workspace: Workspace) -> None:
    image = np.maximum(workspace.images[3], workspace.images[14])
    sent = {"selection": "drawn:4", "drawing": {"shows": "drawn:4", "image": encode_image(image)}}
    view = visitor.see(BODY, digit=sent, map=a_map("tsne"))
    assert view["shows"] == "drawn:4"
    np.testing.assert_allclose(view["here"], workspace.inspect(image).positions["tsne"], atol=1e-4)
    away = np.hypot(*(workspace.positions["tsne"] - view["here"]).T)
    torn = [(away < away[far["index"]]).sum() + 1 for far in view["torn"]]
    assert [far["words"] for far in view["torn"]] == [f"rank {rank} by distance here" for rank in torn]
    assert {far["index"] for far in view["strangers"]} <= set(np.argsort(away)[:15].tolist())


def test_on_axes_that_were_chosen_the_words_hold_and_it_is_said_that_nobody_counted(visitor: Visitor) -> None:
    view = visitor.see(BODY, map=a_map("pca", x=4, y=7))
    assert view["shares"] == []
    assert view["why"].endswith("was counted for PC1 and PC2 alone, not for the axes in view.")
    assert view["columns"] == ["pca-4", "pca-7"]
    assert view["sentence"].startswith("On PCA ")


def test_where_digits_lie_in_one_place_it_is_said_that_their_order_decides(workspace: Workspace) -> None:
    crowd = replace(workspace.projection("tsne"), coordinates=np.zeros((300, 2), dtype=np.float32))
    workspace = replace(workspace, projections={**workspace.projections, "tsne": crowd})
    asked = SimpleNamespace(
        workspace=workspace, digit=find_subject(workspace, "sample:9", None), map=parse_map(workspace, a_map("tsne"))
    )
    view = view_trust(asked)  # type: ignore[arg-type]  # it has what the view reads
    assert "299 digits lie equally near here" in view["definition"]
    assert view["torn"] == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((6, 4, 3), "6 of its 15 nearest in 128-D lie beside it and 4 were torn away; 3 of its 15 nearest here are st"),
        ((1, 1, 1), "1 of its 15 nearest in 128-D lies beside it and 1 was torn away; 1 of its 15 nearest here is a s"),
        ((0, 0, 0), "none of its 15 nearest in 128-D lie beside it and none were torn away; none of its 15 nearest he"),
    ],
)
def test_the_sentence_counts(place: tuple[int, int, int], words: str) -> None:
    assert words in say(found(*place), Scope.of(10_000), "t-SNE", 128)


def test_a_place_is_told_among_those_of_all_digits() -> None:
    words = place_among(np.array([0, 1, 1, 2, 5], dtype=np.uint8), 1, "digits")
    assert words == "1 here; 20 % of the digits have fewer, 40 % more"


def test_what_near_misses_cost_is_what_the_measure_gives_for_the_worst_of_them() -> None:
    n, scope = 2_000, Scope.of(2_000)
    features = np.random.default_rng(5).normal(size=(n, 6))
    distances = np.linalg.norm(features[:, None] - features, axis=2)
    np.fill_diagonal(distances, np.inf)
    misses = distances.argsort(axis=1)[:, scope.far - scope.near : scope.far]  # the last that are not far away
    excess = excess_ranks(distances, misses, 0).sum()
    trust = 1 - 2 * excess / (n * scope.near * (2 * n - 3 * scope.near - 1))
    assert forgiven(n, scope) == pytest.approx(trust)
    assert forgiven(100, Scope.of(100)) is None
