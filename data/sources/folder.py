"""A folder of pictures, with one sub-folder for each class as torchvision's ``ImageFolder`` has it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from data.sources.collection import SourceError, as_text, listed
from data.sources.labels import Labels, distinct, no_labels
from data.sources.listing import Listing
from data.sources.picture import SUFFIXES, PictureEntry

HALVES = {"train", "training", "test", "testing", "val", "valid", "validation", "dev"}


def list_folder(folder: Path, classes: Sequence[str] | None = None) -> Listing:
    """List the pictures of a folder, those of a class together, sorted by their names.

    Args:
        folder: With a sub-folder for each class, or with pictures and no sub-folders: then no class is known.
        classes: The classes in the order of the network's outputs, or other names for the sub-folders in the
            alphabetical order that torchvision gives them.

    Raises:
        SourceError: There are no pictures, the folder holds halves of a data set, or the names fit no sub-folders.
    """
    files = {path: list(pictures_below(path)) for path in subfolders(folder)}
    loose = [path for path in sorted(folder.iterdir()) if is_picture(path)]
    if not any(files.values()) and not loose:
        raise SourceError(f"{folder} holds no pictures ({', '.join(sorted(SUFFIXES))}); give a folder with some")
    if not any(files.values()):
        labels, paths = no_labels(len(loose), classes), loose
        notes = tell_empty(list(files), "no class, since no sub-folder holds any")
    else:
        check_halves(folder, list(files))
        labels, paths = label_folders(files, classes), [path for found in files.values() for path in found]
        empty = [path for path, found in files.items() if not found]
        notes = tell_loose(loose) + tell_empty(empty, "a class all the same")
    entries = [PictureEntry(as_text(str(path.relative_to(folder))), path) for path in paths]
    title = as_text(folder.resolve().name)
    return Listing(entries, labels, title, f"the folder {title}", notes=tuple(map(as_text, notes)))


def subfolders(folder: Path) -> list[Path]:
    """Return the folders in a folder, sorted as torchvision sorts classes, without hidden ones."""
    return [path for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith(".")]


def pictures_below(folder: Path) -> Iterator[Path]:
    """Give the pictures anywhere in a folder, sorted; links are followed, but none twice."""
    seen: set[str] = set()
    for place, inner, names in os.walk(folder, followlinks=True):
        seen.add(os.path.realpath(place))
        inner[:] = sorted(
            name for name in inner
            if not name.startswith(".") and os.path.realpath(Path(place) / name) not in seen
        )  # fmt: skip
        yield from (path for path in map(Path(place).joinpath, sorted(names)) if is_picture(path))


def is_picture(path: Path) -> bool:
    """Return whether a file has the name of a picture, and is not hidden."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and not path.is_dir()


def check_halves(folder: Path, found: Sequence[Path]) -> None:
    """Check that the sub-folders are classes.

    Raises:
        SourceError: They are halves of a data set, each with the classes in it.
    """
    if all(path.name.lower() in HALVES and subfolders(path) for path in found):
        names = listed([path.name for path in found])
        raise SourceError(f"{folder} holds {names}, parts of a data set and no classes; give one: {found[0]}")


def label_folders(files: dict[Path, list[Path]], classes: Sequence[str] | None) -> Labels:
    """Return the class of each picture, and the names of the classes.

    Raises:
        SourceError: The names are neither those of the sub-folders nor as many.
    """
    folders = [as_text(path.name) for path in files]
    names, order = distinct(classes or folders), "in the order given" if classes else "in alphabetical order"
    if not set(folders) <= set(names):
        if set(folders) & set(names) or len(folders) != len(names):
            strange = [name for name in folders if name not in names]
            raise SourceError(
                f"{len(strange):,} of {len(folders):,} sub-folders ({listed(strange)}) are none of the {len(names):,} "
                "classes; name all sub-folders, or give as many other names in their alphabetical order"
            )
        folders, order = list(names), "in alphabetical order, with the names given"
    numbers = [names.index(name) for name in folders]
    counts = [len(found) for found in files.values()]
    notes = (f"the classes are the {len(folders):,} sub-folders {order}",)
    return Labels(np.repeat(np.array(numbers, dtype=np.int64), counts), names, notes)


def tell_empty(folders: Sequence[Path], what: str) -> list[str]:
    """Say which sub-folders hold no pictures."""
    return [f"the sub-folder {path.name} holds no pictures; it is {what}" for path in folders]


def tell_loose(loose: Sequence[Path]) -> list[str]:
    """Say that pictures outside the sub-folders were not read, if there are any."""
    if not loose:
        return []
    return [f"pictures outside the sub-folders were not read: {listed([path.name for path in loose])}"]
