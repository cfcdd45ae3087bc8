"""A line for each answer, as Apache and nginx write it ("common log format"), so that their tools read it.

Of the visitor it has the address alone; what stands behind "?" in what was asked for, such as a drawing, is left out.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

LONGEST = {"address": 45, "command": 9, "path": 100}  # characters of each part, all of them ASCII
logger = logging.getLogger("digitscope.access")


def write_access_log() -> None:
    """Write the lines to stderr; without this call there are none."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    lines = logging.getLogger(logger.name)
    lines.addHandler(handler)
    lines.propagate = False
    lines.setLevel(logging.INFO)


def note_answer(task: Any) -> None:
    """Write the line of an answer that has been sent or begun.

    Args:
        task: Of waitress.
    """
    if not task.wrote_header or not logger.isEnabledFor(logging.INFO):
        return
    request, status = task.request, task.status.split()[0]
    address = getattr(task, "environ", {}).get("REMOTE_ADDR") or task.channel.addr[0]
    written = task.content_bytes_written or sent_from_memory(task) or "-"
    when = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(task.start_time))
    said = {"address": address, **{part: getattr(request, part, None) for part in ("command", "path")}}  # if it is HTTP
    visitor, command, path = (plain(text, LONGEST[part]) for part, text in said.items())
    logger.info('%s - - [%s] "%s %s HTTP/%s" %s %s', visitor, when, command, path, task.version, status, written)


def sent_from_memory(task: Any) -> int:
    """Return the bytes of an answer that waitress sends as a file, which it does not count."""
    return 0 if getattr(task.request, "command", "") == "HEAD" else int(task.content_length or 0)


def plain(text: str | None, longest: int) -> str:
    """Return the beginning of what was sent so that it can neither end a line nor a part of one."""
    escaped = (text or "-")[:longest].encode("unicode_escape").decode("ascii")
    return escaped.replace('"', "%22").replace(" ", "%20")[:longest]
