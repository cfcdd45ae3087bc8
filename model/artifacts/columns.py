"""Columns of somebody's table in an artifact folder: numbers in one array, the texts that they stand for beside it.

Letters: m columns, n images.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from model.artifacts.manifest import ArtifactError
from model.artifacts.records import ColumnRecord
from model.columns import OwnColumn


def records_of(columns: Sequence[OwnColumn]) -> list[ColumnRecord]:
    """Return what the manifest says of columns."""
    return [{"name": column.name, "kind": column.kind} for column in columns]


def encode_texts(columns: Sequence[OwnColumn]) -> bytes:
    """Return the texts of columns as a file."""
    return json.dumps([column.texts for column in columns], ensure_ascii=False).encode()


def values_of(columns: Sequence[OwnColumn]) -> NDArray[np.float64]:
    """Return the values of columns, (m, n)."""
    return np.stack([column.values for column in columns])


def read_columns(
    path: Path, content: bytes, records: Sequence[ColumnRecord], values: NDArray[Any]
) -> Mapping[str, OwnColumn]:
    """Return columns by their names.

    Args:
        path: The file of texts.
        content: What is in it.
        records: What the manifest says of the m columns.
        values: (m, n).

    Raises:
        ArtifactError: The texts do not go with the values.
    """
    try:
        texts = TypeAdapter(list[tuple[str, ...]]).validate_json(content)
    except ValidationError as error:
        raise ArtifactError(path, "holds no lists of texts") from error
    if len(texts) != len(records):
        raise ArtifactError(path, f"has the texts of {len(texts)} columns; there are {len(records)}")
    columns = [
        OwnColumn(**record, values=row, texts=own) for record, row, own in zip(records, values, texts, strict=True)
    ]
    for column in columns:
        check_texts(path, column)
    return MappingProxyType({column.name: column for column in columns})


def check_texts(path: Path, column: OwnColumn) -> None:
    """Check that each value of a column of texts stands for one.

    Raises:
        ArtifactError: One does not.
    """
    known = column.values[column.known]
    if column.kind in ("category", "text") and not np.isin(known, np.arange(len(column.texts))).all():
        raise ArtifactError(path, f"lacks texts of the column {column.name!r}")
