from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from components.page.warning import WORDS, describe, judges, stranger, warn
from model.maps.strangeness import MEASURES, Verdict
from model.spec import DIGITS
from model.workspace import Workspace

OTHERS = "300 digits"


def verdict(measure: str, rank: float) -> Verdict:
    """Return that something has this rank by one measure and none by the others."""
    ranks = np.zeros(len(MEASURES), dtype=np.float32)
    ranks[MEASURES.index(measure)] = rank
    return Verdict(ranks, 1.0, 0.01)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_words_name_the_measure_by_which_something_is_out_and_how_rare_that_is(measure: str) -> None:
    words = describe(verdict(measure, 0.9978), "digit", OTHERS)
    assert words.startswith(WORDS[measure].format(item="digit"))
    assert words.endswith("99.7 % of 300 digits")


def test_what_is_farther_out_than_all_others_is_told_as_that_and_nothing_else_is() -> None:
    assert describe(verdict("distance", 1), "digit", OTHERS).endswith("than all 300 digits")
    assert " all " not in describe(verdict("distance", 0.9999), "digit", OTHERS)


def test_a_picture_is_never_said_to_be_no_image() -> None:
    assert stranger(DIGITS) == "maybe no digit"
    assert stranger(replace(DIGITS, item="image", items="images")) == "unlike these images"


def test_it_is_said_which_digits_decide(workspace: Workspace) -> None:
    assert judges(workspace) == "300 digits that the network was not trained on"


def test_digits_of_the_map_are_warned_of_as_often_as_the_manifest_says(workspace: Workspace) -> None:
    warned = [
        warn(workspace, features, workspace.logits[index], index) != ""
        for index, features in enumerate(workspace.features)
    ]
    assert np.mean(warned) == pytest.approx(workspace.manifest["strangeness"]["warned"], abs=0.005)


def test_what_fires_no_unit_is_warned_of_in_plain_words(workspace: Workspace) -> None:
    far = np.full_like(workspace.features[0], 1e4)
    words = tuple(text.format(item=workspace.spec.item) for text in WORDS.values())
    assert warn(workspace, far, workspace.classifier.head.logits(far), None).startswith(words)
    assert np.isfinite(workspace.judge(np.zeros_like(far), np.zeros(10, np.float32)).ranks).all()
