"""A table of pictures: parquet as Hugging Face writes it, or CSV with paths.

Letters: n rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.sources.collection import SourceError, listed
from data.sources.columns import as_column
from data.sources.labels import Labels, no_labels, read_labels
from data.sources.listing import Listing
from data.sources.picture import PictureEntry

if TYPE_CHECKING:
    from pandas import DataFrame

PICTURES = ("image", "img", "picture", "photo", "image_bytes", "bytes", "image_path", "img_path", "path", "file_path",
            "filepath", "file_name", "filename", "file", "name")  # fmt: skip
CLASSES = ("label", "labels", "class", "classes", "class_name", "class_id", "target", "targets", "category",
           "fine_label", "y", "digit")  # fmt: skip
MISSING = ["", "nan", "NaN", "NA", "<NA>", "NULL", "null"]  # pandas by itself takes the class "None" for missing too


def list_table(path: Path, classes: Sequence[str] | None = None) -> Listing:
    """List the pictures of a table.

    Args:
        path: A ``.parquet`` or ``.csv`` with a column of pictures: bytes, ``{"bytes": ..., "path": ...}`` as Hugging
            Face writes them, or paths, relative to the table's folder or absolute. A column of labels, names or
            numbers, may be there; further columns of numbers or texts are kept.
        classes: The classes in the order of the network's outputs; without them those that the table names.

    Raises:
        SourceError: The table cannot be read, has no column of pictures, or a label is no class.
    """
    table = read_table(path)
    if not len(table):
        raise SourceError(f"{path} has no rows; give a table with a row for each image")
    picture, label = find_pictures(table, path), find_column(table, CLASSES)
    entries = [entry_of(value, row, path.parent) for row, value in enumerate(table[picture].tolist())]
    notes = [f"the pictures are from the column {picture!r}" + (f", the labels from {label!r}" if label else "")]
    if label is None:
        labels = no_labels(len(table), classes)
    else:
        labels = read_column(table, label, classes or stored_names(path, label))
    others = [name for name in table.columns if name not in (picture, label)]
    columns = {str(name): column for name in others if (column := as_column(present(table, name))) is not None}
    strange = [str(name) for name in others if str(name) not in columns]
    if strange:
        notes.append(f"columns that are neither numbers nor texts were not read: {listed(strange)}")
    return Listing(entries, labels, path.stem, f"the table {path.name}", columns, tuple(notes))


def read_column(table: DataFrame, label: Any, classes: Sequence[str] | None) -> Labels:
    """Return the class of each row.

    Raises:
        SourceError: A value of the column is no class.
    """
    try:
        return read_labels(present(table, label), classes)
    except SourceError as error:
        raise SourceError(f"in the column {label!r}, {error}") from error


def read_table(path: Path) -> DataFrame:
    """Read a parquet or CSV file.

    Raises:
        SourceError: It is damaged.
    """
    import pandas as pd
    from pyarrow import ArrowException

    try:
        if path.suffix.lower() == ".csv":
            return pd.read_csv(path, keep_default_na=False, na_values=MISSING, low_memory=False)
        return pd.read_parquet(path, engine="pyarrow")
    except (OSError, ValueError, ArrowException) as error:  # pandas' own errors are ValueErrors
        said = str(error).strip().partition("\n")[0]
        raise SourceError(f"{path} cannot be read as {path.suffix[1:]}: {said}; write it anew") from error


def find_pictures(table: DataFrame, path: Path) -> Any:
    """Return the name of the column of pictures: the first with a usual name, or else the first of bytes.

    Raises:
        SourceError: There is none.
    """
    pictures = [name for name in table.columns if holds_pictures(first_present(table, name))]
    usual = find_column(table[pictures], PICTURES)
    in_bytes = [name for name in pictures if not isinstance(first_present(table, name), str)]
    if usual is None and not in_bytes:
        raise SourceError(
            f"{path} has no column of pictures, only {listed([str(name) for name in table.columns], most=8)}; call the "
            "column of bytes or paths image or path"
        )
    return in_bytes[0] if usual is None else usual


def find_column(table: DataFrame, names: Sequence[str]) -> Any:
    """Return the first column that has one of the names in any case, the first name first, or nothing."""
    lower = {str(name).lower(): name for name in reversed(table.columns)}
    return next((lower[name] for name in names if name in lower), None)


def first_present(table: DataFrame, name: Any) -> Any:
    """Return the first value of a column that is not missing."""
    values = table[name].dropna()
    return values.iloc[0] if len(values) else None


def holds_pictures(value: Any) -> bool:
    """Return whether a value can be a picture: bytes, Hugging Face's record of one, or a path."""
    return isinstance(value, bytes | str) or (isinstance(value, dict) and bool({"bytes", "path"} & value.keys()))


def entry_of(value: Any, row: int, folder: Path) -> PictureEntry:
    """Return the picture of a row; one that is missing has no bytes, and so is left out when it is read."""
    name = f"row {row:,}"
    if isinstance(value, dict):
        name += f" ({value['path']})" if value.get("path") and value.get("bytes") else ""
        value = value.get("bytes") or value.get("path")
    if isinstance(value, str) and value.strip():
        return PictureEntry(f"{name} ({value})", folder / value)
    return PictureEntry(name, value if isinstance(value, bytes) else b"")


def present(table: DataFrame, name: Any) -> list[Any]:
    """Return the values of a column, None where they are missing."""
    column = table[name]
    return [None if gone else value for value, gone in zip(column.tolist(), column.isna(), strict=True)]


def stored_names(path: Path, label: Any) -> list[str] | None:
    """Return the names of the classes that Hugging Face's datasets keeps in the schema of a parquet file, if any."""
    from pyarrow import parquet

    if path.suffix.lower() == ".csv":
        return None
    kept = (parquet.read_schema(path).metadata or {}).get(b"huggingface", b"{}")
    try:
        names = json.loads(kept)["info"]["features"][str(label)]["names"]
    except (ValueError, KeyError, TypeError):
        return None
    return [str(name) for name in names] if isinstance(names, list) else None
