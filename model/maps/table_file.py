"""Tables of images as files: CSV with what serving has, parquet where pyarrow is installed; some rows at a time.

Letters: n images, m rows that are written.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from typing import IO, Any

import numpy as np
import orjson
from numpy.typing import NDArray

from model.maps.table import NUMBER

Rows = NDArray[np.intp]  # (m,), numbers of images in ascending order

CSV_ROWS = 1_000  # written at once: a megabyte and a half with 128 units
PARQUET_ROWS = 20_000  # in a group
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # how a text begins that a spreadsheet would compute
SPECIAL = frozenset(',"\r\n')
PARQUET_REMEDY = 'pip install "digitscope[tables]"'


@cache
def has_parquet() -> bool:
    """Return whether parquet files can be written here."""
    return find_spec("pyarrow") is not None


def csv_file(columns: Mapping[str, Any], rows: Rows) -> Iterator[bytes]:
    """Give a CSV file piece by piece, in UTF-8, its first line the names.

    Numbers have as many digits as tell them from all others of their kind, what is not known is empty. Before a text
    that a spreadsheet would take for a formula stands an apostrophe.

    Args:
        columns: As ``model.maps.table.columns_of`` has them.
        rows: (m,), the images.

    Source: OWASP, "CSV Injection".
    """
    yield ",".join(csv_text(name) for name in (NUMBER, *columns)).encode() + b"\r\n"
    for start in range(0, len(rows), CSV_ROWS):
        some = rows[start : start + CSV_ROWS]
        blocks = [list(map(b"%d".__mod__, some.tolist())), *csv_blocks(columns.values(), some)]
        yield b"".join(b",".join(cells) + b"\r\n" for cells in zip(*blocks, strict=True))


def csv_blocks(columns: Iterable[Any], rows: Rows) -> Iterator[list[bytes]]:
    """Give the cells of ``rows`` (m,) from left to right: numbers of a kind that stand side by side in one text."""
    for kind, beside in groupby(columns, kind_of):
        if kind == "texts":
            yield from ([csv_cell(column[row]) for row in rows.tolist()] for column in beside)
        else:
            yield csv_numbers(np.column_stack([column[rows] for column in beside]))


def kind_of(column: Any) -> str:
    """Return of what type the numbers of a column are; "texts" if they are none."""
    return column.dtype.str if isinstance(column, np.ndarray) and column.dtype.kind in "iuf" else "texts"


def csv_numbers(table: NDArray[Any]) -> list[bytes]:
    """Return the rows of ``table`` (m, k) as text each; what is no number is empty."""
    text = orjson.dumps(np.ascontiguousarray(table), option=orjson.OPT_SERIALIZE_NUMPY)
    return text[2:-2].replace(b"null", b"").split(b"],[")


def csv_cell(value: Any) -> bytes:
    """Return one value as a cell; empty for what is not known."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return b""
    if isinstance(value, np.datetime64) and np.isnat(value):
        return b""
    return csv_text(str(value)).encode(errors="replace")


@lru_cache(5_000)
def csv_text(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    safe = f"'{text}" if text.startswith(FORMULA) else text
    return '"{}"'.format(safe.replace('"', '""')) if SPECIAL & set(safe) else safe


def write_parquet(columns: Mapping[str, Any], rows: Rows, file: IO[bytes]) -> None:
    """Write a parquet file, group by group; texts stay as they are.

    Args:
        columns: As of ``csv_file``.
        rows: (m,), the images.
        file: To write into.

    Raises:
        ModuleNotFoundError: pyarrow is not there; the message says how to get it.
    """
    if not has_parquet():
        raise ModuleNotFoundError(f"parquet needs pyarrow, which serving does not: {PARQUET_REMEDY}", name="pyarrow")
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    texts = [name for name, column in columns.items() if kind_of(column) == "texts"]
    whole = {NUMBER: np.arange(int(rows[-1]) + 1 if len(rows) else 0), **columns}
    schema = pa.schema([pa.field(name, arrow_type(column)) for name, column in whole.items()])
    with ParquetWriter(file, schema, use_dictionary=texts, write_statistics=False) as writer:
        for start in range(0, len(rows), PARQUET_ROWS):
            some = rows[start : start + PARQUET_ROWS]
            pairs = zip(whole.values(), schema.types, strict=True)
            writer.write_table(
                pa.table([pa.array(taken_from(each, some), kind) for each, kind in pairs], schema=schema)
            )
    pa.default_memory_pool().release_unused()


def arrow_type(column: Any) -> Any:
    """Return what pyarrow calls the type of a column."""
    import pyarrow as pa

    if isinstance(column, np.ndarray) and column.dtype.kind in "iufM":
        return pa.from_numpy_dtype(column.dtype)
    return pa.bool_() if {type(value) for value in column} & {bool} else pa.string()


def taken_from(column: Any, rows: Rows) -> Any:
    """Return the values of some ``rows`` (m,) of a column."""
    return column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows.tolist()]
