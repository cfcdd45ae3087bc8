"""Writes artifacts that ship again and again, and is killed each time at a moment by chance.

``python -m tests.model.artifacts.killed PLACE KNOWN SEED`` tells, as JSON, what stood at PLACE before each death, what
was to stand there, and what did; KNOWN has the sha256 of what ships. A program of its own, since a process with threads
cannot fork.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from model.artifacts import digests
from model.artifacts.folder import ArtifactContent, load_artifacts, write_artifacts
from model.artifacts.records import BuildRecord

DEATHS = 50


def content_of(folder: Path) -> ArtifactContent:
    """Return what a folder without columns holds."""
    known = load_artifacts(folder)
    record = {name: known.manifest[name] for name in BuildRecord.__annotations__}
    return ArtifactContent(
        known.manifest["dataset"], known.manifest["network"], known.images, known.arrays, record, known.onnx
    )


def write(place: Path, content: ArtifactContent, note: str) -> None:
    """Write artifacts that can be told from others by a note."""
    write_artifacts(place, replace(content, record={**content.record, "notes": [note]}))


def note_at(place: Path) -> str:
    """Return the note of the artifacts at ``place``, which must be whole."""
    return load_artifacts(place).manifest["notes"][0]


def die(place: Path, content: ArtifactContent, note: str, after_s: float) -> None:
    """Write artifacts in a process that is killed ``after_s`` seconds later, if it has not ended by then."""
    child = os.fork()
    if not child:
        write(place, content, note)
        os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def deaths(place: Path, seed: int) -> list[tuple[str, str, str]]:
    """Return what stood there, was to stand there, and stands there, for each death."""
    content, dice, told = content_of(place), random.Random(seed), []
    began = time.monotonic()
    write(place, content, "first")
    whole_s = time.monotonic() - began
    for number in range(DEATHS):
        before = note_at(place)
        die(place, content, str(number), dice.uniform(0, 1.5 * whole_s))
        told.append((before, str(number), note_at(place)))
    write(place, content, "last")
    return [*told, (told[-1][2], "last", note_at(place))]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    digests.SHIPPED, digests.KNOWN = target.parent, Path(sys.argv[2])
    digests.vouch(target, target)
    json.dump(deaths(target, int(sys.argv[3])), sys.stdout)
