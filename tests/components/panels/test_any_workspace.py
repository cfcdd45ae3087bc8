"""Every view of the page, of workspaces that are other than the digits' in one way each."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app import create_app
from model.workspace import Workspace
from tests.visitor import Visitor, words

MARKUP = '<b>&"'


def named(workspace: Workspace) -> Workspace:
    """Return the workspace with classes whose names look like markup, of items."""
    classes = tuple(f"{MARKUP}{k}" for k in range(len(workspace.spec.classes)))
    spec = replace(workspace.spec, title="Things", classes=classes, item="item", items="items", pad=False)
    return replace(workspace, spec=spec)


def unlabelled(workspace: Workspace) -> Workspace:
    """Return the workspace without a label."""
    return replace(workspace, labels=np.full(len(workspace.labels), -1))


def signed(workspace: Workspace) -> Workspace:
    """Return the workspace with features of both signs."""
    features = workspace.features - workspace.features.mean(axis=0)
    raw = {
        name: replace(each, coordinates=features) if each.coordinates is workspace.features else each
        for name, each in workspace.projections.items()
    }
    return replace(workspace, features=features, projections=raw)


def bare(workspace: Workspace) -> Workspace:
    """Return the workspace with a network that tells no layers, no gradient and no weights."""
    own = workspace.classifier
    trace = lambda image: replace(own.trace(image), layers={})  # noqa: E731
    network: Any = SimpleNamespace(
        layers=(), head=None, has_gradient=False, trace=trace, describe=own.describe, kernels=lambda _: None
    )
    record = {**workspace.manifest["network"], "why_no_gradient": "the derivative cannot be exported"}
    return replace(workspace, classifier=network, manifest={**workspace.manifest, "network": record})


@pytest.fixture(scope="module", params=[named, unlabelled, signed, bare], ids=lambda change: change.__name__)
def other(workspace: Workspace, request: pytest.FixtureRequest) -> Visitor:
    """Somebody who has opened the page of another workspace."""
    return Visitor(create_app(request.param(workspace)))


def test_every_view_has_an_answer(other: Visitor) -> None:
    asked = [name for name, facts in other.views.items() if facts["road"] != "browser" and name != "landing"]
    asked = [name for name in asked if "feature-map" not in other.views[name]["needs"]]
    on_the_page = {value for name, value in other.page.items() if name.endswith(".id")}
    for name in on_the_page.intersection(asked):
        assert other.see(name), name


def test_the_page_says_digit_only_of_digits(other: Visitor) -> None:
    if other.told("dataset")["item"] == "item":
        assert "digit" not in words(other.layout).replace("digitscope", "")
