"""A colour for each class, as many as there are: well apart from each other and readable on light and on dark."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

# Colour k is class k. Source: petroff10, M. A. Petroff, Accessible color sequences for data visualization, 2021,
# arXiv:2107.02270.
FIRST = (
    "#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd",
)  # fmt: skip
LEVELS = 24  # of red, green and blue among which colours are looked for
LIGHTNESS = (0.52, 0.8)  # between which a colour can be seen on white and on black
CHROMA = 0.06  # below which colours look grey

Floats = NDArray[np.float64]


@cache
def class_colours(count: int) -> tuple[str, ...]:
    """Return ``count`` colours as "#rrggbb": those of petroff10, then each as far as can be from all before it.

    More than some fifty are told apart by where they are more than by their colour.
    """
    if count <= len(FIRST):
        return FIRST[:count]
    levels = np.linspace(0, 1, LEVELS)
    candidates = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(-1, 3)
    places = oklab(candidates)
    light, chroma = places[:, 0], np.hypot(places[:, 1], places[:, 2])
    fit = (light > LIGHTNESS[0]) & (light < LIGHTNESS[1]) & (chroma > CHROMA)
    chosen = farthest_first(places[fit], oklab(np.array([from_hex(colour) for colour in FIRST])), count - len(FIRST))
    return FIRST + tuple(to_hex(colour) for colour in candidates[fit][chosen])


def farthest_first(places: Floats, taken: Floats, count: int) -> list[int]:
    """Return ``count`` of ``places`` (m, 3), each the one that is farthest from those before it and from ``taken``."""
    gaps = np.min(np.linalg.norm(places[:, None] - taken, axis=2), axis=1)
    chosen: list[int] = []
    for _ in range(count):
        chosen.append(int(gaps.argmax()))
        gaps = np.minimum(gaps, np.linalg.norm(places - places[chosen[-1]], axis=1))
    return chosen


def oklab(colours: Floats) -> Floats:
    """Return ``colours`` (m, 3), red, green, blue from 0 to 1, where equal distances look equally different.

    Source:
        B. Ottosson, A perceptual color space for image processing, 2020, bottosson.github.io/posts/oklab.
    """
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    opponents = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    places: Floats = np.cbrt(linear @ cones.T) @ opponents.T
    return places


def from_hex(colour: str) -> list[float]:
    """Return red, green and blue, 0 to 1, of "#rrggbb"."""
    return [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]


def to_hex(colour: Floats) -> str:
    """Return red, green and blue, 0 to 1, as "#rrggbb"."""
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in colour)


def class_style(count: int) -> str:
    """Return the style sheet by which whatever has the class ``class-3`` has the colour of class 3."""
    return "".join(f".class-{k}{{--class:{colour}}}" for k, colour in enumerate(class_colours(count)))
