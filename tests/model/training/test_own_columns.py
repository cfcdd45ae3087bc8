from __future__ import annotations

import math

import numpy as np
import pytest

from data.sources.collection import Column, SourceError
from data.sources.columns import as_column
from model.columns import OwnColumn
from model.training.own_columns import MOST_COLOURS, MOST_COLUMNS, choose_columns

N = 120


def only(values: Column) -> OwnColumn:
    """Return the one column that is kept."""
    ((column,), _) = choose_columns({"x": values})
    return column


def said(columns: dict[str, Column], *wanted: str) -> str:
    """Return all that is said of a choice."""
    return "; ".join(choose_columns(columns, wanted or None)[1])


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ((1.5, math.nan, 3), "number", ()),
        ((1, math.inf, 3), "number", ()),
        (("2024-02-29", "", "2023-01-01 10:00:00"), "date", ()),
        (("2024-02-30", "2024-02-01", "x"), "category", ("2024-02-01", "2024-02-30", "x")),
        (("True", "False", ""), "category", ("False", "True")),
        (("10 kg", "9 kg", "<b>"), "category", ("9 kg", "10 kg", "<b>")),
    ],
)  # fmt: skip
def test_a_column_is_numbers_dates_or_texts(values: Column, kind: str, texts: tuple[str, ...]) -> None:
    column = only(values)
    assert (column.kind, column.texts) == (kind, texts)
    missing = [value in ("", math.inf) or str(value) == "nan" for value in values]
    assert (~column.known).tolist() == missing
    if texts:
        assert [column.say(k) for k in range(3)] == list(values)


def test_texts_that_are_too_many_for_colours_are_kept_and_that_is_said() -> None:
    few, many = (tuple(f"t{k % count}" for k in range(N)) for count in (MOST_COLOURS, MOST_COLOURS + 1))
    assert [only(few).kind, only(many).kind] == ["category", "text"]
    assert "'caption' (51 different texts, too many for colours: shown with each image)" in said({"caption": many})


def test_columns_that_tell_nothing_are_left_out_with_the_reason_unless_they_are_wanted() -> None:
    columns: dict[str, Column] = {
        "empty": ("",) * N, "camera": ("one",) * N, "row": tuple(range(N)), "age": tuple(np.arange(N) ** 0.5),
    }  # fmt: skip
    assert [column.name for column in choose_columns(columns)[0]] == ["age"]
    told = said(columns)
    for reason in ("'empty' has no values", "'camera' is the same everywhere", "'row' only counts the images"):
        assert reason in told
    assert choose_columns(columns, ["age"])[1] == ("columns that were taken: 'age' (numbers)",)


def test_of_many_columns_a_dozen_is_taken_and_any_number_of_those_that_are_named() -> None:
    columns: dict[str, Column] = {f"c{k}": tuple(range(0, 2 * N * (k + 1), 2 * (k + 1))) for k in range(20)}
    assert [column.name for column in choose_columns(columns)[0]] == list(columns)[:MOST_COLUMNS]
    assert "'c12' would be one too many" in said(columns)
    assert [column.name for column in choose_columns(columns, ["c19", "c3"])[0]] == ["c19", "c3"]
    assert len(choose_columns(columns, list(columns))[0]) == 20


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(SourceError, match="no column 'agee' to take; did you mean 'age'"):
        choose_columns({"age": (1, 2)}, ["agee"])
    with pytest.raises(SourceError, match="there are none"):
        choose_columns({}, ["age"])
    assert choose_columns({}) == ((), ())


def test_missing_values_of_numpy_and_pandas_are_missing() -> None:
    import pandas as pd

    dates = list(np.array(["2024-01-02", "NaT"], dtype="datetime64[ns]"))
    assert as_column(dates)[1] == ""
    assert as_column(dates)[0].startswith("2024-01-02")
    assert as_column([pd.NA, "a", math.nan, pd.NaT, None]) == ("", "a", "", "", "")
    assert only(as_column(dates)).kind == "date"
