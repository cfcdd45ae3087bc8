from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from model.artifacts.schema import PROJECTIONS
from model.artifacts.sprites import decode_png
from model.training.network import normalise
from model.workspace import Workspace

CELL = 1e-4  # agreement asked of sums in single precision


def test_shapes_are_those_of_the_contract(workspace: Workspace) -> None:
    assert workspace.features.shape == (300, 128)
    assert workspace.images.shape == (300, 28, 28)
    assert workspace.images.dtype == np.uint8
    assert workspace.labels.shape == workspace.predicted.shape == workspace.confidence.shape == (300,)
    assert workspace.probabilities.shape == (300, 10)
    assert workspace.projections["pca"].coordinates.shape == (300, 10)
    assert workspace.neighbours.shape == workspace.neighbour_distances.shape == (300, 15)
    assert workspace.class_means.shape == (10, 128)
    assert {name: points.shape for name, points in workspace.positions.items()} == dict.fromkeys(PROJECTIONS, (300, 2))
    assert set(workspace.quality) == set(PROJECTIONS)
    assert [decode_png(sheet).shape for sheet in workspace.sheets] == [(84, 2800)]


@pytest.mark.parametrize("name", ["images", "labels", "features", "probabilities", "predicted", "confidence"])
def test_arrays_cannot_be_written(workspace: Workspace, name: str) -> None:
    with pytest.raises(ValueError, match="read-only"):
        getattr(workspace, name)[0] = 0


def test_nothing_inside_the_workspace_can_be_written(workspace: Workspace) -> None:
    inner = [*workspace.positions.values(), workspace.neighbours, workspace.class_means, workspace.pca.components]
    assert not any(array.flags.writeable for array in inner)
    with pytest.raises(FrozenInstanceError):
        workspace.labels = workspace.predicted


