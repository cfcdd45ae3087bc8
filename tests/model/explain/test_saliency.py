from __future__ import annotations

import numpy as np
import pytest

from model.explain.saliency import Saliency, class_centre, direction, find_saliency
from model.workspace import Workspace, load_workspace

MAPS = (("axes", None), ("axes", (3, 90)), ("pca", None), ("pca", (4, 2)), ("tsne", None), ("umap", None))
PATCH = 5  # pixels across
FEWEST_INK = 128  # grey levels in a patch that is worth hiding


def saliency_of(workspace: Workspace, image: np.ndarray, weights: np.ndarray) -> Saliency:
    """Return the saliency of a picture; the direction is straight up, the class is 0."""
    return find_saliency(workspace, image, weights, np.array([0, 1], np.float32), 0)


@pytest.mark.parametrize(("projection", "components"), MAPS)
def test_a_little_ink_changes_what_the_gradient_says(
    workspace: Workspace, projection: str, components: tuple[int, int] | None
) -> None:
    weights = workspace.projections[projection].foretell(workspace.features[7], components).T
    image = np.random.default_rng(4).integers(1, 250, (28, 28)).astype(np.uint8)  # noise: no two windows are alike
    saliency = saliency_of(workspace, image, weights)
    before = workspace.trace(image)
    score = workspace.classifier.head.weights[0]
    errors = []
    for place in np.argsort(-np.abs(saliency.score), axis=None)[:20]:
        more = image.copy()
        more.flat[place] += 1
        change = 255 * (workspace.trace(more).features - before.features)
        found = [picture.flat[place] for picture in (saliency.x, saliency.y, saliency.score)]
        expected = [*(change @ weights), change @ score]
        errors.append(np.abs(np.subtract(found, expected)) / (1e-6 + np.abs(expected).max()))
    assert np.median(errors) < 0.02, "a whole grey level is a small step, but some pixels cross a bend"


def test_the_gradient_along_a_direction_is_the_mixture_of_both_axes(workspace: Workspace) -> None:
    weights = workspace.pca.components[:2].T
    diagonally = np.array([0.6, -0.8], np.float32)
    saliency = find_saliency(workspace, workspace.images[5], weights, diagonally, 3)
    straight = workspace.classifier.gradient(workspace.images[5], (weights @ diagonally)[None])[0]
    np.testing.assert_allclose(saliency.towards, straight, atol=1e-3 * np.abs(straight).max())


def test_a_direction_has_length_one_and_none_from_a_place_to_itself() -> None:
    start, end = np.array([1, 2], np.float32), np.array([4, 6], np.float32)
    np.testing.assert_allclose(direction(start, end), [0.6, 0.8], atol=1e-6)
    np.testing.assert_array_equal(direction(start, start), [0, 0])


def test_the_centre_of_a_class_is_the_median_of_its_digits() -> None:
    positions = np.array([[0, 0], [2, 1], [100, -50], [7, 7]], np.float32)
    labels = np.array([3, 3, 3, 4], np.uint8)
    np.testing.assert_array_equal(class_centre(positions, labels, 3), [2, 0])
    np.testing.assert_array_equal(class_centre(positions, labels, 4), [7, 7])


@pytest.mark.parametrize("grey", [0, 255])
def test_an_empty_and_a_full_picture_have_finite_saliency(workspace: Workspace, grey: int) -> None:
    saliency = saliency_of(workspace, np.full((28, 28), grey, np.uint8), workspace.pca.components[:2].T)
    for picture in (saliency.x, saliency.y, saliency.towards, saliency.score):
        assert picture.shape == (28, 28)
        assert np.isfinite(picture).all()


def hidden_patches(image: np.ndarray) -> list[tuple[slice, slice]]:
    """Return the squares of a picture with ink in them."""
    starts = range(0, 28 - PATCH + 1, PATCH)
    squares = [(slice(row, row + PATCH), slice(column, column + PATCH)) for row in starts for column in starts]
    return [square for square in squares if image[square].sum() >= FEWEST_INK]


def test_hiding_ink_moves_real_digits_about_as_the_gradient_says() -> None:
    workspace = load_workspace()
    weights, foretold, found = workspace.pca.components[:2].T, [], []
    for index in np.random.default_rng(1).integers(0, len(workspace.labels), 30):
        image = workspace.images[index]
        saliency, before = saliency_of(workspace, image, weights), workspace.trace(image)
        for square in hidden_patches(image):
            ink, hidden = image[square] / 255, image.copy()
            hidden[square] = 0
            change = workspace.trace(hidden).features - before.features
            foretold.append([-(picture[square] * ink).sum() for picture in (saliency.x, saliency.y)])
            found.append(change @ weights)
    for axis in range(2):
        assert np.corrcoef(np.array(foretold)[:, axis], np.array(found)[:, axis])[0, 1] > 0.4
