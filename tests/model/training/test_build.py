from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

import model.training.build
import model.training.fitting
import model.training.unseen
from data.idx import Split
from data.mnist import MnistError
from model.artifacts.amendment import amend_artifacts
from model.artifacts.folder import ArtifactContent, load_artifacts
from model.artifacts.manifest import ArtifactError
from model.artifacts.schema import TRUST
from model.classifier.cnn import WEIGHTS
from model.training.build import build, main, read_network, read_split
from model.training.compose import STAGES, class_means
from model.training.config import BuildConfig
from model.training.digits_weights import as_state_dict
from model.training.progress import Progress
from tests.conftest import scribbles


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, content: ArtifactContent, tmp_path: Path) -> Path:
    """Build from the made-up digits with maps that cost nothing; return the folder for weights and artifacts."""
    split = Split(content.images, content.arrays["labels"].astype(np.uint8))
    others = Split(*(part[:30] for part in (scribbles(8).images, split.labels)))
    for module in (model.training.build, model.training.unseen):
        monkeypatch.setattr(module, "load_split", lambda name, *, train: others if train else split)
    monkeypatch.setattr(model.training.build, "TRAINED", tmp_path)
    monkeypatch.setattr(model.training.build, "WORKERS", 1)
    monkeypatch.setattr(model.training.fitting, "fit_tsne", lambda features, config, on_step: features[:, :2].copy())
    monkeypatch.setattr(
        model.training.fitting, "fit_umap", lambda features, neighbours, config: features[:, 2:4].copy()
    )
    weights = as_state_dict({name: content.arrays[name] for name in WEIGHTS})
    torch.save({"weights": weights, **content.record["training"]}, tmp_path / "network.pt")
    return tmp_path


def undated(path: Path) -> list[bytes]:
    """Return the lines of a file, without the date if it is the manifest."""
    return [line for line in path.read_bytes().split(b"\n") if b'"built"' not in line]


def test_building_twice_gives_the_same_bytes_but_for_the_date(quick: Path) -> None:
    for name in ("first", "second"):
        build("mnist", quick / name, BuildConfig(limit=250))
    for path in (quick / "first").iterdir():
        ours, theirs = (
            folder.joinpath(path.name).read_text("latin-1") for folder in (quick / "first", quick / "second")
        )
        undated = [[line for line in text.split("\n") if '"built"' not in line] for text in (ours, theirs)]
        assert undated[0] == undated[1], path.name


def test_the_manifest_tells_what_the_arrays_hold(quick: Path) -> None:
    manifest = build("mnist", quick / "v1", BuildConfig(limit=250))
    arrays = load_artifacts(quick / "v1").arrays
    assert manifest["images"] == 250
    assert manifest["accuracy"] == (arrays["logits"].argmax(axis=1) == arrays["labels"]).mean()
    assert manifest["parameters"]["umap"] == {"neighbours": 15, "minimum_distance": 0.1, "start": "spectral", "seed": 1}
    assert json.loads(json.dumps(manifest["parameters"]["runs"])) == {"seeds": [2, 3, 4, 5, 6], "start": "random"}
    assert {"numpy", "torch", "umap-learn", "openTSNE", "python"} <= manifest["versions"].keys()
    assert manifest["training"]["config"]["seed"] == 7


def test_all_digits_are_the_test_digits_and_then_the_training_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {
        train: Split(np.full((3, 28, 28), train, np.uint8), np.full(3, train, np.uint8)) for train in (True, False)
    }
    monkeypatch.setattr(model.training.build, "load_split", lambda name, *, train: parts[train])
    assert list(read_split("mnist", BuildConfig(split="all")).labels) == [0, 0, 0, 1, 1, 1]
    assert list(read_split("mnist", BuildConfig(split="all", limit=4)).labels) == [0, 0, 0, 1]
    assert list(read_split("mnist", BuildConfig()).labels) == [0, 0, 0]


def test_without_new_weights_those_of_the_artifacts_are_used(quick: Path) -> None:
    build("mnist", quick / "v1", BuildConfig())
    weights = (quick / "network.pt").rename(quick / "elsewhere.pt")
    network = read_network("mnist", quick / "v1")
    assert network["epoch"] == 1
    trained = torch.load(weights, weights_only=True)["weights"]
    assert all(torch.equal(network["weights"][name], tensor) for name, tensor in trained.items())


def test_damaged_weights_of_the_artifacts_are_not_built_on(quick: Path) -> None:
    build("mnist", quick / "v1", BuildConfig())
    (quick / "network.pt").unlink()
    with (quick / "v1" / "conv1-weight.npy").open("ab") as file:
        file.write(b"0")
    with pytest.raises(ArtifactError, match=r"conv1-weight\.npy was cut short or altered"):
        read_network("mnist", quick / "v1")


def test_without_any_weights_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model.training.build, "TRAINED", tmp_path)
    monkeypatch.setattr(model.training.build, "SHIPPED", tmp_path)
    with pytest.raises(FileNotFoundError, match="make train"):
        read_network("mnist", tmp_path)


