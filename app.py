"""digitscope: what a small convolutional network has learned about handwritten digits.

``python app.py`` serves the page; ``create_app`` builds it for tests and for other servers.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from socket import socket

from dash import Dash
from flask import Flask
from threadpoolctl import threadpool_limits

from components.page.data_sets import ALONE, DataSets
from components.page.dataset import describe_dataset, describe_maps
from components.page.files import (
    ASSETS,
    HOME,
    bundle_address,
    describe_files,
    pack_points,
    points_address,
    register_files,
    within,
)
from components.page.glossary import describe_glossary
from components.page.index import PLOTLY, PageData, describe_tab, index_page
from components.page.shell import page, show_error, tab_names
from components.page.table_download import register_table
from components.page.values import register_values, values_addresses
from components.panels import panels_for, tabs_for
from components.panels.map import describe_map
from components.question.address import address_table
from components.question.version import answer_own_pages, page_version
from components.question.view import describe_view, register_views
from components.server.front import add_health, make_front
from components.server.headers import send_security_headers
from components.server.hosts import answer_only_to, bracketed
from components.server.refusals import refuse_malformed
from components.server.serving import LAST_PORT, address, listen, open_server, run
from components.server.site import Site
from model.artifacts.manifest import ArtifactError
from model.explain.ambiguity import most_ambiguous
from model.library import LIMIT_MB, Library, entries_of, shipped
from model.workspace import Workspace, load_workspace

MAX_REQUEST_BYTES = 6_000_000  # a picture has 5 MB at most, and who sends a somewhat larger one is told so
LONGEST_NUMBER = 9  # digits
SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
HOST_NAME = re.compile(r"[a-z0-9.-]+|\[[a-f0-9:.]+\]", re.IGNORECASE)


def create_app(
    workspace: Workspace | None = None, *, allowed_hosts: Collection[str] = (), data_sets: DataSets = ALONE
) -> Dash:
    """Build the application.

    Args:
        workspace: What to show; by default the committed artifacts.
        allowed_hosts: Names under which the page may be asked for, besides this machine's own; IPv6 in brackets.
        data_sets: Which data set of a site it is, where there are several; its addresses follow from that.

    Returns:
        The Dash app; ``.server`` is its WSGI application.

    Raises:
        ArtifactError: No workspace was given and an artifact is missing or damaged.
    """
    threadpool_limits(1)  # visitors share the cores; one digit is too little work to share out
    workspace = workspace or load_workspace()
    packed = pack_points(workspace)
    panels = panels_for(workspace)
    views = [view for panel in panels for view in panel.views]
    index = index_page(
        points=points_address(packed, data_sets.prefix), style=bundle_address("css", data_sets.root),
        script=bundle_address("js", data_sets.root), plotly=within(data_sets.root, PLOTLY),
        data=page_data(workspace, packed, data_sets),
    )  # fmt: skip
    app = Dash(
        "digitscope", title="digitscope", update_title="", on_error=show_error, index_string=index,
        assets_folder=str(ASSETS), include_assets_files=False,
        requests_pathname_prefix=data_sets.prefix, routes_pathname_prefix="/",
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )  # fmt: skip
    app.server.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    app.layout = page(workspace, data_sets)
    answer_only_to(app.server, allowed_hosts)
    refuse_malformed(app)
    answer_own_pages(app.server, workspace)
    register_files(app, workspace, packed)
    register_values(app, workspace)
    register_table(app, workspace)
    register_views(app, workspace, views)
    for panel in panels:
        if panel.register:
            panel.register(app, workspace)
    add_health(app.server)
    send_security_headers(app.server, app.csp_hashes())
    app.server.test_client().get("/")  # Dash is not prepared to be asked twice at once for the first time
    return app


def page_data(workspace: Workspace, packed: bytes, sets: DataSets) -> PageData:
    """Return what the server tells the scripts once, with the page; ``packed`` are the points."""
    panels, first, tabs = panels_for(workspace), most_ambiguous(workspace), tab_names(workspace)
    return {
        "site": sets.facts(page_version(workspace)),
        "files": describe_files(workspace, packed, sets.prefix),
        "values": values_addresses(workspace, sets.prefix),
        "dataset": describe_dataset(workspace),
        "maps": describe_maps(workspace),
        "address": address_table(workspace, tabs=tabs, data_sets=list(sets.titles), first=first),
        "map": describe_map(workspace),
        "terms": describe_glossary(workspace),
        "views": {view.element: describe_view(view) for panel in panels for view in panel.views},
        "tabs": {tab.name: describe_tab(workspace, tab) for tab in tabs_for(workspace)},
        "choices": {choice.id: str(choice.of(workspace).default) for panel in panels for choice in panel.all_choices},
    }


def create_site(
    folders: Collection[Path] = (), *, limit_mb: float = LIMIT_MB, hosts: Collection[str] = (), root: str = HOME,
    sha256: Collection[str] = (),
) -> Site:  # fmt: skip
    """Return a site over several data sets, of which the first is loaded; the others are when somebody asks for them.

    Args:
        folders: Of their artifacts; by default those that come with the program.
        limit_mb: When all that are loaded weigh more, some are put away, as ``Library`` has it.
        hosts: Names under which it may be asked for, as for ``create_app``.
        root: What every address begins with, "/" or as in "/digits/".
        sha256: Of their manifests; a folder with another one is not shown. Of what ships they are known.

    Raises:
        ArtifactError: An artifact of the first data set is missing or damaged.
    """
    read = partial(load_workspace, sha256=sha256)
    library = Library(entries_of(list(folders) or shipped()), limit_mb=limit_mb, read=read)

    def make(workspace: Workspace, data_sets: DataSets) -> Flask:
        own = replace(data_sets, root=root)
        server: Flask = create_app(workspace, allowed_hosts=hosts, data_sets=own).server
        return server

    site = Site(library, make, make_front(library.titles, hosts, root))
    site.open(library.default)
    return site


def serve_folders(
    folders: Collection[Path], *, host: str, port: int, limit_mb: float = LIMIT_MB,
    allowed_hosts: Collection[str] = (), sha256: Collection[str] = (),
) -> None:  # fmt: skip
    """Serve several data sets, print the address, and go on until interrupted; the arguments are as ``create_site``'s.

    Raises:
        ArtifactError: An artifact of the first data set is missing or damaged.
        OSError: The port is taken, or there is no such address.
    """
    log_to_stderr()
    with listen(host, port) as listener:
        hosts = [*names_of(listener, host), *allowed_hosts]
        site = create_site(folders, limit_mb=limit_mb, hosts=hosts, sha256=sha256)
        server = open_server(site, listener, largest_request=MAX_REQUEST_BYTES)
        print(f"digitscope is at {address(*listener.getsockname()[:2])}", flush=True)
        run(server)


def log_to_stderr() -> None:
    """Write what is logged to stderr, a line each."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news


