"""Everything that is known of each image, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame

    from model.workspace import Workspace


def table_of(workspace: Workspace) -> DataFrame:
    """Return a row for each image: class, reading, confidence, places on the maps, and units; classes by their names.

    Raises:
        ModuleNotFoundError: pandas is not there; the message says how to get it.
    """
    try:
        from pandas import DataFrame
    except ModuleNotFoundError as error:
        remedy = 'a table needs pandas, which serving does not: pip install "digitscope[train]"'
        raise ModuleNotFoundError(remedy, name="pandas") from error
    names, known = workspace.spec.classes, workspace.labels >= 0
    columns: dict[str, Any] = {
        "label": [names[label] if label >= 0 else None for label in workspace.labels.tolist()],
        "predicted": [names[label] for label in workspace.predicted.tolist()],
        "confidence": workspace.confidence,
        "correct": [right if sure else None for right, sure in zip(rights(workspace), known.tolist(), strict=True)],
    }
    for name, points in workspace.positions.items():
        columns |= {f"{name}_x": points[:, 0], f"{name}_y": points[:, 1]}
    columns |= {f"unit_{unit}": values for unit, values in enumerate(workspace.features.T)}
    return DataFrame(columns).rename_axis("image")


def rights(workspace: Workspace) -> list[bool]:
    """Return whether each image is read as its label."""
    same: list[bool] = (workspace.labels == workspace.predicted).tolist()
    return same
