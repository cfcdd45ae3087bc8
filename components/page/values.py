"""Values of images beyond the points, such as a column of somebody's table: fetched when they are first asked for.

Letters: n images.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from dash import Dash
from flask import Response, abort
from numpy.typing import NDArray

from components.page.files import HOME, keep, version_of, within
from components.question.colouring import IN_VIEW, RUNNER_UP, SAME_LABEL, TRUST, own_columns
from components.question.facts import has_runner_up, is_labelled
from model.classifier.doubt import runner_up, same_label
from model.workspace import Workspace

VALUES_PATH = "/values"


def value_columns(workspace: Workspace) -> Mapping[str, NDArray[np.float64]]:
    """Return by name what colours the points and comes with no other file: (n,) each, NaN where there is no value."""
    counts = {
        column.replace(IN_VIEW, name): counted[:, place].astype(float)
        for column, place in TRUST.items()
        for name, counted in workspace.trust.items()
    }
    own = {name: column.values for name, column in own_columns(workspace).items()}
    return {**doubts(workspace), **counts, **own}


def doubts(workspace: Workspace) -> dict[str, NDArray[np.float64]]:
    """Return by name what casts doubt on a reading or on a label: (n,) each."""
    second = {RUNNER_UP: runner_up(workspace.probabilities).astype(float)} if has_runner_up(workspace) else {}
    alike = {SAME_LABEL: same_label(workspace.labels, workspace.neighbours)} if is_labelled(workspace) else {}
    return {**second, **alike}


def pack_values(values: NDArray[np.floating]) -> bytes:
    """Return ``values`` (n,) as the browser reads them."""
    return values.astype("<f8").tobytes()


def values_addresses(workspace: Workspace, prefix: str = HOME) -> dict[str, str]:
    """Return by name where the browser fetches each of ``value_columns``; an address changes with its content."""
    path = within(prefix, VALUES_PATH)
    packed = {name: pack_values(values) for name, values in value_columns(workspace).items()}
    return {name: f"{path}/{name}.bin?v={version_of(content)}" for name, content in packed.items()}


def register_values(app: Dash, workspace: Workspace) -> None:
    """Serve ``value_columns``."""

    @app.server.get(f"{VALUES_PATH}/<name>.bin")
    def values(name: str) -> Response:
        columns = value_columns(workspace)
        if name not in columns:
            abort(404)
        content = pack_values(columns[name])
        return keep(Response(content, mimetype="application/octet-stream"), version_of(content))
