"""A collection: the images of a data set with whatever is known of each.

Letters: n images of h × w pixels, k classes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

NO_CLASS = -1
FEWEST = 2  # images between which there is a distance
MOST_CLASSES = 10_000

Column = tuple[float, ...] | tuple[str, ...]
OnProgress = Callable[[int, int], None]  # how many images are read, and of how many


class SourceError(ValueError):
    """The images cannot be read, or are not what a collection can hold; the message is one sentence for people."""


@dataclass(frozen=True)
class Collection:
    """Images of one size with their classes; its arrays cannot be written to.

    Raises:
        SourceError: The parts do not fit each other.
    """

    images: NDArray[np.uint8]  # (n, h, w) if grey, (n, h, w, 3) if in colour, 0 to 255
    labels: NDArray[np.int64]  # (n,), 0 to k − 1, or −1 where the class is not known
    classes: tuple[str, ...] = ()  # the k names; none if no image has a class
    columns: Mapping[str, Column] = field(default_factory=dict)  # n numbers (NaN if missing) or texts by their name
    skipped: tuple[str, ...] = ()  # one sentence for each image that was left out, with its name
    notes: tuple[str, ...] = ()  # one sentence for each decision that was taken in reading
    title: str = ""
    provenance: str = ""  # where the images come from
    licence: str = ""  # empty if it is not known

    def __post_init__(self) -> None:
        check_images(self.images)
        check_labels(self.labels, len(self.images), self.classes)
        check_columns(self.columns, len(self.images))
        for name in ("images", "labels"):
            seen = getattr(self, name).view()  # the array of whoever gave it stays theirs to write to
            seen.setflags(write=False)
            object.__setattr__(self, name, seen)
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))

    def __len__(self) -> int:
        return len(self.images)

    @property
    def grey(self) -> bool:
        """Whether the images have no colours."""
        return self.images.ndim == 3


def check_images(images: NDArray[np.uint8]) -> None:
    """Check the images (n, h, w) or (n, h, w, 3).

    Raises:
        SourceError: They are of another shape or type, or fewer than two.
    """
    if images.dtype != np.uint8 or images.ndim not in (3, 4) or (images.ndim == 4 and images.shape[3] != 3):
        raise SourceError(
            f"the images are {images.dtype} of shape {images.shape}; they must be uint8 of (n, h, w) or (n, h, w, 3): "
            "give other arrays to from_arrays, which converts them"
        )
    if 0 in images.shape[1:]:
        raise SourceError(f"the images of shape {images.shape} have no pixels; give some of at least 1 × 1")
    if len(images) < FEWEST:
        raise SourceError(f"there {counted(len(images), 'image')} to read; a map needs at least {FEWEST}: bring more")


def check_labels(labels: NDArray[np.int64], n: int, classes: Sequence[str]) -> None:
    """Check the labels of n images, and the names of the classes.

    Raises:
        SourceError: They are too many or too few, or a label is none of the classes.
    """
    if labels.dtype != np.int64 or labels.shape != (n,):
        raise SourceError(
            f"the labels are {labels.dtype} of shape {labels.shape}; {n:,} images need int64 of ({n},), "
            f"with {NO_CLASS} where a class is not known"
        )
    check_classes(classes)
    wrong = np.flatnonzero((labels < NO_CLASS) | (labels >= len(classes)))
    if wrong.size:
        raise SourceError(
            f"the label of image {wrong[0]:,} is {labels[wrong[0]]}, but {allowed_labels(len(classes))}; "
            f"name more classes, or give {NO_CLASS} where none is known"
        )


def check_classes(classes: Sequence[str]) -> None:
    """Check the names of the classes.

    Raises:
        SourceError: One is empty or there twice, or they are too many.
    """
    if len(classes) > MOST_CLASSES:
        raise SourceError(f"there are {len(classes):,} classes; at most {MOST_CLASSES:,} are possible: join some")
    seen: set[str] = set()
    for k, name in enumerate(classes):
        if not isinstance(name, str) or not name.strip():
            raise SourceError(f"the name of class {k} is {name!r}; give each class a name that is a text and not empty")
        if name in seen:
            raise SourceError(f"the name {name!r} stands for several classes; give each class a name of its own")
        seen.add(name)


def check_columns(columns: Mapping[str, Column], n: int) -> None:
    """Check that each further column has a value for each of n images.

    Raises:
        SourceError: One has more or fewer.
    """
    for name, values in columns.items():
        if len(values) != n:
            raise SourceError(f"the column {name!r} has {len(values):,} values for {n:,} images; give it one for each")


def as_text(name: str) -> str:
    """Return the name of a file as text that can be written; bytes in it that are no UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode()


def allowed_labels(k: int) -> str:
    """Say which labels are possible with k classes."""
    return f"with {k:,} classes they go from 0 to {k - 1:,}" if k else "no classes are named"


def counted(n: int, noun: str) -> str:
    """Return "is 1 image" or "are 2 images"."""
    return f"is 1 {noun}" if n == 1 else f"are {n:,} {noun}s"


def listed(names: Sequence[str], *, most: int = 3) -> str:
    """Return the first of some names, and how many more there are."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"
