"""From a picture file that somebody brings to what the network of a data set takes.

The digits' own preparation finds digits on paper (``model/inputs/picture.py``). Any other data set gets the picture as
it got its own images: upright, scaled to cover their size, cut at the centre, grey if they are; mean and deviation are
the network's own first step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps

from model.inputs.picture import PREVIEW_PX, Box, Cutout, PictureReading, open_picture, read_digits
from model.spec import DatasetSpec

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class InputAdapter:
    """How pictures become images of a data set."""

    spec: DatasetSpec

    def read(self, content: bytes) -> PictureReading:
        """Return what a picture file becomes.

        Args:
            content: A PNG or JPEG file.

        Returns:
            Images as those of the data set, and which part of the picture each is.

        Raises:
            PictureError: It is no such file, too large, animated, or shows nothing.
        """
        return read_digits(content) if self.spec.pad else self.cut(open_picture(content))

    def cut(self, picture: Image.Image) -> PictureReading:
        """Return the middle of a picture as an image of the data set."""
        shown = picture.convert("L" if self.spec.channels == 1 else "RGB")
        size = (self.spec.width, self.spec.height)
        image = np.asarray(ImageOps.fit(shown, size, Image.Resampling.BILINEAR))
        preview = shown.copy()
        preview.thumbnail((PREVIEW_PX, PREVIEW_PX))
        kept = kept_of(picture, self.spec.width / self.spec.height)
        return PictureReading([Cutout(image, kept)], preview, steps=self.steps(picture, kept))

    def steps(self, picture: Image.Image, kept: Box) -> tuple[str, ...]:
        """Return in words how a picture, of which ``kept`` is left, becomes an image of the data set."""
        coloured = has_colours(picture)
        steps = {
            "cut to the middle": kept != WHOLE,
            f"resized to {self.spec.size} pixels": picture.size != (self.spec.width, self.spec.height),
            "turned grey": coloured and self.spec.channels == 1,
            "given three equal channels": not coloured and self.spec.channels == 3,
        }
        return tuple(words for words, holds in steps.items() if holds)


def has_colours(picture: Image.Image) -> bool:
    """Return whether a picture is anything else than grey."""
    pixels = np.asarray(picture.convert("RGB"))
    return bool((pixels != pixels[..., :1]).any())


def kept_of(picture: Image.Image, ratio: float) -> Box:
    """Return which part of a picture is left if it is cut at the centre to ``ratio``, its width over its height."""
    width, height = min(1.0, ratio * picture.height / picture.width), min(1.0, picture.width / picture.height / ratio)
    return (1 - height) / 2, (1 - width) / 2, (1 + height) / 2, (1 + width) / 2
