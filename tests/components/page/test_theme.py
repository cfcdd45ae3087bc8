from __future__ import annotations

import numpy as np
from PIL import ImageColor

from components.page.theme import CLASSES, GRAPH_CONFIG, NEGATIVE, POSITIVE, TEMPLATE, viridis

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def test_the_activation_scale_grows_brighter_with_every_step() -> None:
    assert viridis().shape == (256, 3)
    assert (np.diff((viridis() @ LUMINANCE)[::4]) > 0).all()


def test_ten_classes_have_ten_colours() -> None:
    assert len({ImageColor.getrgb(colour) for colour in CLASSES}) == 10


def test_the_signed_colours_stay_apart_without_red_and_green() -> None:
    negative, positive = (np.array(ImageColor.getrgb(colour)) for colour in (NEGATIVE, POSITIVE))
    assert (positive - negative)[2] > 100, "blue alone tells them apart"


def test_no_figure_offers_to_send_itself_anywhere() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False


def test_figures_are_drawn_on_the_colour_of_the_page() -> None:
    assert TEMPLATE["layout"]["paper_bgcolor"] == TEMPLATE["layout"]["plot_bgcolor"] == "rgba(0,0,0,0)"