def names_of(listener: socket, host: str) -> list[str]:
    """Return the names under which a page is asked for by whoever reads where it listens."""
    return list(map(bracketed, filter(None, (host, listener.getsockname()[0]))))


def main() -> None:
    """Read the command line and serve until interrupted."""
    options = arguments()
    try:
        serve_folders(
            options.artifacts, host=options.host, port=options.port, limit_mb=options.memory,
            allowed_hosts=options.allow_host, sha256=options.sha256,
        )  # fmt: skip
    except (ArtifactError, OSError) as error:
        sys.exit(f"digitscope: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it for Ctrl-C


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="digitscope", description="Serve the digitscope page.")
    parser.add_argument(
        "--host", type=listening_address, default="127.0.0.1", help="address to listen on (default %(default)s)"
    )
    parser.add_argument("--port", type=port_number, default=8050, help="port to listen on (default %(default)s)")
    parser.add_argument(
        "--artifacts",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="folder of the artifacts of a data set; may be given several times (default: all that come with it)",
    )
    parser.add_argument(
        "--memory",
        type=megabytes,
        default=LIMIT_MB,
        metavar="MB",
        help="what the data sets in memory may weigh; the one in use always stays (default %(default)s)",
    )
    parser.add_argument(
        "--allow-host", type=host_name, action="append", default=[], metavar="NAME",
        help="answer under this name too, as behind a proxy; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--sha256", type=digest, action="append", default=[], metavar="DIGITS",
        help="serve only what has this manifest, as the build told it; one for each folder",
    )  # fmt: skip
    return parser.parse_args()


def listening_address(text: str) -> str:
    """Read an address to listen on.

    Raises:
        argparse.ArgumentTypeError: It is empty, which the system would take for every address of the machine.
    """
    if text.strip():
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is no address; 127.0.0.1 is this machine alone, 0.0.0.0 every address")


def whole(text: str) -> int:
    """Return the whole number that a text is, or -1 if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else -1


def port_number(text: str) -> int:
    """Read a port.

    Raises:
        argparse.ArgumentTypeError: It is none; the message says what is.
    """
    if 0 <= (port := whole(text)) <= LAST_PORT:
        return port
    raise argparse.ArgumentTypeError(f"{text[:20]!r} is no port; it must be a whole number from 0 to {LAST_PORT}")


def megabytes(text: str) -> int:
    """Read an amount of memory.

    Raises:
        argparse.ArgumentTypeError: It is none; the message says what is.
    """
    if (amount := whole(text)) > 0:
        return amount
    raise argparse.ArgumentTypeError(f"{text[:20]!r} is no amount of memory; it must be a whole number of MB from 1")


def host_name(text: str) -> str:
    """Read a name under which the page may be asked for.

    Raises:
        argparse.ArgumentTypeError: It is none; the message says what is.
    """
    if HOST_NAME.fullmatch(text):
        return text
    raise argparse.ArgumentTypeError(
        f"{text[:40]!r} is no host; it must be a name or an address, IPv6 in brackets, without scheme and port"
    )


def digest(text: str) -> str:
    """Read a sha256.

    Raises:
        argparse.ArgumentTypeError: It is none; the message says what is.
    """
    if SHA256.fullmatch(text):
        return text.lower()
    raise argparse.ArgumentTypeError(f"{text[:20]!r} is no sha256; it must be 64 digits, 0 to 9 and a to f")


if __name__ == "__main__":
    main()
