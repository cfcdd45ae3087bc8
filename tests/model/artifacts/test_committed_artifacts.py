"""Facts about the artifacts that come with the repository."""

from __future__ import annotations

import io
from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.metrics import pairwise_distances
from sklearn.neighbors import NearestNeighbors

from model.artifacts.digests import SHIPPED
from model.artifacts.folder import FOLDER
from model.artifacts.manifest import read_manifest
from model.artifacts.schema import PROJECTIONS
from model.explain.comparison import diagonal
from model.inputs.picture import read_digits
from model.maps.quality import trustworthiness
from model.workspace import Workspace, load_workspace


@pytest.fixture(scope="module")
def real() -> Workspace:
    return load_workspace()


def test_they_hold_the_ten_thousand_test_digits(real: Workspace) -> None:
    assert real.images.shape == (10_000, 28, 28)
    assert list(real.labels[:10]) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert list(np.bincount(real.labels)) == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_the_accuracy_of_the_manifest_is_that_of_the_digits(real: Workspace) -> None:
    right = (real.predicted == real.labels).mean()
    assert real.manifest["accuracy"] == pytest.approx(right, abs=1e-9)
    assert real.manifest["training"]["test_accuracy"] == pytest.approx(right, abs=2e-4)
    assert right > 0.994


def test_scores_reproduce_the_features_and_shares_sum_to_one(real: Workspace) -> None:
    rebuilt = real.pca.inverse_transform(real.pca.transform(real.features))
    assert np.abs(rebuilt - real.features).max() < 1e-4
    assert real.pca.explained_variance_ratio.sum() == pytest.approx(1, abs=1e-5)


def test_probabilities_and_activations_are_such(real: Workspace) -> None:
    np.testing.assert_allclose(real.probabilities.sum(axis=1), 1, atol=1e-5)
    assert real.features.min() >= 0


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_the_maps_keep_what_such_maps_keep(real: Workspace, projection: str) -> None:
    quality = real.quality[projection]
    assert quality.knn_accuracy > {"axes": 0.45, "pca": 0.8, "tsne": 0.98, "umap": 0.98}[projection]
    assert quality.trustworthiness > {"axes": 0.6, "pca": 0.85, "tsne": 0.98, "umap": 0.97}[projection]
    assert (0.85 if projection == "axes" else 0.95) < quality.continuity <= 1


def test_the_manifest_tells_how_far_raw_axes_can_be_trusted(real: Workspace) -> None:
    measured = trustworthiness(real.features, real.positions["axes"], 15)
    assert real.quality["axes"].trustworthiness == pytest.approx(measured, abs=1e-6)


@pytest.mark.parametrize(("projection", "mistakes", "others"), [("tsne", (0.6, 1), 0.1), ("umap", (0.4, 0.6), 0.1)])
def test_mistakes_lie_where_clusters_touch_more_often_than_others(
    real: Workspace, projection: str, mistakes: tuple[float, float], others: float
) -> None:
    points = real.positions[projection].astype(float)
    near = NearestNeighbors(n_neighbors=31).fit(points).kneighbors(points, return_distance=False)
    touching = (real.predicted[near] != real.predicted[:, None]).any(axis=1)
    wrong = real.predicted != real.labels
    assert mistakes[0] < touching[wrong].mean() < mistakes[1]
    assert touching[~wrong].mean() < others


def test_a_reading_seldom_hangs_on_one_unit(real: Workspace) -> None:
    weights = real.classifier.head.weights
    scores = real.features[::20] @ weights.T + real.classifier.head.biases
    without = scores[:, None] - real.features[::20, :, None] * weights.T  # (m, d, 10), each unit alone turned off
    hangs = (without.argmax(axis=2) != scores.argmax(axis=1)[:, None]).any(axis=1)
    assert hangs.mean() < 0.02


