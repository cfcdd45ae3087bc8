from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import model.training.unseen
from data.idx import Split
from model.artifacts.folder import ArtifactContent
from model.maps.neighbours import NeighbourIndex
from model.maps.transform import TSNE_TRANSFORM, Exact
from model.training.agreement import Agreement, class_agreement, compare, read_newcomers, vote
from model.training.unseen import held_out_rows
from model.workspace import Workspace


def neighbour_mean(rates: Exact, places: Exact, count: int) -> tuple[Exact, Exact]:
    return places.mean(axis=1), np.zeros((len(places), 2, places.shape[1]))


def test_equal_placements_agree_wholly_and_moved_ones_by_the_shift(content: ArtifactContent) -> None:
    features, positions = content.arrays["features"], content.arrays["tsne"]
    index = NeighbourIndex.of(features)
    theirs = np.array([positions[index.nearest(query, 15).indices].mean(axis=0) for query in features[:20]])
    diagonal = np.linalg.norm(np.ptp(positions, axis=0))
    transform = replace(TSNE_TRANSFORM, start=neighbour_mean, time=0.0)
    assert compare(features, features[:20], positions, theirs, transform).worst < 1e-6
    moved = theirs + np.array([0.01 * diagonal, 0])
    assert compare(features, features[:20], positions, moved, transform).median == pytest.approx(0.01, rel=1e-3)


def test_an_agreement_reads_as_a_sentence() -> None:
    text = str(Agreement(median=0.003, p95=0.01, worst=0.187, milliseconds=1.24))
    assert text == "median 0.30%, 95 of 100 within 1.00%, all within 18.70% of the map's diagonal; 1.2 ms each"


def test_the_nearest_points_vote_for_their_commonest_label() -> None:
    points = np.array([[0, 0], [1, 0], [2, 0], [3, 0], [50, 50]], dtype=np.float32)
    labels = np.array([7, 3, 3, 7, 9], dtype=np.uint8)
    assert vote(np.array([1.4, 0], np.float32), points, labels, 3) == 3
    assert vote(np.array([60, 60], np.float32), points, labels, 1) == 9


def test_digits_of_the_set_land_among_their_own_class_on_a_map_that_keeps_classes_apart(workspace: Workspace) -> None:
    shares = class_agreement(workspace, workspace.images[:30])
    assert set(shares) == set(workspace.positions)
    places = [workspace.inspect(image).positions["pca"] for image in workspace.images[:30]]
    landed = [vote(place, workspace.positions["pca"], workspace.labels, 10) for place in places]
    assert shares["pca"] == pytest.approx(np.mean(np.array(landed) == workspace.predicted[:30]))


def test_newcomers_are_training_images_of_the_same_data_set(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = np.arange(60, dtype=np.uint8)
    asked = []

    def load(name: str, *, train: bool) -> Split:
        asked.append(name)
        return Split(np.tile(numbers[:, None, None], (1, 28, 28)), numbers % 10)

    monkeypatch.setattr(model.training.unseen, "load_split", load)
    training = {"test_accuracy": 0.9, "held_out_accuracy": 0.9, "epoch": 1, "config": {"held_out": 20, "seed": 3}}
    dataset = {**workspace.manifest["dataset"], "name": "fashion-mnist"}
    manifest = {**workspace.manifest, "training": training, "dataset": dataset}
    found = read_newcomers(replace(workspace, manifest=manifest), 12)
    held_out = held_out_rows(training["config"], 60)
    assert held_out is not None
    assert found[:, 0, 0].tolist() == held_out[:12].tolist()
    assert set(asked) == {"fashion-mnist"}
