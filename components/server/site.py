"""The site: one Dash app a data set, each made when somebody first asks for it, behind one address.

The first data set is at ``/``. Another one has its page at ``/?data=<name>``, and everything that this page then asks
for under ``/data/<name>/``. An app does not see that prefix, so nothing within it differs from an app at ``/``.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterable
from contextvars import copy_context
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from werkzeug.wrappers import Request

from components.page.data_sets import DataSets
from components.server.front import PROBLEM, SHARED
from components.server.work_queue import BusyError
from model.artifacts.manifest import ArtifactError
from model.library import Library, UnknownNameError
from model.workspace import Workspace

WITHIN = re.compile(r"/data/(?P<name>[^/]*)(?P<path>/.*)?", re.DOTALL)
AT_ONCE = 4  # of the server's eight threads may load data sets or wait for them
logger = logging.getLogger("digitscope")


@dataclass(frozen=True)
class Served:
    """A data set that is served."""

    workspace: Workspace
    server: Flask


class Site:
    """A WSGI application over all data sets of a library.

    Args:
        library: The data sets.
        make: Makes the server of one, given its workspace and which of the data sets it is.
        front: Answers what belongs to no data set, and what none can answer (``components.server.front``).
    """

    def __init__(self, library: Library, make: Callable[[Workspace, DataSets], Flask], front: Flask) -> None:
        self._library, self._make, self._front = library, make, front
        self._served: dict[str, Served] = {}
        self._lock = Lock()  # held while data sets are put away
        self._doors = {name: Lock() for name in library.entries}  # held while a server is made
        self._places = BoundedSemaphore(AT_ONCE)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        name, prefix, path = self.place(environ)
        if (path == "/" and prefix) or environ["PATH_INFO"].startswith(SHARED):
            return self._front(environ, start_response)
        try:
            server = self.open(name)
        except (UnknownNameError, ArtifactError, BusyError) as error:
            return self._front({**environ, PROBLEM: error}, start_response)
        own = {**environ, "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + prefix, "PATH_INFO": path}
        # Dash notes its app in the context of the thread, where it would outlast the data set.
        return copy_context().run(server, own, start_response)

    def place(self, environ: WSGIEnvironment) -> tuple[str, str, str]:
        """Return for which data set a request is, the prefix of its address, and the path behind that.

        The last ``data=`` of a page's address counts, as in the browser; the path is as WSGI has it.
        """
        path = environ["PATH_INFO"] or "/"
        within = WITHIN.fullmatch(path)
        if within:
            name = within["name"].encode("latin-1").decode(errors="replace")
            return name, f"/data/{within['name']}", within["path"] or "/"
        said = Request(environ).args.getlist("data") if path == "/" else []
        return said[-1] if said else self._library.default, "", path

    def open(self, name: str) -> Flask:
        """Return the server of a data set; it is made if it is not there.

        Raises:
            UnknownNameError: There is no such data set.
            ArtifactError: A file of it is missing, damaged or of another schema.
            BusyError: Too many wait for data sets to be loaded.
        """
        self._library.find(name)
        if name in self._served:
            return self._open(name)
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            return self._open(name)
        finally:
            self._places.release()

    def open_all(self) -> None:
        """Make the servers of all data sets, the first ones first, as long as there is memory for them.

        One that cannot be shown is named in the log.

        Raises:
            ArtifactError: It is the first.
        """
        for name in self._library.entries:
            try:
                self.open(name)
            except ArtifactError as error:
                if name == self._library.default:
                    raise
                logger.error("a data set cannot be shown: %s", error)
            if self._library.default not in self._library.loaded:  # it was put away for this one
                self.open(self._library.default)
                break

    def _open(self, name: str) -> Flask:
        """Return the server of a data set, made of the workspace that is in memory now."""
        with self._doors[name]:
            workspace, served = self._library.load(name), self._served.get(name)
            if served is None or served.workspace is not workspace:
                self._put_away()
                served = Served(workspace, self._make(workspace, DataSets(name, self._library.titles)))
                self._served[name] = served
        return served.server

    def _put_away(self) -> None:
        """Let go of the servers whose data sets the library has put away; requests that they are answering go on."""
        with self._lock:
            gone = self._served.keys() - self._library.loaded
            for name in gone:
                del self._served[name]
        if gone:
            gc.collect()  # an app and its callbacks know each other
