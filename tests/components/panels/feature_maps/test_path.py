from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from components.figures.pictures import feature_map_picture, scale_of
from components.panels.feature_maps.path import PathView, some_of, view_path
from components.question.subject import Subject, encode_image, sample_subject
from model.classifier.classifier import Trace
from model.workspace import Workspace

INDEX = 8


@pytest.fixture(scope="module")
def trace(workspace: Workspace) -> Trace:
    """The run of the network on one digit."""
    return workspace.trace(workspace.images[INDEX])


@pytest.fixture(scope="module")
def path(workspace: Workspace, trace: Trace) -> PathView:
    """The way of that digit."""
    return view_path(workspace, sample_subject(workspace, INDEX), trace)


def found(path: PathView) -> dict[str, str]:
    return {stage["name"]: stage["found"] for stage in path["stages"]}


def test_the_stages_are_those_of_the_network_in_their_order(path: PathView) -> None:
    assert [(stage["name"], stage["shape"]) for stage in path["stages"]] == [
        ("picture", "28×28"), ("conv1", "32@26×26"), ("conv2", "64@24×24"), ("units", "128"), ("classes", "10"),
    ]  # fmt: skip


def test_of_a_convolution_the_channels_that_fire_are_counted(path: PathView, trace: Trace) -> None:
    for name, maps in (("conv1", trace.layers["conv1"]), ("conv2", trace.layers["conv2"])):
        firing = sum(bool((channel > 0).any()) for channel in maps)
        assert found(path)[name] == f"{firing} of {len(maps)} fire"


def test_of_the_maps_the_one_with_the_greatest_activation_is_pictured(path: PathView, trace: Trace) -> None:
    for name, maps in (("conv1", trace.layers["conv1"]), ("conv2", trace.layers["conv2"])):
        strongest = next(channel for channel in maps if channel.max() == maps.max())
        (stage,) = (stage for stage in path["stages"] if stage["name"] == name)
        assert stage["picture"] == feature_map_picture(strongest, scale_of(maps))


def test_the_strongest_unit_and_the_reading_are_the_digit_s(path: PathView, workspace: Workspace) -> None:
    features = workspace.features[INDEX]
    unit, activation = re.fullmatch(r"unit (\d+): ([\d.]+)", found(path)["units"]).groups()
    assert features[int(unit)] == features.max() == pytest.approx(float(activation), abs=0.051)
    assert found(path)["classes"].startswith(f"{workspace.predicted[INDEX]}, ")


def test_what_is_pictured_is_the_digit_s(path: PathView, workspace: Workspace) -> None:
    assert path["image"] == encode_image(workspace.images[INDEX])
    features = workspace.features[INDEX]
    np.testing.assert_allclose(path["units"], 100 * features / features.max(), atol=0.51)
    shares = [bar["percent"] for bar in path["classes"]]
    np.testing.assert_allclose(shares, 100 * workspace.probabilities[INDEX], atol=0.51)


def test_a_digit_on_which_nothing_fires_has_a_path_too(workspace: Workspace, trace: Trace) -> None:
    silent = replace(trace, layers={name: np.zeros_like(maps) for name, maps in trace.layers.items()})
    subject: Subject = replace(sample_subject(workspace, INDEX), features=np.zeros(128, dtype=np.float32))
    path = view_path(workspace, subject, silent)
    assert (found(path)["conv1"], found(path)["units"]) == ("0 of 32 fire", "none fires")
    assert not any(path["units"])


def test_of_many_layers_the_first_the_last_and_some_between_are_drawn() -> None:
    assert some_of(3) == [0, 1, 2]
    assert some_of(0) == []
    assert some_of(17) == [0, 4, 8, 12, 16]
