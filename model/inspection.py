"""One image seen from every side: its picture, the network's view of it, and its places on the maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from model.classifier.classifier import Trace
    from model.maps.placement import Placement

Floats = NDArray[np.float32]
Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Inspection:
    """Everything about one image, of the data set or brought."""

    image: Image  # (h, w) or (h, w, 3), 0 to 255
    probabilities: Floats  # (c,), summing to 1
    logits: Floats  # (c,), the scores before they become probabilities
    features: Floats  # (d,)
    layers: Mapping[str, Floats]  # (channels, h, w) of each recorded layer, after its nonlinearity
    coordinates: Mapping[str, Floats]  # by map: all that it has of the image
    positions: Mapping[str, Floats]  # by map: (2,), on its usual axes
    neighbours: NDArray[np.int32]  # (15,), nearest first
    neighbour_distances: Floats  # (15,), in feature space

    @classmethod
    def of(cls, image: Image, trace: Trace, placement: Placement) -> Inspection:
        """Put together what the network and the maps say about ``image``."""
        near = placement.neighbours
        maps = (placement.coordinates, placement.positions, near.indices, near.distances)
        return cls(image, trace.probabilities, trace.logits, trace.features, trace.layers, *maps)

    @property
    def predicted(self) -> int:
        """The most probable class."""
        return int(self.probabilities.argmax())

    @property
    def confidence(self) -> float:
        """The probability of the predicted class, 0 to 1."""
        return float(self.probabilities.max())


def check_image(image: object, shape: tuple[int, ...]) -> Image:
    """Return ``image`` if it is one of a data set: a uint8 array of ``shape``.

    Raises:
        ValueError: It is something else.
    """
    if isinstance(image, np.ndarray) and image.dtype == np.uint8 and image.shape == shape:
        return image
    given = f"{image.dtype} {image.shape}" if isinstance(image, np.ndarray) else type(image).__name__
    raise ValueError(f"the image is {given}; it must be a uint8 array {shape}, values from 0 to 255")


def check_index(index: object, n: int) -> int:
    """Return ``index`` if it is that of one of ``n`` images, counted from 0.

    Raises:
        ValueError: It is something else.
    """
    if isinstance(index, int | np.integer) and not isinstance(index, bool) and 0 <= index < n:
        return int(index)
    raise ValueError(f"there is no image {index!r}; it must be a whole number from 0 to {n - 1}")
