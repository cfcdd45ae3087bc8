"""The page where nothing can be written: ``python -m tests.read_only app.py``, or ``serve.py``, takes what that takes.

Python asks before it opens or makes a file, so this needs no such system and no rights.
"""

from __future__ import annotations

import errno
import os
import runpy
import sys
from pathlib import Path
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"}


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would change a disk.

    Raises:
        OSError: It would.
    """
    opened = event == "open" and arguments[0] != os.devnull and isinstance(arguments[2], int)
    if event in CHANGES or (opened and arguments[2] & WRITING):
        raise OSError(errno.EROFS, "Read-only file system")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.addaudithook(refuse)
    runpy.run_path(str(Path(__file__).parents[1] / sys.argv.pop(1)), run_name="__main__")
