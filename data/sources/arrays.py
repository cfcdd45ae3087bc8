"""Images that are arrays already: in memory, or in a file of NumPy's.

Letters: n images of h × w pixels.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from data.sources.collection import Collection, SourceError, listed
from data.sources.columns import read_columns
from data.sources.labels import no_labels, read_labels
from data.sources.listing import Size, check_size
from data.sources.picture import fitted
from data.sources.pixels import channels_last, grey_if_equal, to_bytes
from data.sources.sampling import choose, tell_choice

IMAGES = ("x", "images", "image", "x_test", "test_images", "x_train", "train_images", "data", "arr_0")
LABELS = ("y", "labels", "label", "targets", "target", "arr_1")
NAMES = ("classes", "class_names", "label_names", "target_names")


def from_arrays(
    X: ArrayLike,  # noqa: N803 (as scikit-learn has it)
    y: ArrayLike | Sequence[object] | None = None,
    classes: Sequence[str] | None = None,
    *,
    limit: int | None = None,
    size: Size | None = None,
    columns: Mapping[str, Sequence[Any]] | None = None,
    title: str = "",
    provenance: str = "arrays in memory",
    licence: str = "",
    notes: Iterable[str] = (),
) -> Collection:
    """Make a collection of arrays.

    Args:
        X: Images (n, h, w), (n, h, w, 1), (n, h, w, 3), (n, 1, h, w) or (n, 3, h, w): uint8, bool, 16 bits, or
            fractions or integers of 0 to 1 or 0 to 255; of another range the least becomes 0 and the greatest 255.
        y: The class of each image, (n,), by number or name; missing ones as −1, NaN, None or an empty text.
        classes: The names of the classes in the order of the network's outputs.
        limit: How many images to take; all if None.
        size: Height and width of each image; as they are if None.
        columns: Further numbers or texts by their name, n each.
        title: What to call the collection, if it is called anything.
        provenance: Where it comes from.
        licence: Under which it may be used, if that is known.
        notes: What was decided before.

    Returns:
        The images, grey if all channels of all of them are equal.

    Raises:
        SourceError: A shape, a type or a label is none of these.
    """
    images = channels_last(as_array(X, "images"))
    labels = no_labels(len(images), classes) if y is None else read_labels(as_array(y, "labels"), classes)
    if len(labels.numbers) != len(images):
        raise SourceError(f"there are {len(images):,} images and {len(labels.numbers):,} labels; give one for each")
    chosen = choose(labels.numbers, limit)
    pixels, said = to_bytes(images if len(chosen) == len(images) else images[chosen])
    pixels, resized = resize(np.ascontiguousarray(grey_if_equal(pixels)), size)
    return Collection(
        pixels, labels.numbers[chosen], labels.classes, read_columns(columns or {}, chosen, len(images)),
        notes=(*notes, *labels.notes, *tell_choice(labels.numbers, limit), *said, *resized),
        title=title, provenance=provenance, licence=licence,
    )  # fmt: skip


def as_array(values: Any, what: str) -> NDArray[Any]:
    """Return values as an array; a tensor may be one with a gradient, or on another device.

    Raises:
        SourceError: They are of different shapes, or no numbers.
    """
    if hasattr(values, "detach"):
        values = values.detach().cpu()
    try:
        return np.asarray(values)
    except (ValueError, TypeError) as error:
        raise SourceError(f"the {what} are no array: {error}; give them all the same shape and type") from error


def resize(images: NDArray[np.uint8], size: Size | None) -> tuple[NDArray[np.uint8], list[str]]:
    """Scale images so that they cover a size and cut them at the centre, and say so, if they have another one."""
    if size is None or images.shape[1:3] == tuple(size):
        return images, []
    check_size(size, len(images))
    before, after = (f"{height} × {width}" for height, width in (images.shape[1:3], size))
    resized = np.stack([np.asarray(fitted(Image.fromarray(image), size)) for image in images])
    return resized, [
        f"the images were {before} (height × width); they were scaled to cover {after} and cut at the centre"
    ]


def read_npz(
    path: Path, classes: Sequence[str] | None = None, *, limit: int | None = None, size: Size | None = None
) -> Collection:
    """Make a collection of a ``.npz`` with images and, if there are any, labels and names of classes.

    Raises:
        SourceError: The file is damaged, or no array in it has a usual name.
    """
    arrays = read_arrays(path)
    images = find_array(arrays, IMAGES)
    if images is None:
        raise SourceError(
            f"{path} has {listed(list(arrays), most=8) or 'no arrays'} but no images; call these X or images"
        )
    labels, names = find_array(arrays, beside(images)), find_array(arrays, NAMES)
    told = f"the images are from the array {images!r}" + (f", the labels from {labels!r}" if labels else "")
    return from_arrays(
        arrays[images], None if labels is None else arrays[labels],
        classes or (None if names is None else [str(name) for name in arrays[names].ravel()]),
        limit=limit, size=size, title=path.stem, provenance=f"the file {path.name}", notes=[told],
    )  # fmt: skip


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Read all arrays of a ``.npz``.

    Raises:
        SourceError: It is damaged, or holds Python's objects.
    """
    try:
        with path.open("rb") as file:
            archive = np.load(file, allow_pickle=False)
            if isinstance(archive, np.ndarray):
                raise SourceError(f"{path} holds a single array; write it with numpy.savez(path, X=images, y=labels)")
            return {name: archive[name] for name in archive.files}
    except SourceError:
        raise
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        why = "holds Python objects" if "allow_pickle" in str(error) and zipfile.is_zipfile(path) else "is damaged"
        raise SourceError(f"{path} {why}; write numbers with numpy.savez(path, X=images, y=labels)") from error


def find_array(arrays: dict[str, NDArray[Any]], names: Sequence[str]) -> str | None:
    """Return the array that has one of the names in any case, the first name first, or nothing."""
    lower = {name.lower(): name for name in arrays}
    return next((lower[name] for name in names if name in lower), None)


def beside(images: str) -> tuple[str, ...]:
    """Return the names that labels may have beside images of a name, those of the same half of a data set first."""
    half = next((half for half in ("test", "train") if half in images.lower()), None)
    return (f"y_{half}", f"{half}_labels", *LABELS) if half else LABELS
