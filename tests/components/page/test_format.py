from __future__ import annotations

import pytest

from components.page.format import (
    decimals_for,
    enumeration,
    floor_percent,
    percent,
    plain,
    probability,
    sentence,
    signed,
    significant,
    whole_percent,
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"), [(1.234, "+1.23"), (-1.236, "−1.24"), (0, "0.00"), (-0.001, "0.00"), (0.004, "0.00")]
)
def test_a_signed_number_has_a_true_minus_and_no_signed_zero(value: float, text: str) -> None:
    assert signed(value, 2) == text
    assert plain(value, 2) == text.removeprefix("+")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1.3249, "1.32"), (-0.6384, "−0.638"), (0.0618, "0.062"), (12.34, "12.3"), (123.4, "123"), (1e-9, "0")],
)
def test_numbers_have_two_or_three_digits_and_a_true_minus(value: float, text: str) -> None:
    assert significant(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0.0 %"), (1, "100.0 %"), (0.5, "50.0 %"), (0.99951, "> 99.9 %"), (0.0004, "< 0.1 %"), (0.9994, "99.9 %")],
)
def test_a_share_is_rounded_but_never_to_certainty(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(("share", "text"), [(0, "< 0.1 %"), (1, "> 99.9 %"), (0.25, "25.0 %"), (0.9994, "99.9 %")])
def test_a_probability_is_never_certain_whatever_rounding_made_of_it(share: float, text: str) -> None:
    assert probability(share) == text


@pytest.mark.parametrize(("share", "text"), [(0, "0.0 %"), (1, "99.9 %"), (0.98769, "98.7 %"), (0.5, "50.0 %")])
def test_what_a_probability_reaches_is_rounded_down(share: float, text: str) -> None:
    assert floor_percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (1, "100 %"), (1.234, "123 %"), (-0.256, "−26 %"), (-0.004, "0 %")]
)
def test_whole_per_cent_may_be_below_none_or_above_all(share: float, text: str) -> None:
    assert whole_percent(share) == text


@pytest.mark.parametrize(("size", "decimals"), [(214, 1), (39, 2), (5, 3), (0.01, 3), (9_000, 0), (1e6, 0), (0, 3)])
def test_the_decimals_tell_a_thousandth_of_the_size_apart(size: float, decimals: int) -> None:
    assert decimals_for(size) == decimals


def test_an_enumeration_ends_with_and() -> None:
    assert enumeration(["1"]) == "1"
    assert enumeration(["1", "2"]) == "1 and 2"
    assert enumeration(["1", "2", "3"]) == "1, 2 and 3"


def test_an_error_is_told_as_a_sentence() -> None:
    assert sentence(ValueError("the file is empty; choose another")) == "The file is empty; choose another."
    assert sentence(ValueError("Done.")) == "Done."
    assert sentence(ValueError()) == "."