def test_missing_digits_end_the_command_with_one_message(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, *, train: bool) -> Split:
        raise MnistError("t10k-labels is missing")

    monkeypatch.setattr(model.training.build, "load_split", fail)
    monkeypatch.setattr(sys, "argv", ["build", "--folder", str(quick / "v1")])
    with pytest.raises(SystemExit, match="t10k-labels is missing"):
        main()
    assert not (quick / "v1").exists()


def test_a_place_that_cannot_be_written_ends_the_command_with_one_message(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (quick / "file").write_text("")
    monkeypatch.setattr(sys, "argv", ["build", "--folder", str(quick / "file" / "v1"), "--limit", "200"])
    with pytest.raises(SystemExit, match=r"v1 was not written \(Not a directory\).* another place"):
        main()


def test_maps_can_be_measured_anew_without_being_made_anew(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = build("mnist", quick / "v1", BuildConfig(limit=250))
    path = quick / "v1" / "manifest.json"
    files = {file: file.read_bytes() for file in path.parent.iterdir() if file != path}
    other = {name: {**measures, "continuity": 0.5} for name, measures in built["quality"].items()}
    counts = dict.fromkeys(("tried", "right", "strongest_tried", "strongest_right"), 0)
    untried = {name: [{**counts, "sizes": [0, 0, 0]}] * 10 for name in built["foretelling"]}
    path.write_text(json.dumps({**built, "quality": other, "foretelling": untried}))
    monkeypatch.setattr(sys, "argv", ["build", "--measure", "--folder", str(quick / "v1")])
    main()
    measured = json.loads(path.read_text())
    for name, measures in measured.pop("quality").items():
        assert measures == pytest.approx(built["quality"][name], abs=1e-6)
    for name, trials in measured.pop("foretelling").items():
        assert [one["tried"] for one in trials] == [one["tried"] for one in built["foretelling"][name]]
    assert measured == {key: json.loads(json.dumps(built[key])) for key in measured}
    assert {file: file.read_bytes() for file in path.parent.iterdir() if file != path} == files


def test_what_maps_keep_of_neighbours_can_be_counted_where_it_is_lacking(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build("mnist", quick / "v1", BuildConfig(limit=250))
    path = quick / "v1" / "manifest.json"
    files = {file: file.read_bytes() for file in path.parent.iterdir() if file != path}
    built, manifest = (json.loads(path.read_text()) for _ in range(2))
    for name in TRUST:
        del manifest["files"][f"{name}.npy"]
        (quick / "v1" / f"{name}.npy").unlink()
    path.write_text(json.dumps(manifest))
    monkeypatch.setattr(sys, "argv", ["build", "--trust", "--folder", str(quick / "v1")])
    main()
    assert json.loads(path.read_text()) == built
    assert {file: file.read_bytes() for file in path.parent.iterdir() if file != path} == files


def test_measures_of_artifacts_that_were_built_anew_meanwhile_are_not_written(quick: Path) -> None:
    known = build("mnist", quick / "v1", BuildConfig(limit=250))
    build("mnist", quick / "v1", BuildConfig(limit=260))
    now = (quick / "v1" / "manifest.json").read_bytes()
    with pytest.raises(OSError, match=r"built anew while they were measured\); it is as it was"):
        amend_artifacts(quick / "v1", known["files"], {}, lambda manifest: None)
    assert (quick / "v1" / "manifest.json").read_bytes() == now


def test_a_file_is_no_place_for_artifacts(quick: Path) -> None:
    (quick / "v1").write_text("notes")
    with pytest.raises(FileExistsError, match="is no folder"):
        build("mnist", quick / "v1", BuildConfig(limit=250))
    assert (quick / "v1").read_text() == "notes"


def test_too_small_a_limit_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["build", "--limit", "20"])
    with pytest.raises(SystemExit):
        main()
    assert "50 images or more" in capsys.readouterr().err


def test_the_command_says_what_it_wrote(
    quick: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build", "--folder", str(quick / "v1"), "--limit", "200"])
    main()
    assert capsys.readouterr().out.startswith("200 images, ")


def test_the_progress_bar_counts_every_stage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress(STAGES) as progress:
        for name in STAGES:
            progress.stage(name)
    shown = capsys.readouterr().err
    assert all(name in shown for name in STAGES)
    assert "100 %" in shown


def test_a_log_gets_a_line_for_each_stage_and_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(STAGES) as progress:
        for name in STAGES:
            progress.stage(name)
            for share in (0.2, 0.4, 0.6):
                progress.detail(f"{share:.0%}")
                progress.part(share)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(STAGES) + 1
    assert all(line.endswith(f" % {name}") for line, name in zip(lines, (*STAGES, "done"), strict=True))
    assert lines[-1].endswith("100 % done")


def test_a_class_without_digits_has_a_mean_of_zero() -> None:
    features = np.array([[2, 4], [4, 8]], dtype=np.float32)
    means = class_means(features, np.array([3, 3]), 10)
    np.testing.assert_array_equal(means[3], [3, 6])
    assert not means[[0, 1, 2, 4, 5, 6, 7, 8, 9]].any()
