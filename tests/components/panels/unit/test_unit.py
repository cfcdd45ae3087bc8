from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from components.panels.unit import DossierView, answer, together
from components.question.question import Question
from components.question.subject import encode_image, sample_subject
from model.workspace import Workspace
from tests.visitor import Visitor

INDEX = 23


def view(visitor: Visitor, *units: int, **more: Any) -> DossierView:
    return visitor.see("unit-body", units=list(units), **({"digit": {"selection": f"sample:{INDEX}"}} | more))


def live_and_dead(workspace: Workspace) -> tuple[int, int]:
    return int(workspace.features[INDEX].argmax()), int(workspace.features.max(axis=0).argmin())


def test_a_dossier_marks_the_activation_of_the_selected_digit(visitor: Visitor, workspace: Workspace) -> None:
    unit, _ = live_and_dead(workspace)
    shown = view(visitor, unit)
    (dossier,) = shown["units"]
    activation = workspace.features[INDEX, unit]
    assert (shown["shows"], dossier["unit"]) == (f"sample:{INDEX}", unit)
    assert dossier["activation"] == pytest.approx(activation, abs=1e-3)
    assert f"{activation:.2f} on No. {INDEX}: stronger than on" in dossier["standing"]
    assert dossier["top"] >= dossier["activation"]


def test_the_strongest_digits_come_with_their_pictures(visitor: Visitor, workspace: Workspace) -> None:
    unit, _ = live_and_dead(workspace)
    digits = view(visitor, unit)["units"][0]["strongest"]
    assert len(digits) == 12
    for digit in digits:
        assert digit["image"] == encode_image(workspace.images[digit["index"]])
        assert digit["label"] == workspace.labels[digit["index"]]


def test_a_unit_that_never_fires_says_so_in_words(visitor: Visitor, workspace: Workspace) -> None:
    _, unit = live_and_dead(workspace)
    (dossier,) = view(visitor, unit)["units"]
    assert dossier["dead"]
    assert "never fires" in dossier["summary"]
    assert (dossier["strongest"], dossier["related"], sum(dossier["histogram"])) == ([], [], 0)
    assert dossier["top"] > 0


def test_every_unit_has_a_dossier_of_finite_numbers(visitor: Visitor, workspace: Workspace) -> None:
    for unit in range(workspace.features.shape[1]):
        assert view(visitor, unit)["units"][0]["unit"] == unit  # ``tell`` refuses NaN and Infinity


def test_two_units_come_with_their_correlation(visitor: Visitor, workspace: Workspace) -> None:
    unit, dead = live_and_dead(workspace)
    other = view(visitor, unit)["units"][0]["related"][0]
    shown = view(visitor, unit, other["unit"])
    assert [dossier["unit"] for dossier in shown["units"]] == [unit, other["unit"]]
    expected = f"{workspace.correlation[unit, other['unit']]:.2f}".replace("-", "−")
    assert f"r = {expected}" in shown["together"]
    assert "never fires" in view(visitor, unit, dead)["together"]


def test_two_units_that_hardly_go_together_have_a_correlation_without_a_sign(workspace: Workspace) -> None:
    correlation = np.eye(128, dtype=np.float32)
    correlation[3, 4] = correlation[4, 3] = -0.001
    assert "r = 0.00;" in together(replace(workspace, correlation=correlation), [3, 4])


def test_how_often_two_units_fire_together_is_counted_and_compared_with_chance(workspace: Workspace) -> None:
    features = np.zeros((100, 128), np.float32)
    features[:50, 3] = features[40:80, 4] = 1
    assert "both fire on 10.0 % of the digits, by chance it would be 20.0 %" in together(
        replace(workspace, features=features), [3, 4]
    )


def test_the_same_unit_twice_is_one(visitor: Visitor) -> None:
    shown = view(visitor, 5, 5)
    assert len(shown["units"]) == 1
    assert shown["together"] == ""


def test_the_strongest_units_of_the_digit_are_offered(visitor: Visitor, workspace: Workspace) -> None:
    active = view(visitor, 5)["active"]
    expected = np.argsort(-workspace.features[INDEX], kind="stable")[:5]
    assert [entry["unit"] for entry in active] == expected.tolist()


def test_a_drawing_has_its_place_in_a_dossier_too(visitor: Visitor, workspace: Workspace) -> None:
    landing = {"shows": "drawn:3", "image": encode_image(workspace.images[INDEX])}
    unit, _ = live_and_dead(workspace)
    shown = view(visitor, unit, digit={"selection": "drawn:3", "drawing": landing})
    assert shown["shows"] == "drawn:3"
    assert shown["units"][0]["activation"] == pytest.approx(workspace.features[INDEX, unit], abs=1e-2)
    assert "on your drawing" in shown["units"][0]["standing"]


def test_a_drawing_that_fires_stronger_than_any_digit_stays_in_the_picture(
    visitor: Visitor, workspace: Workspace
) -> None:
    full = {"shows": "drawn:4", "image": encode_image(np.full((28, 28), 255, np.uint8))}
    for unit in range(0, workspace.features.shape[1], 9):
        (dossier,) = view(visitor, unit, digit={"selection": "drawn:4", "drawing": full})["units"]
        assert 0 <= dossier["activation"] <= dossier["top"]


def test_as_long_as_no_unit_was_opened_the_strongest_of_the_digit_is_shown(
    visitor: Visitor, workspace: Workspace
) -> None:
    shown = visitor.see("unit-body", units=None, selection=f"sample:{INDEX}")
    assert [dossier["unit"] for dossier in shown["units"]] == [live_and_dead(workspace)[0]]


def test_of_a_digit_without_an_active_unit_the_first_one_is_shown(workspace: Workspace) -> None:
    silent = replace(sample_subject(workspace, INDEX), features=np.zeros(128, np.float32))
    chosen = {"selection": "silent"}
    asked = Question(workspace, {"digit": chosen}, found={repr(chosen): silent})
    assert [dossier["unit"] for dossier in answer(asked)["units"]] == [0]


@pytest.mark.parametrize("picked", [[], [1, 2, 3], 5, "5", ["5"], [128], [-1], [1.5], [True], [[1]], {"unit": 1}])
def test_what_is_no_unit_is_refused(visitor: Visitor, picked: Any) -> None:
    assert "unit" in visitor.refused("unit-body", units=picked)


def test_the_page_knows_the_loadings_of_all_units(visitor: Visitor, workspace: Workspace) -> None:
    loadings = json.loads(visitor.page["unit-body.data-loadings"])
    np.testing.assert_allclose(loadings, workspace.pca.components[:2].T, atol=1e-3)
