"""Reading a collection of images from whatever is named: a folder, a table, an archive of arrays, a known data set."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from data.sources.arrays import read_npz
from data.sources.collection import Collection, OnProgress, SourceError
from data.sources.folder import list_folder
from data.sources.listing import Size, collect
from data.sources.named import SOURCES, read_named
from data.sources.table import list_table

TABLES = (".parquet", ".csv")
KINDS = f"a folder, a .parquet, .csv or .npz, or one of {', '.join(SOURCES)}"


def read_images(
    source: str | Path,
    *,
    limit: int | None = None,
    classes: Sequence[str] | None = None,
    size: Size | None = None,
    on_progress: OnProgress | None = None,
) -> Collection:
    """Read images from a folder, a table, a ``.npz``, or a data set that is called by its name.

    Args:
        source: A path, or "mnist", "fashion-mnist" or "digits" where there is no such path.
        limit: How many images to take, of each class its share, always the same ones; all if None.
        classes: The names of the classes in the order of the network's outputs; as the source has them if None.
        size: Height and width of each image; the most frequent size if None.
        on_progress: Called with the number of images that are read and of those that will be.

    Raises:
        SourceError: There is nothing at that path, or it cannot be read; the message is one sentence.
    """
    path = Path(source)
    try:
        check_source(source)
        if not path.exists():
            return read_named(str(source), classes, limit=limit, size=size)
        if path.is_dir():
            return collect(list_folder(path, classes), limit=limit, size=size, on_progress=on_progress)
        if path.suffix.lower() == ".npz":
            return read_npz(path, classes, limit=limit, size=size)
        return collect(list_table(path, classes), limit=limit, size=size, on_progress=on_progress)
    except PermissionError as error:
        raise SourceError(f"{error.filename or path} cannot be read: you have no permission; ask for it") from error


def check_source(source: str | Path) -> None:
    """Check that something can be read: a folder, a file of a known kind, or a data set by its name.

    Raises:
        SourceError: There is none, or it is of another kind.
    """
    path = Path(source)
    if path.is_dir() or (str(source) in SOURCES and not path.exists()):
        return
    if not path.exists():
        near = get_close_matches(str(path), SOURCES, n=1) if path.parent == Path() else []
        remedy = f"did you mean {near[0]}?" if near else f"give {KINDS}"
        raise SourceError(f"there is no file or folder {path}; {remedy}")
    if path.suffix.lower() not in (".npz", *TABLES):
        raise SourceError(f"{path} is of no kind that can be read; give {KINDS}")


def read_class_names(path: Path) -> list[str]:
    """Return the names in a file, a line each.

    Raises:
        SourceError: It cannot be read; the message says why.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise SourceError(f"the class names in {path} cannot be read ({why}); give a text, a name a line") from error
    return [line.strip() for line in lines if line.strip()]
