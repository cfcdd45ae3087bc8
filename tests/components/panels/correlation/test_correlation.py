from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from components.panels.correlation import PAIRS, describe_matrix
from model.explain.correlation import cluster_order, correlate
from model.workspace import Workspace
from tests.visitor import Visitor, element


def sent(visitor: Visitor) -> dict[str, Any]:
    return visitor.see("correlation-chart")


def test_the_page_has_nothing_of_the_matrix_until_it_is_asked_for(visitor: Visitor) -> None:
    assert len(json.dumps(element(visitor.layout, "correlation-panel"))) < 5_000


def test_the_matrix_is_numpys_and_finite(visitor: Visitor, workspace: Workspace) -> None:
    told = sent(visitor)
    found = np.frombuffer(base64.b64decode(told["correlation"]), "<f4").reshape(128, 128)
    assert np.isfinite(found).all()
    varying = np.setdiff1d(np.arange(128), told["silent"])
    expected = np.corrcoef(workspace.features[:, varying].astype(float).T)
    np.testing.assert_allclose(found[np.ix_(varying, varying)], expected, atol=1e-5)


def test_every_unit_has_a_place_in_the_clustered_order(visitor: Visitor, workspace: Workspace) -> None:
    told = sent(visitor)
    assert told["clustered"] == workspace.cluster_order.tolist()
    assert sorted(told["clustered"]) == list(range(128))


def test_the_strongest_pairs_are_listed_with_their_sign(visitor: Visitor, workspace: Workspace) -> None:
    told = sent(visitor)
    for name, sign in (("positive", 1), ("negative", -1)):
        values = [sign * workspace.correlation[tuple(pair)] for pair in told[name]]
        assert len(values) == PAIRS
        assert values == sorted(values, reverse=True)
        assert values[-1] > 0


def silenced(workspace: Workspace, value: float) -> Workspace:
    """Return the workspace with units 3 and 17 at ``value`` for every digit."""
    features = workspace.features.copy()
    features[:, [3, 17]] = value
    correlation = correlate(features)
    return replace(workspace, features=features, correlation=correlation, cluster_order=cluster_order(correlation))


@pytest.mark.parametrize(("value", "why"), [(0, "fire"), (2, "change")])
def test_units_without_a_correlation_are_named_and_in_no_pair(workspace: Workspace, value: float, why: str) -> None:
    told = describe_matrix(silenced(workspace, value))
    assert {3, 17} <= set(told["silent"])
    assert told["why"] == why
    assert not {3, 17} & {unit for pair in (*told["positive"], *told["negative"]) for unit in pair}
