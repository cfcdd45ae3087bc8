from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

import digitscope
from model.artifacts.digests import digest_of
from model.training.bring import bring
from model.workspace import Workspace
from tests.conftest import quick_maps
from tests.model.artifacts.test_killed import no_file_larger_than
from tests.structure.source import ROOT

NETWORK = """
import torch
from torch import nn

def net():
    torch.manual_seed(1)
    return nn.Sequential(nn.Conv2d(1, 6, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(24, 3))

def flat():
    return nn.Sequential(nn.Flatten(), nn.Linear(108, 2), nn.ReLU(), nn.Linear(2, 1000))

class Restless(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(108, 16), nn.Linear(16, 3)

    def forward(self, x):
        return self.last(nn.functional.dropout(self.first(x.flatten(1)).relu(), 0.5, training=True))
"""


def pictures(n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Return grey images (n, 9, 12) of three classes, each with a bright part of its own, and their classes."""
    dice, labels = np.random.default_rng(4), np.arange(n) % 3
    images = dice.integers(0, 90, (n, 9, 12))
    for image, label in zip(images, labels, strict=True):
        image[:, 4 * label : 4 * label + 4] += 120
    return images.astype(np.uint8), labels


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in a folder with a network and images, and make maps that cost nothing."""
    monkeypatch.setattr("model.training.bring.bring", partial(bring, maps=quick_maps, workers=1, silent=True))
    monkeypatch.chdir(tmp_path)
    Path("mynet.py").write_text(NETWORK)
    for number, (image, label) in enumerate(zip(*pictures(), strict=True)):
        place = Path("photos") / "abc"[label]
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(place / f"{number}.png")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """Run the command line and return what it says as it fails; nothing if it does not."""
    monkeypatch.setattr(sys, "argv", ["digitscope", *arguments])
    try:
        digitscope.main()
    except SystemExit as error:
        return str(error.code)
    return ""


def build(monkeypatch: pytest.MonkeyPatch, **options: str) -> str:
    """Run ``digitscope build`` with other options than usual."""
    wishes = {"images": "photos", "model": "mynet.py:net", "out": "ws", **options}
    return run(monkeypatch, "build", *(word for name, text in wishes.items() for word in (f"--{name}", text)))


def test_a_folder_of_pictures_becomes_a_workspace_and_a_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(monkeypatch, title="My photos") == ""
    said = capsys.readouterr().out
    assert "60 images" in said
    workspace = digitscope.load_workspace("ws", sha256=[said.split()[-1]])
    assert (workspace.spec.title, workspace.spec.classes) == ("My photos", ("a", "b", "c"))
    table = workspace.to_frame()
    assert len(table) == 60
    np.testing.assert_array_equal(table["tsne_y"], workspace.positions["tsne"][:, 1])
    np.testing.assert_array_equal(table["unit_23"], workspace.features[:, 23])
    known = (table["label"] == table["predicted"]) == table["correct"]
    assert known.all()
    assert workspace.manifest["accuracy"] == table["correct"].mean()


def test_arrays_and_a_data_set_of_torch_are_taken_from_python() -> None:
    network = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(108, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3))
    images, labels = pictures()
    digitscope.build(network, (images, labels), out="arrays", classes=["x", "y", "z"])
    data = torch.utils.data.TensorDataset(torch.from_numpy(images)[:, None] / 255, torch.from_numpy(labels))
    digitscope.build(network, data, "data")
    arrays, tensors = digitscope.load_workspace("arrays"), digitscope.load_workspace("data")
    np.testing.assert_array_equal(arrays.images, tensors.images)
    assert arrays.spec.classes == ("x", "y", "z")


def test_an_image_without_a_class_has_none_in_the_table(workspace: Workspace) -> None:
    assert set(workspace.to_frame()["label"]) == set("0123456789")
    network = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(108, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3))
    digitscope.build(network, pictures()[0], "ws")
    assert digitscope.load_workspace("ws").to_frame()[["label", "correct"]].isna().all(axis=None)


def test_a_thousand_classes_two_features_and_no_convolution_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(monkeypatch, model="mynet.py:flat") == ""
    workspace = digitscope.load_workspace("ws")
    assert (len(workspace.spec.classes), workspace.features.shape) == (1_000, (60, 2))


