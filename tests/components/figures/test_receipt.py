from __future__ import annotations

import numpy as np
import pytest

from components.figures.equation import equation
from components.figures.receipt import AxisReceipt, choose_units, itemise, name_terms
from model.explain.explanation import Explanation

DICE = np.random.default_rng(11)
FEATURES = np.maximum(DICE.normal(size=128), 0).astype(np.float32)
WEIGHTS = DICE.normal(size=(128, 2)).astype(np.float32)


def explained(residual: tuple[float, float] = (1.234, -0.567)) -> Explanation:
    terms, intercept = FEATURES[:, None] * WEIGHTS, np.array([0.77, -3.21], np.float32)
    left = np.array(residual, np.float32)
    position = intercept + terms.sum(axis=0) + left
    return Explanation(position, intercept, terms, left, FEATURES, np.stack([intercept, position]))


def receipt(count: int, decimals: int, axis: int = 0, residual: tuple[float, float] = (1.234, -0.567)) -> AxisReceipt:
    parts = explained(residual)
    units = choose_units(parts.terms[:, axis], count)
    exact = residual == (0, 0)
    named = name_terms(units, parts, FEATURES, axis, signed=not exact)
    return itemise("t-SNE 1", parts, axis, named, decimals, exact=exact)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [5, 10, 20, 128])
def test_what_is_shown_adds_up_as_it_is_shown(count: int, decimals: int, axis: int) -> None:
    shown = receipt(count, decimals, axis)
    amounts = [shown["start"], *(term["amount"] for term in shown["terms"]), shown["others"], shown["residual"]]
    assert sum(round(amount * 10**decimals) for amount in amounts) == round(shown["total"] * 10**decimals)
    assert shown["total"] == pytest.approx(float(explained().position[axis]), abs=0.5001 / 10**decimals)


def test_the_strongest_terms_are_named_and_the_others_counted() -> None:
    shown = receipt(10, 2)
    terms = (FEATURES * WEIGHTS[:, 0]).round(4)
    assert [term["unit"] for term in shown["terms"]] == list(np.argsort(-np.abs(terms), kind="stable")[:10])
    assert shown["others_label"] == f"{np.count_nonzero(terms) - 10} others"
    assert shown["others"] == pytest.approx(terms.sum() - sum(term["amount"] for term in shown["terms"]), abs=0.1)


def test_an_exact_sum_has_no_residual() -> None:
    assert receipt(5, 2, residual=(0, 0))["residual"] is None
    assert receipt(5, 2)["residual"] == pytest.approx(1.23)


def test_what_a_weight_is_multiplied_by_has_a_sign_where_it_is_a_change() -> None:
    assert all(term["activation"].startswith("+") for term in receipt(5, 2)["terms"])
    assert not any(term["activation"].startswith("+") for term in receipt(5, 2, residual=(0, 0))["terms"])
    assert r"\times (+" in equation(receipt(5, 2), "x")


def test_silent_units_are_never_named() -> None:
    assert not set(choose_units(FEATURES * WEIGHTS[:, 0], 128)) & set(np.flatnonzero(FEATURES == 0))
    assert len(choose_units(np.zeros(128, np.float32), 10)) == 0


def test_where_no_unit_is_left_the_others_are_rounding() -> None:
    assert receipt(128, 1)["others_label"] == "rounding"


def test_the_equation_names_every_term_and_ends_at_the_position() -> None:
    shown = receipt(5, 1)
    latex = equation(shown, "x")
    for words in (*(f"unit {term['unit']}" for term in shown["terms"]), shown["others_label"], "residual", "baseline"):
        assert rf"\text{{{words}}}" in latex
    assert latex.count("{") == latex.count("}")
    assert f"&= {shown['total']:.1f}\n" in latex
    assert "−" not in latex, "LaTeX wants a plain hyphen"


def test_an_exact_equation_has_no_residual() -> None:
    latex = equation(receipt(5, 2, residual=(0, 0)), "y")
    assert "residual" not in latex
    assert "+ r" not in latex
