"""Whether a question comes from a page of this build: after a restart with another one an answer would mix both."""

from __future__ import annotations

import json

from flask import Flask, Response, request

from components.page.files import OUTDATED, read_bundle, version_of
from components.question.remembered import remembered
from components.server.refusals import note_refusal
from model.workspace import Workspace

HEADER = "Page-Version"  # of all that a page posts
OUTDATED_WORDS = "The server has been renewed; reload the page."


class OutdatedError(ValueError):
    """A page of another version asks."""


@remembered(1)
def page_version(workspace: Workspace) -> str:
    """Return a version that changes with the data and with the scripts of the page."""
    files = json.dumps(workspace.manifest["files"], sort_keys=True)
    return version_of(files.encode() + read_bundle("js"))


def check_version(said: object, workspace: Workspace) -> None:
    """Refuse what a page of another version asks; who says none is no page.

    Raises:
        OutdatedError: It is of another one.
    """
    if said not in (None, page_version(workspace)):
        raise OutdatedError(OUTDATED_WORDS)


def answer_own_pages(server: Flask, workspace: Workspace) -> None:
    """Answer what is posted by a page of another version with 409, and say to reload it."""

    @server.before_request
    def refuse_other_pages() -> Response | None:
        try:
            check_version(request.headers.get(HEADER), workspace)
        except OutdatedError:
            note_refusal("the page is of another version")
            return Response(json.dumps({"message": OUTDATED_WORDS}), OUTDATED, mimetype="application/json")
        return None