def test_a_damaged_picture_among_many_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path("photos/a/0.png").read_bytes()
    Path("photos/a/cut.png").write_bytes(whole[: len(whole) // 2])
    assert build(monkeypatch) == ""
    assert any("cut.png" in note for note in digitscope.load_workspace("ws").manifest["notes"])


def test_pictures_of_16_bits_with_a_palette_or_of_another_size_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    image = pictures()[0][0]
    Image.fromarray(image.astype(np.uint16) * 257).save("photos/a/deep.png")
    Image.fromarray(image).convert("P").save("photos/a/palette.png")
    Image.fromarray(np.kron(image, np.ones((2, 2), np.uint8))).save("photos/a/large.png")
    Path("photos/nothing").mkdir()
    assert build(monkeypatch, model="mynet.py:flat") == ""
    workspace = digitscope.load_workspace("ws")
    assert len(workspace.images) == 63
    assert workspace.spec.classes[:4] == ("a", "b", "c", "nothing")


def write(name: str, text: str) -> str:
    """Write a file and return its name."""
    Path(name).write_text(text)
    return name


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"images": "nowhere"}, "there is no file or folder nowhere"),
        ({"images": "mynet.py"}, "mynet.py is of no kind that can be read"),
        ({"model": "mynet.py:Net"}, "mynet.py has no Net"),
        ({"model": "broken.py:net"}, "my own mistake"),
        ({"model": "mynet.py:Restless"}, "answers differently twice"),
        ({"weights": "none.pt"}, "there is no file none.pt"),
        ({"weights": "other.pt"}, "weights of another network"),
        ({"classes": "none.txt"}, "none.txt"),
        ({"classes": "two.txt"}, "two.txt|names|classes"),
        ({"layer": "fc9"}, "fc9"),
        ({"std": "0"}, "--std must be above 0"),
        ({"std": "nan"}, "must be finite"),
        ({"mean": "inf"}, "must be finite"),
        ({"limit": "3"}, "the maps need 50 or more"),
        ({"out": "photos"}, "belongs to no artifacts"),
        ({"out": "mynet.py"}, "is no folder"),
    ],
)
def test_what_cannot_be_built_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, str], message: str
) -> None:
    write("broken.py", "raise KeyError('my own mistake')")
    write("two.txt", "a\nb\n")
    torch.save({"weight": torch.zeros(2)}, "other.pt")
    before = set(Path().rglob("*"))
    said = build(monkeypatch, **options)
    assert said.startswith("digitscope: ")
    assert "\n" not in said
    assert any(part in said for part in message.split("|")), said
    left = {path for path in set(Path().rglob("*")) - before if "__pycache__" not in path.parts}
    assert not [path for path in left if not path.parts[0].startswith(".")]


@pytest.mark.parametrize("word", ["--limit=0", "--limit=-1", "--size=x", "--mean=a"])
def test_options_that_are_none_are_a_matter_of_usage(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    usual = ("--images", "photos", "--model", "mynet.py:net", "--out", "ws")
    assert run(monkeypatch, "build", *usual, word) == "2"


def test_a_missing_folder_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    said = run(monkeypatch, "serve", "nowhere", "--port", "0")
    assert "nowhere" in said


def test_without_what_builds_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "model.training.load_network", None)
    monkeypatch.setitem(sys.modules, "torch", None)
    assert "pip install 'digitscope[train]'" in build(monkeypatch)


def test_the_command_starts_without_torch_and_pandas() -> None:
    code = "import sys, digitscope; print({'torch', 'pandas', 'dash'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_is_not_there_is_told_before_torch_is_imported() -> None:
    usual = {"images": "photos", "model": "mynet.py:net", "out": "ws"}
    wrong = ({"images": "nowhere"}, {"model": "none.py:net"}, {"weights": "none.pt"}, {"out": "photos"})
    lines = [["digitscope", "build", *(f"--{key}={value}" for key, value in {**usual, **one}.items())] for one in wrong]
    code = f"""
import sys, digitscope
for sys.argv in {lines!r}:
    try:
        digitscope.main()
    except SystemExit as refusal:
        print(refusal, "torch" in sys.modules)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    said = done.stdout.splitlines()
    assert len(said) == 4
    assert all(line.startswith("digitscope: ") and line.endswith(" False") for line in said)


def test_a_disk_that_is_full_is_one_sentence_and_what_stood_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(monkeypatch) == ""
    before = digest_of(Path("ws"))
    for size in (0, 12_000):
        with no_file_larger_than(size):
            said = build(monkeypatch, title="Another")
        assert said.startswith("digitscope: "), said
        assert "File too large" in said
        assert "\n" not in said
        assert digest_of(Path("ws")) == before
        digitscope.load_workspace("ws")
    assert build(monkeypatch, title="Another") == ""
    assert digitscope.load_workspace("ws").spec.title == "Another"
    assert [path.name for path in Path().glob(".*")] == []
