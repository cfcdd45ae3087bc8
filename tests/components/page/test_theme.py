from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageColor

from components.page.palette import class_colours, oklab
from components.page.theme import GRAPH_CONFIG, NEGATIVE, POSITIVE, TEMPLATE, viridis

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def test_the_activation_scale_grows_brighter_with_every_step() -> None:
    assert viridis().shape == (256, 3)
    assert (np.diff((viridis() @ LUMINANCE)[::4]) > 0).all()


@pytest.mark.parametrize("count", [2, 10, 11, 40, 1000])
def test_every_class_has_a_colour_of_its_own(count: int) -> None:
    assert len({ImageColor.getrgb(colour) for colour in class_colours(count)}) == count


def test_the_colours_of_forty_classes_are_apart_and_none_is_lost_on_light_or_dark() -> None:
    places = oklab(np.array([ImageColor.getrgb(colour) for colour in class_colours(40)]) / 255)
    gaps = np.linalg.norm(places[:, None] - places, axis=2) + np.eye(40)
    assert gaps.min() > 0.05
    assert places[10:, 0].min() > 0.5
    assert places[10:, 0].max() < 0.85


def test_the_signed_colours_stay_apart_without_red_and_green() -> None:
    negative, positive = (np.array(ImageColor.getrgb(colour)) for colour in (NEGATIVE, POSITIVE))
    assert (positive - negative)[2] > 100, "blue alone tells them apart"


def test_no_figure_offers_to_send_itself_anywhere() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False


def test_figures_are_drawn_on_the_colour_of_the_page() -> None:
    assert TEMPLATE["layout"]["paper_bgcolor"] == TEMPLATE["layout"]["plot_bgcolor"] == "rgba(0,0,0,0)"
