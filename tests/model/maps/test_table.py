from __future__ import annotations

import io
import os
import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.server.memory import trim
from model.maps import table_file
from model.maps.table import NUMBER, columns_of, seconds
from model.maps.table_file import csv_file, csv_text, write_parquet
from model.workspace import Workspace
from tests.process import share

NAMES = ('<b>&"', "=1+1", "a,b", "it's", "two\nlines", "-", "@x", "naïve", "\ttab", "9")


@pytest.fixture(scope="module")
def named(workspace: Workspace) -> Workspace:
    """The tiny workspace with names that want to be markup, formulas and cells, and an image without a label."""
    labels = workspace.labels.copy()
    labels[7] = -1
    return replace(workspace, spec=replace(workspace.spec, classes=NAMES), labels=labels)


def as_csv(workspace: Workspace, rows: Any) -> pd.DataFrame:
    """Return what pandas reads of some rows' CSV."""
    content = b"".join(csv_file(columns_of(workspace), np.asarray(rows)))
    return pd.read_csv(io.BytesIO(content), index_col=NUMBER, keep_default_na=False, na_values=[""])


def as_parquet(workspace: Workspace, rows: Any) -> pd.DataFrame:
    """Return what pandas reads of some rows' parquet file."""
    file = io.BytesIO()
    write_parquet(columns_of(workspace), np.asarray(rows), file)
    return pd.read_parquet(io.BytesIO(file.getvalue())).set_index(NUMBER)


def test_parquet_says_what_the_table_in_memory_says(named: Workspace) -> None:
    rows = [0, 3, 7, 299]
    pd.testing.assert_frame_equal(as_parquet(named, rows), named.to_frame().iloc[rows], check_index_type=False)


def test_threads_that_have_written_parquet_keep_no_memory_for_it() -> None:
    columns = {f"column {each}": np.arange(10_000.0) + each for each in range(64)}
    over = threading.Event()

    def write_and_stay(written: threading.Event) -> None:
        write_parquet(columns, np.arange(10_000), io.BytesIO())
        written.set()
        over.wait()

    def grown_by(threads: int) -> float:
        before = share(os.getpid(), "Pss_Anon")
        for _ in range(threads):
            written = threading.Event()
            threading.Thread(target=write_and_stay, args=(written,), daemon=True).start()
            assert written.wait(30)
        trim()
        return share(os.getpid(), "Pss_Anon") - before

    try:
        grown_by(1)  # with all that is loaded
        assert grown_by(8) < 30  # MB; 69 if each kept what it had
    finally:
        over.set()


def test_csv_has_every_number_to_its_last_bit(named: Workspace) -> None:
    read, known = as_csv(named, np.arange(300)), named.to_frame()
    assert list(read.columns) == list(known.columns)
    numbers = known.select_dtypes("float32")
    assert numbers.shape[1] == 137
    np.testing.assert_array_equal(read[numbers.columns].to_numpy(np.float32), numbers.to_numpy())
    assert read["correct"].isna().sum() == 1
    assert (read["correct"].dropna() == (named.labels == named.predicted)[named.labels >= 0]).all()


def test_names_come_back_from_csv_but_for_the_apostrophe_before_formulas(named: Workspace) -> None:
    read = as_csv(named, np.arange(300))["label"]
    back = read.dropna().str.replace(r"^'(?=[=+\-@\t\r\n])", "", regex=True)
    assert back.tolist() == [NAMES[label] for label in named.labels if label >= 0]
    assert pd.isna(read[7])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_text_is_left_that_a_spreadsheet_would_compute(text: str) -> None:
    assert csv_text(text).strip('"').startswith(f"'{text[0]}")
    assert csv_text(f"a{text}").strip('"').startswith("a")


def test_rows_are_written_some_at_a_time(named: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "CSV_ROWS", 7)
    monkeypatch.setattr(table_file, "PARQUET_ROWS", 7)
    rows = np.arange(0, 300, 11)
    pieces = list(csv_file(columns_of(named), rows))
    assert len(pieces) == 1 + 4
    assert as_csv(named, rows).index.tolist() == rows.tolist()
    pd.testing.assert_frame_equal(
        as_parquet(named, rows), named.to_frame().iloc[rows], check_index_type=False, check_dtype=False
    )


def test_numbers_that_are_missing_dates_and_other_kinds_have_their_cells() -> None:
    columns = {
        "size": np.array([1.5, np.nan], np.float64),
        "day": np.array(["2026-11-28", "NaT"], "datetime64[D]"),
        "count": np.array([3, 4]),
        "=name": [float("nan"), "x"],
    }
    lines = b"".join(csv_file(columns, np.arange(2))).decode().splitlines()
    assert lines == ["image,size,day,count,'=name", "0,1.5,2026-11-28,3,", "1,,,4,x"]


def test_without_pyarrow_the_remedy_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "has_parquet", lambda: False)
    with pytest.raises(ModuleNotFoundError, match=r"digitscope\[tables\]"):
        write_parquet(columns_of(workspace), np.arange(3), io.BytesIO())


def test_of_one_class_there_is_no_second() -> None:
    assert seconds(("a",), np.ones((2, 1))) == [None, None]
    assert seconds(("a", "b"), np.array([[0.2, 0.8], [0.5, 0.5]])) == ["a", "b"]
