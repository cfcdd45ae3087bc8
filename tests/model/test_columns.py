from __future__ import annotations

import numpy as np

from model.columns import OwnColumn
from model.training.own_columns import seconds_of


def column(kind: str, *values: float, texts: tuple[str, ...] = ()) -> OwnColumn:
    return OwnColumn("any", kind, np.array(values), texts)


def test_a_value_is_said_as_what_it_is_and_a_missing_one_not_at_all() -> None:
    numbers = column("number", 3, 1234567, 0.1, np.nan, -2.5e-9, 1e300)
    assert [numbers.say(k) for k in range(6)] == ["3", "1234567", "0.1", "", "-2.5e-09", "1e+300"]
    texts = column("category", 1, np.nan, texts=("ash", "<b>"))
    assert [texts.say(0), texts.say(1)] == ["<b>", ""]


def test_dates_have_a_time_of_day_if_any_of_them_has_one() -> None:
    whole, exact = (seconds_of(text) for text in ("1823-04-05", "2024-02-29T13:30:00+02:00"))
    assert [column("date", whole, np.nan).say(k) for k in range(2)] == ["1823-04-05", ""]
    assert [column("date", whole, exact).say(k) for k in range(2)] == ["1823-04-05 00:00", "2024-02-29 11:30"]
