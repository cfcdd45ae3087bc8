from __future__ import annotations

import base64

import numpy as np

from components.figures.encoding import typed


def decoded(encoded: dict[str, str]) -> np.ndarray:
    """Read a typed array as Plotly does."""
    shape = [int(size) for size in encoded.get("shape", "-1").split(",")]
    return np.frombuffer(base64.b64decode(encoded["bdata"]), "<f4").reshape(shape)


def test_an_array_is_read_back_as_it_was() -> None:
    for array in (np.arange(5, dtype=np.float32), np.random.default_rng(7).normal(size=(3, 4)).astype(np.float32)):
        np.testing.assert_array_equal(decoded(typed(array)), array)


def test_an_array_that_is_a_view_or_not_float32_is_read_back_too() -> None:
    whole = np.arange(12).reshape(3, 4)
    np.testing.assert_array_equal(decoded(typed(whole[:, 1])), [1, 5, 9])
    np.testing.assert_array_equal(decoded(typed(whole.T)), whole.T)
