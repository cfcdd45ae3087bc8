from __future__ import annotations

import numpy as np

from model.workspace import Workspace


def test_pca_places_exactly(workspace: Workspace) -> None:
    landing = workspace.placer.place(workspace.features[11])
    np.testing.assert_allclose(landing.positions["pca"], workspace.positions["pca"][11], atol=1e-4)
    np.testing.assert_allclose(landing.scores, workspace.scores[11], atol=1e-4)


def test_a_digit_lands_inside_the_maps(workspace: Workspace) -> None:
    for row in range(0, 300, 50):
        halfway = (workspace.features[row] + workspace.features[row + 7]) / 2
        for name, place in workspace.placer.place(halfway).positions.items():
            low, high = workspace.positions[name].min(axis=0), workspace.positions[name].max(axis=0)
            margin = 0.1 * (high - low)
            assert (place >= low - margin).all()
            assert (place <= high + margin).all()


def test_a_landing_names_fifteen_neighbours_nearest_first(workspace: Workspace) -> None:
    near = workspace.placer.place(workspace.features[11] + np.float32(0.01)).neighbours
    assert near.indices.shape == near.distances.shape == (15,)
    assert (np.diff(near.distances) >= 0).all()


def test_a_digit_of_the_set_lies_where_the_maps_show_it(workspace: Workspace) -> None:
    landing = workspace.landing(23)
    for name, place in landing.positions.items():
        np.testing.assert_array_equal(place, workspace.positions[name][23])
