"""Labels of any usual kind, made numbers of classes that have names.

Letters: n images, k classes.
"""

from __future__ import annotations

import reprlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.sources.collection import MOST_CLASSES, NO_CLASS, SourceError, allowed_labels, listed

MISSING = ("", "nan", "<na>", "nat")  # texts, in small letters, of what stands for no class
LARGEST = 2**53  # whole numbers beyond are no longer exact as fractions


@dataclass(frozen=True)
class Labels:
    """The class of each image."""

    numbers: NDArray[np.int64]  # (n,), 0 to k − 1, or −1
    classes: tuple[str, ...]  # the k names
    notes: tuple[str, ...] = ()


def no_labels(n: int, classes: Sequence[str] | None = None) -> Labels:
    """Return the labels of n images of which no class is known; the network may have classes all the same."""
    return Labels(np.full(n, NO_CLASS, dtype=np.int64), distinct(classes or ()), ("no image has a class",))


def read_labels(values: Sequence[object] | NDArray[np.generic], classes: Sequence[str] | None) -> Labels:
    """Turn numbers or names (n,) into numbers of classes.

    Args:
        values: A whole number or a name for each image; None, NaN, an empty text or −1 where the class is missing.
        classes: The k names in the order of the network's outputs. If none are given, names are those among the
            values in alphabetical order, and numbers are their own names.

    Raises:
        SourceError: A value is no class.
    """
    items = [plain_value(value) for value in flat(values)]
    names = None if classes is None else distinct(classes)
    known = [item for item in items if item is not None]
    if not known:
        return no_labels(len(items), names)
    numbered = all(isinstance(item, int) for item in known)
    labels = read_numbers(items, names) if numbered else read_names([text_of(item) for item in items], names)
    return Labels(labels.numbers, labels.classes, tell_missing(len(items) - len(known)))


def flat(values: Sequence[object] | NDArray[np.generic]) -> list[object]:
    """Return labels as a list of Python's own values.

    Raises:
        SourceError: They are a table instead of a row.
    """
    array = values if isinstance(values, np.ndarray) else None
    if array is not None and array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array is not None and array.ndim != 1:
        raise SourceError(
            f"the labels have the shape {array.shape}; give one for each image, (n,): y.argmax(1) if they are one-hot"
        )
    return list(values) if array is None else list(array.tolist())


def plain_value(value: object) -> int | str | None:
    """Return a label as a whole number or a text, or nothing if it is missing.

    Raises:
        SourceError: It is a fraction, or of another kind.
    """
    value = scalar(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if value is None or str(value).strip().lower() in MISSING:
        return None
    if isinstance(value, bool | str):
        return int(value) if isinstance(value, bool) else value.strip()
    if isinstance(value, int | float) and abs(value) < LARGEST and value == int(value):
        return None if value == NO_CLASS else int(value)
    raise SourceError(f"the label {reprlib.repr(value)} is no class; labels are names or whole numbers from 0 on")


def scalar(value: Any) -> object:
    """Return a number of NumPy or torch as Python's own; whatever else as it is."""
    try:
        return value.item() if hasattr(value, "item") else value
    except (ValueError, RuntimeError):  # of an array
        return value


def text_of(item: int | str | None) -> str | None:
    """Return a label as a name."""
    return None if item is None else str(item)


def read_numbers(items: Sequence[int | str | None], names: tuple[str, ...] | None) -> Labels:
    """Take labels for numbers of classes.

    Raises:
        SourceError: One is below 0 or has no name.
    """
    numbers = np.array([NO_CLASS if item is None else item for item in items], dtype=np.int64)
    most = MOST_CLASSES if names is None else len(names)
    wrong = np.flatnonzero((numbers < NO_CLASS) | (numbers >= most))
    if wrong.size:
        several = len(set(numbers[wrong].tolist())) - 1
        more = f" (and {several:,} other labels likewise)" if several else ""
        known = (
            f"labels go from 0 to {most - 1:,}, or are {NO_CLASS} where none is known; number the classes anew"
            if names is None
            else f"{allowed_labels(most)}; name all classes"
        )
        raise SourceError(f"the label of image {wrong[0]:,} is {numbers[wrong[0]]:,}{more}, but {known}")
    return Labels(numbers, names or tuple(str(k) for k in range(numbers.max() + 1)))


def read_names(items: Sequence[str | None], names: tuple[str, ...] | None) -> Labels:
    """Take labels for names of classes.

    Raises:
        SourceError: One is none of ``names``.
    """
    classes = names or tuple(sorted({item for item in items if item is not None}))
    number = {name: k for k, name in enumerate(classes)}
    unknown = Counter(item for item in items if item is not None and item not in number)
    if unknown:
        first = next(iter(unknown))
        near = get_close_matches(first, classes, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"the classes are {listed(classes)}"
        raise SourceError(
            f"{sum(unknown.values()):,} labels are none of the {len(classes):,} classes, {first!r} among them; {hint}"
        )
    return Labels(np.array([number.get(item or "", NO_CLASS) for item in items], dtype=np.int64), classes)


def distinct(classes: Sequence[str]) -> tuple[str, ...]:
    """Return names of classes without blanks around them; of equal ones all but the first get their number.

    The thousand classes of ImageNet have two cranes and two maillots.
    """
    names = [str(name).strip() for name in classes]
    first = {name: k for k, name in reversed(list(enumerate(names)))}
    return tuple(name if first[name] == k else f"{name} ({k})" for k, name in enumerate(names))


def tell_missing(count: int) -> tuple[str, ...]:
    """Say how many images have no class, if any."""
    return (f"{count:,} image{'s have' if count > 1 else ' has'} no class",) if count else ()
