"""Replaces a folder and is killed before its first step, its second and so on.

``python -m tests.model.artifacts.dying PLACE`` tells, as JSON, what stood there after each death. A
program of its own, since a process with threads cannot fork.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from itertools import count
from pathlib import Path

from model.artifacts import replacement

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "fcntl.flock", "exchange"}
PARTS = ("one", "two")  # files of a folder


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def put(place: Path, content: str) -> None:
    """Replace ``place`` by a folder in which each file holds ``content``."""
    with replacement.replacing(place) as draft:
        for part in PARTS:
            (draft / part).write_text(content)


def look(place: Path) -> str | None:
    """Return what each file of the folder ``place`` holds, "torn" if it is not whole, None if there is none."""
    if not place.exists():
        return None
    contents = {path.name: path.read_text() for path in place.iterdir()}
    return contents["one"] if set(contents) == set(PARTS) and len(set(contents.values())) == 1 else "torn"


def live(place: Path, steps: int, *, can_exchange: bool) -> None:
    """Put "new" there, and die before the next step after so many."""
    left = [steps]
    system = replacement.exchange

    def step(event: str, _: object = None) -> None:
        if event in STEPS:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    def exchange(one: Path, other: Path) -> bool:
        step("exchange")
        done = can_exchange and system(one, other)
        step("exchange")
        return done

    replacement.exchange = exchange
    sys.addaudithook(step)
    put(place, "new")
    os._exit(0)


def deaths(place: Path, before: str | None, *, can_exchange: bool) -> list[dict[str, object]]:
    """Return for each death what stood at ``place``, what once it was recovered, and what the next process left."""
    told = []
    for steps in count():
        put(place, before or "")
        if before is None:
            for part in PARTS:
                (place / part).unlink()
            place.rmdir()
        child = os.fork()
        if not child:
            live(place, steps, can_exchange=can_exchange)
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            return told
        found = look(place)
        replacement.recover(place)
        recovered = look(place)
        put(place, "next")
        told.append({"found": found, "recovered": recovered, "next": look(place), "left": names(place.parent)})
    return told


if __name__ == "__main__":
    can_exchange = sys.argv[2] == "exchange"
    json.dump([deaths(Path(sys.argv[1]), before, can_exchange=can_exchange) for before in ("old", None)], sys.stdout)
