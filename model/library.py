"""The library: data sets by name, each loaded when somebody first asks for it and put away when room is needed."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from model.artifacts.digests import SHIPPED
from model.artifacts.folder import FOLDER
from model.artifacts.schema import MANIFEST
from model.spec import DIGITS, SHIPPED_SPECS
from model.workspace import Workspace, load_workspace

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LIMIT_MB = 1000  # of all workspaces together
# Beside its arrays and files, for what is made of them when they are used and the app that shows them: one of 10,000
# digits took 34 MB of the process once all of its views had been asked, of which its arrays and files are 24.
BESIDE_MB = 15
BYTES = 1_000_000  # of a MB


class UnknownNameError(ValueError):
    """The library has no data set of this name; the message says so in a sentence."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no data set “{name[:40]}” here.")


@dataclass(frozen=True)
class LibraryEntry:
    """A data set of the library."""

    name: str  # as ``data=`` in the URL says it: small letters, digits, hyphens between them
    title: str  # for people; text, never markup
    folder: Path  # of its artifacts

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no name of a data set; it must be of a to z, 0 to 9 and hyphens within")


class Library:
    """Data sets by name. Any number of threads may ask for any of them at once.

    Args:
        entries: What there is; the first is the one that is shown to whoever names none.
        limit_mb: When the workspaces weigh more (``weight_mb``), those that nobody has asked for the longest are put
            away, but never the one that was just asked for. What one weighs is known once it is loaded, so for that
            moment what is put away for it is still there.
        read: Makes the workspace of a folder.

    Raises:
        ValueError: There is no entry, or two have the same name.
    """

    def __init__(
        self,
        entries: Sequence[LibraryEntry],
        *,
        limit_mb: float = LIMIT_MB,
        read: Callable[[Path], Workspace] = load_workspace,
    ) -> None:
        self.entries: Mapping[str, LibraryEntry] = {entry.name: entry for entry in entries}
        if not entries or len(self.entries) < len(entries):
            raise ValueError("a library needs at least one data set, and a name of its own for each")
        self._limit_mb, self._read = limit_mb, read
        self._loaded: OrderedDict[str, tuple[Workspace, float]] = OrderedDict()  # with MB; asked for last is last
        self._lock = Lock()  # of the above, never held for long
        self._doors = {name: Lock() for name in self.entries}  # held while a data set is loaded

    @property
    def default(self) -> str:
        """The name of the first data set."""
        return next(iter(self.entries))

    @property
    def titles(self) -> dict[str, str]:
        """The titles of all data sets by their names, the first one first."""
        return {name: entry.title for name, entry in self.entries.items()}

    @property
    def loaded(self) -> list[str]:
        """The names of the data sets in memory, the one that was asked for last at the end."""
        with self._lock:
            return list(self._loaded)

    def find(self, name: str) -> LibraryEntry:
        """Return the entry of a data set.

        Raises:
            UnknownNameError: There is no such data set.
        """
        if name not in self.entries:
            raise UnknownNameError(name)
        return self.entries[name]

    def load(self, name: str) -> Workspace:
        """Return a workspace, from memory if it is there; who asks for one that is being loaded waits for it.

        Raises:
            UnknownNameError: There is no such data set.
            ArtifactError: A file of it is missing, damaged or of another schema. The next who asks tries again.
        """
        entry = self.find(name)
        with self._doors[name]:
            return self._recall(name) or self._keep(name, self._read(entry.folder))

    def _recall(self, name: str) -> Workspace | None:
        """Return a workspace that is in memory, and note that somebody has asked for it."""
        with self._lock:
            if name not in self._loaded:
                return None
            self._loaded.move_to_end(name)
            return self._loaded[name][0]

    def _keep(self, name: str, workspace: Workspace) -> Workspace:
        """Keep a workspace that has just been loaded, and make room for it."""
        weight = weight_mb(workspace)
        with self._lock:
            self._loaded[name] = workspace, weight
            while len(self._loaded) > 1 and sum(mb for _, mb in self._loaded.values()) > self._limit_mb:
                self._loaded.popitem(last=False)
        return workspace


def weight_mb(workspace: Workspace) -> float:
    """Return what a workspace counts in memory, MB: the bytes of its arrays and files, and ``BESIDE_MB``."""
    return sum(map(own_bytes, parts_of(workspace))) / BYTES + BESIDE_MB


def parts_of(whole: object) -> Iterator[object]:
    """Give ``whole`` and everything within it, each thing once."""
    seen: dict[int, object] = {}
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        if id(part) not in seen:
            seen[id(part)] = part
            yield part
            waiting += within(part)


def within(part: object) -> list[Any]:
    """Return what a part directly consists of; of an array, the one whose memory it shares."""
    if isinstance(part, np.ndarray):
        return [] if part.base is None else [part.base]
    if isinstance(part, Mapping):
        return list(part.values())
    if isinstance(part, list | tuple | set | frozenset):
        return list(part)
    return list(vars(part).values()) if type(part).__module__.startswith("model.") else []


def own_bytes(part: object) -> int:
    """Return the bytes that a part has for itself, if it is an array, the content of a file, or says so."""
    if isinstance(part, np.ndarray):
        return part.nbytes if part.base is None else 0
    return len(part) if isinstance(part, bytes | bytearray) else getattr(part, "beside_bytes", 0)


def shipped() -> list[Path]:
    """Return the folders of the artifacts that come with the program, the digits first."""
    others = (SHIPPED / name for name in SHIPPED_SPECS if name != DIGITS.name)
    return [FOLDER, *(folder for folder in others if folder.is_dir())]


def entries_of(folders: Sequence[Path]) -> list[LibraryEntry]:
    """Return an entry for each folder of artifacts; where a name is taken it gets a number, as in "mnist-2"."""
    entries: dict[str, LibraryEntry] = {}
    for folder in folders:
        name, title = name_and_title(folder)
        number = next(k for k in count(1) if numbered(name, k) not in entries)
        own = numbered(name, number)
        entries[own] = LibraryEntry(own, title if number == 1 else f"{title} ({number})", folder)
    return list(entries.values())


def name_and_title(folder: Path) -> tuple[str, str]:
    """Return what the data set in a folder is called, in the URL and for people."""
    folder = folder.resolve()
    try:
        record = json.loads((folder / MANIFEST).read_bytes())["dataset"]
        name, title = str(record["name"]), str(record["title"])
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
    ):  # that it is damaged is said when it is asked for
        name = title = folder.name
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "data", title


def numbered(name: str, number: int) -> str:
    """Return the name of the first, second, ... data set that would have the same one."""
    return name if number == 1 else f"{name}-{number}"
