"""What a site answers itself: whether it is there, what all data sets share, and why one cannot be shown."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from html import escape
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from components.page.data_sets import DataSets
from components.page.files import ASSETS, HOME, bundle_address, register_bundles
from components.server.headers import send_security_headers
from components.server.hosts import answer_only_to
from components.server.refusals import note_refusal
from components.server.work_queue import BusyError
from model.artifacts.manifest import ArtifactError
from model.library import UnknownNameError

SHARED = ("/health", "/assets/", "/digitscope.")  # what addresses begin with that belong to no data set
PROBLEM = "digitscope.problem"  # the error why a data set cannot answer, as the site hands it over with the request
NOT_FOUND, UNAVAILABLE = 404, 503
AGAIN_S = 2  # after which a page that has no place to wait asks again
BUSY = "Other data sets are being loaded; this page comes in a moment."
DAMAGED = "This data set cannot be shown: its file {file} is missing, damaged or not the one it should be."
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>digitscope</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="{sheet}">
</head>
<body class="refusal"><h1>digitscope</h1><p>{words}</p><p>What there is:</p><ul>{links}</ul></body>
</html>"""

logger = logging.getLogger("digitscope")


def make_front(titles: Mapping[str, str], allowed_hosts: Collection[str] = (), root: str = HOME) -> Flask:
    """Return the server of what belongs to no data set.

    Args:
        titles: Of all data sets by their names, the first one first.
        allowed_hosts: As ``answer_only_to`` has them.
        root: What every address of the site begins with, as in "/digits/".
    """
    server = Flask("digitscope", static_folder=ASSETS, static_url_path="/assets")
    answer_only_to(server, allowed_hosts)
    register_bundles(server)
    add_health(server)
    send_security_headers(server)

    @server.before_request
    def say_problem() -> Response | None:
        error = request.environ.get(PROBLEM)
        return refusal(error, titles, root) if error else None

    @server.get("/data/<name>/", strict_slashes=False)
    def home(name: str) -> BaseResponse:
        if name not in titles:
            return refusal(UnknownNameError(name), titles, root)
        said = {"data": name} | request.args.to_dict() | {"data": name}
        return redirect(f"{root}?{urlencode(said)}")

    return server


def add_health(server: Flask) -> None:
    """Answer ``/health`` with 200 as soon as the page can be served."""

    @server.get("/health")
    def health() -> Response:
        return Response("ok", mimetype="text/plain")


def refusal(error: ArtifactError | BusyError | UnknownNameError, titles: Mapping[str, str], root: str) -> Response:
    """Return a page that says why a data set is not shown and which ones there are.

    What is wrong with a file stands in the log alone, with the remedy: it names folders of the machine.
    """
    if isinstance(error, BusyError):
        return Response(page(BUSY, titles, root), UNAVAILABLE, {"Retry-After": str(AGAIN_S), "Refresh": str(AGAIN_S)})
    if isinstance(error, UnknownNameError):
        note_refusal(error)
        return Response(page(str(error), titles, root), NOT_FOUND)
    logger.error("a data set cannot be shown: %s", error)
    return Response(page(DAMAGED.format(file=error.path.name), titles, root), UNAVAILABLE)


def page(words: str, titles: Mapping[str, str], root: str) -> str:
    """Return the page that says ``words``; they and the titles are text, never markup."""
    sets = (DataSets(name, titles, root) for name in titles)
    links = "".join(f'<li><a href="{escape(each.home)}">{escape(each.title)}</a></li>' for each in sets)
    return PAGE.format(sheet=bundle_address("css", root), words=escape(words), links=links)
