from __future__ import annotations

from typing import Any

import pytest

from components.question.state import bytes_in, parse_choice, parse_selection


@pytest.mark.parametrize("index", [0, 1, 42, 9999])
def test_a_digit_of_the_data_set_is_selected_by_its_index(index: int) -> None:
    assert parse_selection(f"sample:{index}", 10_000) == index


def test_the_drawing_is_selected_by_the_number_of_its_update() -> None:
    assert parse_selection("drawn:7", 300) is None


def test_the_last_digit_is_the_last_that_can_be_selected() -> None:
    assert parse_selection("sample:299", 300) == 299
    with pytest.raises(ValueError, match=r"no. 300 .* 0 to 299"):
        parse_selection("sample:300", 300)


@pytest.mark.parametrize(
    "text", [None, 3, "", "7", "sample", "sample:", "sample:-1", "sample:٣", "drawn:", ["sample:1"]]
)
def test_what_is_no_selection_is_refused_with_the_form_of_one(text: Any) -> None:
    with pytest.raises(ValueError, match="sample:<index>"):
        parse_selection(text, 300)


def test_a_refusal_quotes_no_more_than_forty_letters() -> None:
    with pytest.raises(ValueError, match="the selection is") as caught:
        parse_selection("x" * 5000, 300)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(("value", "allowed"), [("a", ["a", "b"]), (3, range(5)), (0, range(5))])
def test_a_choice_that_is_offered_is_returned(value: Any, allowed: Any) -> None:
    assert parse_choice(value, allowed, "the choice") == value


@pytest.mark.parametrize("value", [None, "c", 5, -1, 1.5, 2.0, float("nan"), True, ["a"], {"a": 1}, "x" * 5000])
def test_a_choice_that_is_not_offered_is_refused_with_what_is(value: Any) -> None:
    with pytest.raises(ValueError, match=r"the choice is .* choose one of 2, 3") as caught:
        parse_choice(value, range(2, 4), "the choice")
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize("text", [None, 3, "", "AA", "A===", "éééé", "\ud800" * 4, ["AAAA"], "AAAA" * 9])
def test_what_is_no_text_of_so_many_bytes_in_base64_is_none(text: Any) -> None:
    assert bytes_in(text, 3) == b""
    assert bytes_in("AAEC", 3) == bytes(range(3))
