"""Where artifacts may be put: a new or empty folder, or one of artifacts alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from model.artifacts.schema import ARRAY_NAMES, MANIFEST

FILE = re.compile(r"images-\d+\.png|network\.onnx|columns\.json|kernel-\d+-(weights|biases)\.npy")  # of artifacts


def files_of(folder: Path) -> set[str]:
    """Return the files that the manifest in ``folder`` names, of whatever schema; none if there is no manifest."""
    try:
        named = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {str(name) for name in named}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def check_place(folder: Path) -> None:
    """Refuse to put artifacts in the place of anything else, which would be gone.

    Raises:
        FileExistsError: ``folder`` is none, or something in it is no file of artifacts; the message names it.
    """
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{folder} is no folder; choose a new or empty one")
    known = {MANIFEST, *(f"{name}.npy" for name in ARRAY_NAMES), *files_of(folder)}
    found = folder.iterdir() if folder.is_dir() else ()
    strangers = sorted(
        path.name for path in found if path.is_dir() or not (path.name in known or FILE.fullmatch(path.name))
    )
    if strangers:
        problem = f"{folder} holds {strangers[0]!r}, which belongs to no artifacts and would be gone"
        raise FileExistsError(f"{problem}; choose a new or empty folder")
