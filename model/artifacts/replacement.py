"""A folder that takes the place of another one: whole, or not at all, whatever ends the process or the power.

The new folder grows in a staging folder, hidden beside its place, whose lock dies with the process that holds it.
What a killed process left there is cleared away by the next. The two folders then exchange their names, which Linux and
macOS do in one step, so that a whole one stands under the name at every moment. A symbolic link would do so everywhere,
but git keeps the artifacts as a folder. Where names cannot be exchanged (NFS, Windows) two renames do it; who
comes after a process that was killed between them finds both folders in the staging folder and finishes its work.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

NEW, OLD, LOCK = "new", "old", "lock"  # what a staging folder can hold
PAUSE_S, PAUSES = 0.1, 6000  # waiting for another process; ten minutes, and writing 70,000 digits takes one
HERE, EXCHANGE = -100, 2  # AT_FDCWD; RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write into, and put it in the place of ``folder`` if all went well.

    Of two processes that replace the same folder one waits for the other.

    Raises:
        OSError: It cannot be written or put in place. What stood at ``folder`` stands there still, or waits in the
            staging folder for ``recover``; only if the last flush fails, the new folder has its place already.
    """
    place = folder.resolve()
    with staged(place) as staging:
        draft = staging / NEW
        draft.mkdir()
        yield draft
        for path in (*draft.iterdir(), draft):
            flush(path)
        swap(draft, place, staging / OLD)
        flush(place.parent)


def recover(folder: Path) -> None:
    """Put in place what a process left in the staging folder that was killed between two renames; else do nothing.

    Raises:
        OSError: It cannot be put in place.
    """
    place = folder.resolve()
    if is_torn(place):
        with staged(place):
            pass


def is_torn(place: Path) -> bool:
    """Return whether nothing stands at ``place``, and what should is in the staging folder."""
    return (staging_folder(place) / OLD).exists() and not place.exists()


def staging_folder(place: Path) -> Path:
    """Return where the folder grows that is to stand at ``place``; on the same disk, or it could not be renamed."""
    return place.parent / f".{place.name}-building"


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Give the staging folder of ``place``, empty but for its lock, and take it away at the end.

    Raises:
        TimeoutError: Another process keeps it.
    """
    staging = staging_folder(place)
    lock = lock_staging(staging)
    try:
        if is_torn(place):
            (staging / (NEW if (staging / NEW).exists() else OLD)).rename(place)
        empty(staging)
        yield staging
    finally:
        if not is_torn(place):
            empty(staging)
            with suppress(OSError):  # the next process has come in already
                (staging / LOCK).unlink()
                staging.rmdir()
        lock.close()


def empty(staging: Path) -> None:
    """Remove both folders from a staging folder."""
    for name in (NEW, OLD):
        shutil.rmtree(staging / name, ignore_errors=True)


def lock_staging(staging: Path) -> BinaryIO:
    """Make a staging folder if need be, and lock it until the file that is returned is closed or its process dies.

    Raises:
        TimeoutError: Another process keeps it.
    """
    for _ in range(PAUSES):
        staging.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # it was taken away in between
            lock = (staging / LOCK).open("ab")
            if try_lock(lock) and stands_at(lock, staging / LOCK):
                return lock
            lock.close()
        time.sleep(PAUSE_S)
    raise TimeoutError(f"another process has been at work in {staging} for {PAUSE_S * PAUSES:.0f} s")


def try_lock(lock: BinaryIO) -> bool:
    """Lock an open file if nobody else does, and return whether it is locked now."""
    if sys.platform == "win32":
        return True  # nobody is kept apart there
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stands_at(lock: BinaryIO, path: Path) -> bool:
    """Return whether an open file stands at ``path``; the process that had it locked may have taken it away."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def swap(draft: Path, place: Path, old: Path) -> None:
    """Put ``draft`` at ``place``; what stands there goes to ``draft``, or to ``old`` if names cannot be exchanged."""
    if not place.exists():
        draft.rename(place)
    elif not exchange(draft, place):
        place.rename(old)
        try:
            draft.rename(place)
        except BaseException:
            old.rename(place)
            raise


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step, and return whether this system and disk can do so."""
    if sys.platform == "win32":
        return False
    library, first, second = ctypes.CDLL(None), os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):  # Linux
        return bool(library.renameat2(HERE, first, HERE, second, EXCHANGE) == 0)
    if hasattr(library, "renamex_np"):  # macOS
        return bool(library.renamex_np(first, second, EXCHANGE) == 0)
    return False


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: a power cut shall leave no name without content."""
    if sys.platform == "win32":
        return  # it cannot open folders
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