def test_a_line_on_the_best_axes_is_right_about_as_often_as_is_said(real: Workspace) -> None:
    places, counted = real.positions["axes"], []
    for one, other in combinations(range(10), 2):
        rows = np.isin(real.labels, (one, other))
        is_one = real.labels[rows] == one
        says_one = LinearDiscriminantAnalysis(priors=[0.5, 0.5]).fit(places[rows], is_one).predict(places[rows])
        counted.append(np.mean([(says_one == is_one)[is_one].mean(), (says_one == is_one)[~is_one].mean()]))
    assert float(real.separation[real.projection("axes").usual]) == pytest.approx(np.mean(counted), abs=0.025)


def test_the_network_sees_what_the_arrays_say(real: Workspace) -> None:
    for index in range(0, 10_000, 999):
        trace = real.trace(real.images[index])
        np.testing.assert_allclose(trace.features, real.features[index], atol=1e-4)
        np.testing.assert_allclose(trace.probabilities, real.probabilities[index], atol=1e-4)


def test_their_digits_uploaded_as_they_are_land_on_their_own_points(real: Workspace) -> None:
    for index in range(0, 10_000, 999):
        stream = io.BytesIO()
        Image.fromarray(real.images[index]).save(stream, "PNG")
        seen = real.inspect(read_digits(stream.getvalue()).digits[0].image)
        step = np.hypot(*(seen.positions["tsne"] - real.positions["tsne"][index]))
        assert step < 0.01 * diagonal(real.positions["tsne"])


def test_they_stay_small() -> None:
    assert sum(entry["bytes"] for entry in read_manifest(FOLDER)["files"].values()) < 16e6


def test_in_clustered_order_most_units_stand_beside_the_one_most_like_them(real: Workspace) -> None:
    alike, order = real.correlation - 2 * np.eye(128), real.cluster_order
    place = np.argsort(order)
    varying = np.flatnonzero(np.diag(real.correlation) > 0)
    beside = np.abs(place[varying] - place[alike.argmax(axis=1)[varying]]) == 1
    assert beside.mean() > 0.6
    assert np.median([alike[pair] for pair in pairwise(order)]) > 0.4


def test_the_readme_tells_the_measures_of_the_manifest(real: Workspace) -> None:
    text = (FOLDER.parents[3] / "README.md").read_text(encoding="utf-8")
    assert f"reads {100 * real.manifest['accuracy']:.2f} %" in text
    for quality in real.quality.values():
        again = f"{quality.neighbours_again:.2f}".replace("1.00", "1")
        distances = f"{quality.distance_correlation:.2f} ± {quality.distance_deviation:.2f}"
        kept = f"{quality.trustworthiness:.3f} | {quality.continuity:.3f} | {again}"
        assert f"| {kept} | {100 * quality.knn_accuracy:.1f} % | {distances} |" in text


@pytest.mark.parametrize("data", ["mnist", "fashion-mnist"])
def test_what_a_map_keeps_of_neighbours_is_what_all_ranks_say(data: str) -> None:
    known = load_workspace(SHIPPED / data)
    rows = np.arange(0, len(known.labels), 101)
    there = ranks_from(rows, known.features)
    for projection in ("pca", "tsne", "umap"):  # on raw axes many lie in one place and their order decides
        here = ranks_from(rows, known.positions[projection])
        true, beside = there <= 15, here <= 15
        counted = (true & beside, true & (here > 150), beside & (there > 150))
        np.testing.assert_array_equal(
            known.trust[projection][rows], np.stack([each.sum(axis=1) for each in counted], axis=1)
        )
        kept = known.trust[projection][:, 0].mean() / 15
        assert kept == pytest.approx(known.quality[projection].neighbours_kept, abs=1e-4)


def ranks_from(rows: NDArray[np.intp], space: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the ranks (m, n) by distance from ``rows`` (m,) as scikit-learn measures it; own: n."""
    distances = pairwise_distances(space[rows].astype(float), space.astype(float))
    distances[np.arange(len(rows)), rows] = np.inf
    return 1 + distances.argsort(axis=1).argsort(axis=1)
