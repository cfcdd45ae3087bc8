from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

import model.training.bring
from data.sources.arrays import from_arrays
from data.sources.collection import SourceError
from model.training.bring import Wishes, bring, slug
from model.training.capture import ExportError
from model.training.compose import MaterialError
from model.workspace import load_workspace
from tests.conftest import quick_maps
from tests.own import NAMES, build_own, colours, network


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Artifacts of the coloured images."""
    out = tmp_path_factory.mktemp("own") / "My Pets"
    build_own(out)
    return out


def test_what_was_brought_is_a_workspace(folder: Path) -> None:
    workspace = load_workspace(folder)
    assert (workspace.spec.name, workspace.spec.title, workspace.spec.classes) == ("my-pets", "My Pets", NAMES)
    assert workspace.images.shape == (90, 20, 24, 3)
    assert workspace.features.shape == (90, 17)
    assert (workspace.features < 0).any()
    assert len(workspace.classifier.layers) == 3
    seen = workspace.inspect(workspace.images[5])
    np.testing.assert_allclose(seen.features, workspace.features[5], atol=1e-4)
    assert workspace.explain(5, "pca").terms.shape == (17, 2)
    assert [path.name for path in folder.parent.iterdir()] == ["My Pets"]


def test_the_features_are_those_of_the_network(folder: Path) -> None:
    workspace, module = load_workspace(folder), network().eval()
    pixels = workspace.images.astype(np.float32) / 255
    mean, deviation = pixels.reshape(-1, 3).mean(0).round(4), pixels.reshape(-1, 3).std(0).round(4)
    x = torch.from_numpy(((pixels - mean) / deviation).transpose(0, 3, 1, 2))
    np.testing.assert_allclose(workspace.features, module[:-1](x).detach().numpy(), atol=2e-3)


def test_without_labels_the_reading_is_all_there_is(tmp_path: Path) -> None:
    bring(network(), from_arrays(colours()[0]), tmp_path / "ws", maps=quick_maps, workers=1, silent=True)
    workspace = load_workspace(tmp_path / "ws")
    assert (workspace.labels == -1).all()
    assert workspace.manifest["accuracy"] is None
    assert workspace.spec.classes == ("class 0", "class 1", "class 2")
    np.testing.assert_array_equal(workspace.groups, workspace.predicted)


def test_grey_images_go_into_a_network_of_colours(tmp_path: Path) -> None:
    images = colours()[0][..., 0]
    manifest = bring(network(), from_arrays(images), tmp_path / "ws", maps=quick_maps, workers=1, silent=True)
    assert manifest["dataset"]["channels"] == 3
    assert any("grey" in note for note in manifest["notes"])


@pytest.mark.parametrize(
    ("brought", "wishes", "refusal"),
    [
        ((network(), colours(12)), Wishes(), (MaterialError, "there are 12 images; the maps need 50 or more")),
        ((network(outputs=2), colours()), Wishes(), (SourceError, "3 classes and the network has 2 outputs")),
        ((network(channels=4), colours()), Wishes(), (SourceError, "network takes 4 channels")),
        ((network(), colours()), Wishes(mean=(0.1, 0.2)), (SourceError, "give one, or one for each channel: 3")),
        ((network(), colours()), Wishes(deviation=(0.0,)), (SourceError, "--std must be above 0")),
        ((network(), colours()), Wishes(layer="fc1"), (ExportError, "fc1")),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence_and_leaves_nothing(
    tmp_path: Path, brought: tuple[nn.Module, tuple[np.ndarray, np.ndarray]], wishes: Wishes, refusal: tuple[type, str]
) -> None:
    (module, images), (error, message) = brought, refusal
    with pytest.raises(error, match=message) as caught:
        bring(module, from_arrays(*images), tmp_path / "ws", wishes, maps=quick_maps, workers=1, silent=True)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "ws").exists()


def test_features_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    class Broken(nn.Sequential):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return super().forward(x) / 0 * 0

    with pytest.raises((MaterialError, ExportError)):
        bring(Broken(*network()), from_arrays(*colours()), tmp_path / "ws", maps=quick_maps, workers=1, silent=True)
    assert not (tmp_path / "ws").exists()


def test_what_was_computed_before_an_interruption_is_used_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, out = from_arrays(*colours()), tmp_path / "ws"

    def interrupt(*given: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(network(), collection, out, maps=interrupt, workers=1, silent=True)
    assert not out.exists()

    def fail(*given: object) -> None:
        raise AssertionError("the features were kept")

    monkeypatch.setattr(model.training.bring, "describe", fail)
    bring(network(), collection, out, maps=quick_maps, workers=1, silent=True)
    assert load_workspace(out).spec.name == "ws"


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "thesis.tex").write_text("mine")
    with pytest.raises(FileExistsError, match=r"thesis\.tex"):
        bring(network(), from_arrays(*colours()), tmp_path / "ws", maps=quick_maps, workers=1, silent=True)


@pytest.mark.parametrize(("text", "name"), [("My Pets <b>", "my-pets-b"), ("é", "data"), ("x" * 99, "x" * 40)])
def test_a_name_is_one_for_addresses(text: str, name: str) -> None:
    assert slug(text) == name
