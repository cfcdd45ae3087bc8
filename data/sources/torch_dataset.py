"""The images of a torch ``Dataset``, asked for one by one; torch itself is not needed.

Letters: n items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from PIL import Image

from data.sources.arrays import as_array, from_arrays
from data.sources.collection import Collection, Column, OnProgress, SourceError
from data.sources.columns import read_columns
from data.sources.labels import Labels, no_labels, read_labels
from data.sources.listing import MOST_BYTES, Listing, Size, collect
from data.sources.picture import DAMAGE, PictureEntry, fitted
from data.sources.sampling import choose, tell_choice

IMAGES = ("image", "img", "pixel_values")  # keys of items that are records, as Hugging Face's are
LABELS = ("label", "labels", "target")


@dataclass
class Items:
    """What a data set answered."""

    images: list[Any] = field(default_factory=list)  # all pictures of Pillow, or all arrays
    labels: list[object] = field(default_factory=list)  # of the same length
    names: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # in the data set
    skipped: list[str] = field(default_factory=list)  # a sentence for each item that could not be read


def from_dataset(
    dataset: Any,
    classes: Sequence[str] | None = None,
    *,
    limit: int | None = None,
    size: Size | None = None,
    on_progress: OnProgress | None = None,
    title: str | None = None,
    columns: Mapping[str, Sequence[Any]] | None = None,
) -> Collection:
    """Make a collection of a torch ``Dataset``, or of whatever has a length and items.

    Args:
        dataset: Its items are (image, label) or images alone: pictures of Pillow, tensors (c, h, w), or arrays. It
            should not normalise them: that belongs to the network.
        classes: The names of the classes in the order of the network's outputs; its own ``classes`` if None.
        limit: How many images to take; all if None. Each class keeps its share if the data set has ``targets``.
        size: Height and width of each image; as they are if None.
        on_progress: Called after each item.
        title: What to call the collection; the name of the data set's class if None.
        columns: Further numbers or texts by their name, one for each item.

    Raises:
        SourceError: It has no length, its items are of another kind, or none can be read.
    """
    n, classes = length_of(dataset), classes or names_of(dataset)
    targets = strata(dataset, n)
    chosen = choose(targets, limit)
    items = ask(dataset, chosen.tolist(), size, on_progress)
    if not items.images:
        raise SourceError(f"no item could be read: {items.skipped[0]}" if items.skipped else "the data set is empty")
    title = title or type(dataset).__name__
    known = any(label is not None for label in items.labels)
    labels = read_labels(items.labels, classes) if known else no_labels(len(items.labels), classes)
    own = read_columns(columns or {}, np.array(items.places), n)
    collection = assemble(items, labels, size, title, own)
    notes = (*tell_choice(targets, limit), *collection.notes)
    return replace(collection, skipped=(*items.skipped, *collection.skipped), notes=notes)


def assemble(items: Items, labels: Labels, size: Size | None, title: str, columns: Mapping[str, Column]) -> Collection:
    """Make a collection of what a data set answered, and of ``columns`` of it.

    Raises:
        SourceError: Some items are pictures and others are arrays, or arrays have several shapes.
    """
    provenance = "a data set in memory"
    pictures = [isinstance(image, Image.Image) for image in items.images]
    if all(pictures):
        entries = [PictureEntry(name, image) for name, image in zip(items.names, items.images, strict=True)]
        return collect(Listing(entries, labels, title, provenance, columns), size=size)
    if any(pictures):
        raise SourceError("some items are pictures and others are arrays; give a data set with items of one kind")
    arrays = [as_array(image, f"pixels of {name}") for name, image in zip(items.names, items.images, strict=True)]
    shapes = {array.shape: name for name, array in zip(items.names, arrays, strict=True)}
    if len(shapes) > 1:
        (first, one), (second, other) = [(name, shape) for shape, name in shapes.items()][:2]
        raise SourceError(
            f"{first} has the shape {one} and {second} {other}; give all one shape, by a transform such as Resize and "
            "CenterCrop"
        )
    collection = from_arrays(
        np.stack(arrays), labels.numbers, labels.classes or None, size=size, title=title, columns=columns
    )
    return replace(collection, provenance=provenance)


def length_of(dataset: Any) -> int:
    """Return the number of items.

    Raises:
        SourceError: It has none.
    """
    if not hasattr(dataset, "__len__") or not hasattr(dataset, "__getitem__"):
        raise SourceError(
            f"{type(dataset).__name__} has no length or no items by number; give one with __len__ and __getitem__"
        )
    return len(dataset)


def inside(dataset: Any) -> Iterator[Any]:
    """Give a data set, and the one that it is a part of, as of torch's ``Subset``."""
    while dataset is not None:
        yield dataset
        dataset = getattr(dataset, "dataset", None)


def names_of(dataset: Any) -> list[str] | None:
    """Return the names of the classes that a data set has, if any."""
    found = (getattr(each, "classes", None) for each in inside(dataset))
    return next(([str(name) for name in names] for names in found if isinstance(names, list | tuple) and names), None)


def strata(dataset: Any, n: int) -> Any:
    """Return the class of each item as far as it is known without reading it, (n,); −1 otherwise."""
    targets = getattr(dataset, "targets", None)
    if targets is None or len(targets) != n:
        return no_labels(n).numbers
    return np.unique(as_array(targets, "targets"), return_inverse=True)[1].astype(np.int64).reshape(n)


def ask(dataset: Any, chosen: Sequence[int], size: Size | None, on_progress: OnProgress | None) -> Items:
    """Read some items.

    Raises:
        SourceError: They are too large, or of another kind.
    """
    items, held = Items(), 0
    for done, k in enumerate(chosen, start=1):
        name = f"item {k:,}"
        try:
            image, label = parts(dataset[k])
            image = fitted(image, size) if isinstance(image, Image.Image) else image
        except SourceError as error:
            raise SourceError(f"{name} {error}") from error
        except DAMAGE as error:
            items.skipped.append(f"{name} could not be read: {type(error).__name__}: {error}")
            continue
        held += bytes_of(image)
        if held > MOST_BYTES:
            raise SourceError(f"{done:,} items are more than {MOST_BYTES // 10**9} GB; give a smaller size or a limit")
        items.images.append(image)
        items.labels.append(label)
        items.names.append(name)
        items.places.append(k)
        if on_progress:
            on_progress(done, len(chosen))
    return items


def bytes_of(image: Any) -> int:
    """Return how much memory an image takes."""
    if isinstance(image, Image.Image):
        return image.width * image.height * len(image.getbands())
    return int(image.nbytes)


def parts(item: Any) -> tuple[Any, object]:
    """Return image and label of an item; no label if it has none.

    Raises:
        SourceError: There is no image in it; the message completes a sentence.
    """
    label: object = None
    if isinstance(item, Mapping):
        image = next((item[key] for key in IMAGES if key in item), None)
        label = next((item[key] for key in LABELS if key in item), None)
    elif isinstance(item, tuple | list):
        image, label = (*item, None, None)[:2]
    else:
        image = item
    if not isinstance(image, Image.Image) and not hasattr(image, "nbytes"):
        raise SourceError(f"has {type(image).__name__} for an image; give a picture of Pillow, a tensor or an array")
    return image, label
