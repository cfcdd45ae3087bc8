"""What is known of the images as a file to take along: posted with which images, answered with CSV or parquet.

``assets/js/page/take_table.js`` asks for it. The server keeps nothing: a file is made while it is sent.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from os import SEEK_END
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np
from dash import Dash
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wsgi import FileWrapper

from components.page.format import sentence
from components.question.members import parse_bits
from components.question.posted import MAX_BYTES, REFUSED, TOO_LARGE, as_json, too_large
from components.server.refusals import note_refusal, posted_json
from components.server.work_queue import BusyError, Places
from model.maps.table import columns_of
from model.maps.table_file import PARQUET_REMEDY, Rows, csv_file, has_parquet, write_parquet
from model.workspace import Workspace

ADDRESS = "/table"
AT_ONCE = 2  # files, of the server's eight threads: sending one takes as long as a visitor's line does
PLACES = Places(AT_ONCE)  # of the process, whatever the data set
BUSY, NO_ROOM = 429, 507
BUSY_WORDS = "Other tables are being sent; try again in a moment."
NO_ROOM_WORDS = "The server has no room for such a file while it is made; take CSV, which needs none."
KINDS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
PARTS = ("all", "filter", "group")

logger = logging.getLogger("digitscope")
NO_NAME = re.compile(r"[^a-z0-9._]+")


@dataclass(frozen=True, eq=False)
class Wanted:
    """What somebody wants to take along."""

    kind: str  # one of KINDS
    part: str  # one of PARTS: what the images are
    rows: Rows  # (m,), their numbers

    def name(self, dataset: str) -> str:
        """Return what the file is called: of what, which part, how many."""
        said = NO_NAME.sub("-", dataset.lower()).strip("-.") or "images"
        return f"{said}-{self.part}-{len(self.rows)}.{self.kind}"


def parse_wanted(posted: Any, count: int) -> Wanted:
    """Read ``{"kind": "csv", "part": "group", "members": <bits>}``; of all no members are sent.

    Args:
        posted: Anything at all.
        count: How many images there are.

    Raises:
        ValueError: It is something else, or nothing.
    """
    if not isinstance(posted, dict):
        raise ValueError("the question must be an object that says which images, and in what kind of file")
    kind, part = posted.get("kind"), posted.get("part")
    if kind not in tuple(KINDS) or part not in PARTS:
        raise ValueError(
            f"a table is {' or '.join(KINDS)}, of {', '.join(PARTS)}; got {str(kind)[:20]!r}, {str(part)[:20]!r}"
        )
    if kind == "parquet" and not has_parquet():
        raise ValueError(f"parquet files need pyarrow on the server: {PARQUET_REMEDY}")
    rows = np.arange(count) if part == "all" else np.flatnonzero(parse_bits(posted.get("members"), count))
    if not len(rows):
        raise ValueError("there are no images to take along; let the filter or the group have some")
    return Wanted(kind, part, rows)


def file_of(workspace: Workspace, wanted: Wanted) -> Response:
    """Return the file as an answer, made while it is sent.

    Raises:
        OSError: There is no room for temporary files, or no folder; CSV needs none.
    """
    columns = columns_of(workspace)
    response = Response(mimetype=KINDS[wanted.kind])
    if wanted.kind == "csv":
        response.response = csv_file(columns, wanted.rows)
    else:
        file = parquet_file(columns, wanted.rows)
        response.call_on_close(file.close)
        response.content_length = file.seek(0, SEEK_END)
        file.seek(0)
        response.response = FileWrapper(file)
    response.headers["Content-Disposition"] = f'attachment; filename="{wanted.name(workspace.spec.name)}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def parquet_file(columns: Mapping[str, Any], rows: Rows) -> IO[bytes]:
    """Return a temporary file that is open and full."""
    file = TemporaryFile()  # noqa: SIM115 -- closed with the answer
    try:
        write_parquet(columns, rows, file)
    except BaseException:
        file.close()
        raise
    return file


def register_table(app: Dash, workspace: Workspace) -> None:
    """Answer which images somebody wants to take along with a file of what is known of them."""

    def reply() -> Response:
        request.max_content_length = MAX_BYTES
        try:
            wanted = parse_wanted(posted_json(), len(workspace.labels))
            return PLACES.give(lambda: file_of(workspace, wanted))
        except RequestEntityTooLarge:
            return as_json({"message": too_large(request.content_length or 0)}, TOO_LARGE)
        except ValueError as error:
            note_refusal(error)
            return as_json({"message": sentence(error)}, REFUSED)
        except BusyError:
            return as_json({"message": BUSY_WORDS}, BUSY)
        except OSError as error:
            logger.error("a table cannot be made: %s", error)
            return as_json({"message": NO_ROOM_WORDS}, NO_ROOM)

    app.server.add_url_rule(ADDRESS, ADDRESS, reply, methods=["POST"])
