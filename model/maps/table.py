"""Everything that is known of each image, column by column: for a pandas table and for files alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from model.classifier.doubt import runner_up, same_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from pandas import DataFrame

    from model.columns import OwnColumn
    from model.workspace import Workspace

COUNTED = ("kept", "torn", "strangers")  # of an image's nearest on a map (``model.maps.local_trust``)
NUMBER = "image"  # what the numbers of the rows are called


def columns_of(workspace: Workspace) -> dict[str, Any]:
    """Return by name what is known of all n images: class, reading, confidence, places on the maps, units, own.

    A column of somebody's table that is called like one of ours has "own_" before its name.
    Each column is an array (n,) or a list of n texts or truths, with None where nobody knows; classes go by their
    names. Whatever gives a table of images, as a file or otherwise, has these columns in this order.
    """
    names, known = workspace.spec.classes, workspace.labels >= 0
    columns: dict[str, Any] = {
        "label": [names[label] if label >= 0 else None for label in workspace.labels.tolist()],
        "predicted": [names[label] for label in workspace.predicted.tolist()],
        "confidence": workspace.confidence,
        "second": seconds(names, workspace.probabilities),
        "correct": [right if sure else None for right, sure in zip(rights(workspace), known.tolist(), strict=True)],
        "same_label": same_label(workspace.labels, workspace.neighbours),
    }
    for name, points in workspace.positions.items():
        columns |= {f"{name}_x": points[:, 0], f"{name}_y": points[:, 1]}
        columns |= {f"{name}_{kind}": workspace.trust[name][:, k] for k, kind in enumerate(COUNTED)}
    columns |= {f"unit_{unit}": values for unit, values in enumerate(workspace.features.T)}
    own = {f"own_{name}" if name in columns else name: content_of(each) for name, each in workspace.columns.items()}
    return columns | own


def seconds(names: Sequence[str], probabilities: NDArray[np.floating]) -> list[str | None]:
    """Return the second likeliest of the classes for each row of ``probabilities`` (n, c); None if there is but one."""
    if len(names) < 2:
        return [None] * len(probabilities)
    return [names[second] for second in runner_up(probabilities).tolist()]


def table_of(workspace: Workspace) -> DataFrame:
    """Return ``columns_of`` as a table with a row for each image.

    Raises:
        ModuleNotFoundError: pandas is not there; the message says how to get it.
    """
    try:
        from pandas import DataFrame
    except ModuleNotFoundError as error:
        remedy = 'a table needs pandas, which serving does not: pip install "digitscope[train]"'
        raise ModuleNotFoundError(remedy, name="pandas") from error
    return DataFrame(columns_of(workspace)).rename_axis(NUMBER)


def content_of(column: OwnColumn) -> Any:
    """Return the values of a column of somebody's table as pandas has them: numbers, dates without a zone, or texts."""
    if column.kind == "number":
        return column.values
    if column.kind == "date":
        dates = np.datetime64("1970-01-01") + (np.nan_to_num(column.values) * 1e6).astype("timedelta64[us]")
        return np.where(column.known, dates, np.datetime64("NaT"))
    return [None if np.isnan(value) else column.texts[int(value)] for value in column.values]


def rights(workspace: Workspace) -> list[bool]:
    """Return whether each image is read as its label."""
    same: list[bool] = (workspace.labels == workspace.predicted).tolist()
    return same
