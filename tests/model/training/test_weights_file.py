from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from model.training.load_network import load_network
from model.training.weights_file import NetworkError, put_weights, read_weights


def network() -> nn.Sequential:
    return nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.Linear(3, 2))


def save(folder: Path, content: Any) -> Path:
    torch.save(content, folder / "w.pt")
    return folder / "w.pt"


def prefixed(prefix: str) -> Callable[[dict[str, Tensor]], dict[str, Tensor]]:
    return lambda weights: {prefix + name: value for name, value in weights.items()}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda weights: weights,
        lambda weights: {"state_dict": weights, "epoch": 3},
        lambda weights: {"model_state_dict": weights, "optimizer": {"lr": 0.1}},
        lambda weights: {"model": {"state_dict": weights}},
        lambda weights: {"weights": weights, "held_out_accuracy": 0.9},
        prefixed("module."),
        prefixed("_orig_mod."),
        prefixed("_orig_mod.module."),
        lambda weights: {"state_dict": prefixed("model.")(weights)},
        lambda weights: {name: value for name, value in weights.items() if "num_batches" not in name},
    ],
)
def test_weights_are_found_in_checkpoints_and_behind_prefixes(tmp_path: Path, wrap: Callable[[Any], Any]) -> None:
    torch.manual_seed(3)
    trained, other = network(), network()
    put_weights(other, read_weights(save(tmp_path, wrap(trained.state_dict()))), "no")
    assert all(torch.equal(value, other.state_dict()[name]) for name, value in trained.state_dict().items())


def test_a_prefix_that_the_network_has_itself_stays() -> None:
    wrapped = nn.Module()
    wrapped.module = nn.Linear(2, 2)
    put_weights(wrapped, {name: torch.ones_like(value) for name, value in wrapped.state_dict().items()}, "no")
    assert (wrapped.module.weight == 1).all()


def test_a_layer_that_has_no_shape_yet_gets_that_of_its_weights() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lazy = nn.Sequential(nn.LazyLinear(3))
    put_weights(lazy, {"0.weight": torch.ones(3, 5), "0.bias": torch.ones(3)}, "no")
    assert lazy(torch.ones(1, 5)).tolist() == [[6, 6, 6]]


def test_weights_of_another_network_are_told_by_their_names_and_shapes() -> None:
    weights = {**network().state_dict(), "0.weight": torch.zeros(3, 5), "a": torch.zeros(1)}
    for name in ("1.weight", "1.bias", "2.weight", "2.bias"):
        del weights[name]
    with pytest.raises(NetworkError) as caught:
        put_weights(network(), weights, "w.pt has weights of another network")
    assert str(caught.value) == (
        "w.pt has weights of another network: 4 are missing (1.weight, 1.bias, 2.weight and 1 more), "
        "1 is unexpected (a), 1 is of another shape (0.weight (3, 5) instead of (3, 4))"
    )


def test_a_network_gets_the_weights_of_its_file(tmp_path: Path) -> None:
    code = tmp_path / "net.py"
    code.write_text("from torch import nn\ndef net(): return nn.Sequential(nn.Linear(2, 2))\n")
    weights = save(tmp_path, {"0.weight": torch.full((2, 2), 5.0), "0.bias": torch.zeros(2)})
    assert (load_network(f"{code}:net", weights)[0].weight == 5).all()
    with pytest.raises(NetworkError, match=r"w\.pt has weights of another network than .*net: 2 are missing \(0\.w"):
        load_network(f"{code}:net", save(tmp_path, {"x": torch.zeros(2)}))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (
            network(),
            r"w.pt holds Python objects \(torch.nn.modules.container.Sequential\) beside weights, which could run",
        ),
        ({"state_dict": {"a": torch.zeros(1)}, "args": Fraction(1)}, r"Python objects \(fractions.Fraction\)"),
        ({"epoch": 3}, "w.pt holds dict with epoch and no weights by their names; save them with"),
        ([torch.zeros(2)], "w.pt holds list and no weights"),
        (torch.zeros(2), "w.pt holds Tensor and no weights"),
        ({}, "w.pt holds dict and no weights"),
    ],
)
def test_a_file_that_holds_no_weights_is_told(tmp_path: Path, content: Any, fault: str) -> None:
    with pytest.raises(NetworkError, match=fault):
        read_weights(save(tmp_path, content))


def test_what_is_no_file_of_weights_is_told(tmp_path: Path) -> None:
    path = save(tmp_path, network().state_dict())
    whole = path.read_bytes()
    for content in (b"", b"hello", whole[: len(whole) // 2]):
        path.write_bytes(content)
        with pytest.raises(
            NetworkError, match=re.escape("w.pt is not a file of weights that torch can read; save them")
        ):
            read_weights(path)
    with pytest.raises(NetworkError, match=r"there is no file .*nowhere\.pt; give the weights of the network: save"):
        read_weights(tmp_path / "nowhere.pt")


def test_a_torchscript_archive_is_no_weights(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.save(torch.jit.trace(nn.Linear(2, 2), torch.zeros(1, 2)), str(tmp_path / "w.pt"))
    with pytest.raises(NetworkError, match=r"w\.pt is a TorchScript archive and not weights; save them with"):
        read_weights(tmp_path / "w.pt")