def test_loading_imports_nothing_heavy(artifact_folder: Path) -> None:
    heavy = ("torch", "torchvision", "sklearn", "umap", "openTSNE", "scipy", "tqdm")
    code = (
        "import sys; from model.workspace import load_workspace; load_workspace(sys.argv[1]);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, artifact_folder], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_pca_map_is_the_first_two_scores(workspace: Workspace) -> None:
    np.testing.assert_array_equal(workspace.positions["pca"], workspace.projections["pca"].coordinates[:, :2])
    all_scores = workspace.pca.transform(workspace.features)
    assert np.abs(workspace.pca.inverse_transform(all_scores) - workspace.features).max() < CELL


def test_neighbours_are_the_nearest_others(workspace: Workspace) -> None:
    gaps = np.linalg.norm(workspace.features[:, None] - workspace.features, axis=2)
    np.fill_diagonal(gaps, np.inf)
    np.testing.assert_allclose(np.sort(gaps, axis=1)[:, :15], workspace.neighbour_distances, rtol=1e-4)
    assert not (workspace.neighbours == np.arange(300)[:, None]).any()


def test_a_class_mean_is_the_mean_of_its_digits(workspace: Workspace) -> None:
    members = workspace.features[workspace.labels == 3]
    np.testing.assert_allclose(workspace.class_means[3], members.mean(axis=0), rtol=1e-5, atol=1e-6)


def test_inspecting_a_digit_of_the_set_gives_what_the_set_says(workspace: Workspace) -> None:
    seen, known = workspace.inspect(workspace.images[42]), workspace.sample(42)
    np.testing.assert_array_equal(seen.features, known.features)
    np.testing.assert_array_equal(seen.probabilities, known.probabilities)
    np.testing.assert_allclose(seen.positions["pca"], known.positions["pca"], atol=1e-4)
    assert len(set(seen.neighbours)) == 15
    assert seen.neighbours[0] == 42
    gaps = np.linalg.norm(workspace.features[seen.neighbours[1:]] - known.features, axis=1)
    np.testing.assert_allclose(gaps, workspace.neighbour_distances[42][:14], rtol=1e-4)
    assert (seen.predicted, seen.confidence) == (known.predicted, pytest.approx(known.confidence, abs=1e-5))


def test_an_inspection_has_the_shapes_of_the_contract(workspace: Workspace) -> None:
    inspection = workspace.inspect(workspace.images[0])
    assert inspection.layers["conv1"].shape == (32, 26, 26)
    assert inspection.layers["conv2"].shape == (64, 24, 24)
    assert inspection.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert inspection.coordinates["pca"].shape == (10,)
    assert {name: place.shape for name, place in inspection.positions.items()} == dict.fromkeys(PROJECTIONS, (2,))


def test_a_feature_map_is_the_convolution_of_the_map_before_it(workspace: Workspace) -> None:
    trace = workspace.trace(workspace.images[8])
    first, second = (workspace.classifier.kernels(layer) for layer in ("conv1", "conv2"))
    x = normalise(torch.from_numpy(workspace.images[8].copy())[None])
    conv1 = F.relu(F.conv2d(x, *map(torch.tensor, (first.weights, first.biases))))
    np.testing.assert_allclose(trace.layers["conv1"], conv1[0], atol=1e-5)
    conv2 = F.relu(F.conv2d(conv1, *map(torch.tensor, (second.weights, second.biases))))
    np.testing.assert_allclose(trace.layers["conv2"], conv2[0], atol=1e-5)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_an_explanation_adds_up_to_the_position(workspace: Workspace, projection: str) -> None:
    for digit in (17, workspace.images[17], workspace.inspect(workspace.images[17])):
        explanation = workspace.explain(digit, projection)
        total = explanation.intercept + explanation.terms.sum(axis=0) + explanation.residual
        np.testing.assert_allclose(total, explanation.position, atol=CELL * np.ptp(workspace.positions[projection]))
        assert explanation.terms.shape == (128, 2)
    known = workspace.positions[projection][17]
    np.testing.assert_allclose(workspace.explain(17, projection).position, known, atol=CELL)


def test_pca_is_explained_without_a_residual_on_any_axes(workspace: Workspace) -> None:
    explanation = workspace.explain(3, "pca", components=(4, 2))
    np.testing.assert_allclose(explanation.position, workspace.projections["pca"].coordinates[3, [4, 2]], atol=CELL)
    assert not explanation.residual.any()


@pytest.mark.parametrize("index", [-1, 300, 1.5, True, "7", None])
def test_an_index_that_is_none_is_refused_with_the_range(workspace: Workspace, index: Any) -> None:
    with pytest.raises(ValueError, match="from 0 to 299"):
        workspace.sample(index)


@pytest.mark.parametrize(
    "image",
    [np.zeros((28, 28)), np.zeros((28, 27), np.uint8), np.zeros((1, 28, 28), np.uint8), [[0] * 28] * 28, None],
)
def test_an_image_that_is_none_is_refused(workspace: Workspace, image: Any) -> None:
    with pytest.raises(ValueError, match=r"uint8 array \(28, 28\)"):
        workspace.inspect(image)


def test_an_unknown_projection_is_refused_with_the_known_ones(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="pca, tsne, umap"):
        workspace.explain(0, "isomap")


def test_any_two_features_can_be_the_axes_of_an_explanation(workspace: Workspace) -> None:
    explanation = workspace.explain(3, "axes", components=(100, 7))
    np.testing.assert_allclose(explanation.position, workspace.features[3, [100, 7]])
    assert (np.flatnonzero(explanation.terms[:, 0]) == [100]).all()


@pytest.mark.parametrize("components", [(0, 10), (-1, 0), (0, 1, 2), (0, 0.5)])
def test_components_beyond_the_first_ten_are_refused(workspace: Workspace, components: Any) -> None:
    with pytest.raises(ValueError, match="from 0 to 9"):
        workspace.explain(0, "pca", components=components)


def test_an_unknown_convolution_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="conv1"):
        workspace.classifier.kernels("conv3")
