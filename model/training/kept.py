"""What a long build has computed already, kept beside its folder, so that an interruption costs little."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from model.artifacts.replacement import LOCK, stands_at, try_lock

Arrays = dict[str, NDArray[Any]]


class OccupiedError(RuntimeError):
    """Another process builds into the same folder."""


class Kept:
    """Results by name, in one folder for each set of inputs; what a run with other inputs left is cleared away."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder / key
        for other in folder.iterdir():
            if other.is_dir() and other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        self.folder.mkdir(exist_ok=True)

    def find(self, name: str) -> Arrays | None:
        """Return the arrays that were kept under ``name``, if there are whole ones."""
        try:
            content = BytesIO((self.folder / f"{name}.npz").read_bytes())
            with np.load(content, allow_pickle=False) as file:
                return dict(file)
        except (OSError, ValueError, EOFError, BadZipFile):
            return None

    def keep(self, name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep ``arrays`` under ``name``; who is interrupted meanwhile leaves nothing under it."""
        draft = self.folder / f"{name}.part"
        with draft.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        draft.replace(self.folder / f"{name}.npz")

    def get(self, name: str, compute: Callable[[], Arrays]) -> Arrays:
        """Return what was kept under ``name``, or else compute and keep it."""
        found = self.find(name)
        if found is None:
            found = compute()
            self.keep(name, found)
        return found


@contextmanager
def working_folder(place: Path) -> Iterator[Path]:
    """Give the hidden folder beside ``place`` for what is kept; it goes away if all went well or nothing is kept.

    Raises:
        OccupiedError: Another process builds at ``place``.
        OSError: It cannot be made.
    """
    folder = place.parent / f".{place.name}.partial"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("ab") as lock:
        if not (try_lock(lock) and stands_at(lock, folder / LOCK)):  # or whoever had it took it away just now
            raise OccupiedError(f"another process builds {place} at this moment; wait for it, or choose another --out")
        try:
            yield folder
        except BaseException:
            if not any(folder.glob("*/*.npz")):  # nothing that another run could use
                shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


def key_of(*parts: bytes | NDArray[Any] | str) -> str:
    """Return a name for inputs that others do not have."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, np.ndarray):
            digest.update(np.ascontiguousarray(part).data)
        else:
            digest.update(part.encode() if isinstance(part, str) else part)
    return digest.hexdigest()[:16]
