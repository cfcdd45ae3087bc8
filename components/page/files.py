"""Files that the browser fetches once: points of every map, features, one or all, sheets of images; style and scripts.

Their addresses carry a version, so a browser keeps them for good and asks again only when the artifacts change. They
are sent from memory, as they were when they were verified or the server started; under another version nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TypedDict

import numpy as np
from dash import Dash
from flask import Flask, Response, abort, request
from numpy.typing import NDArray
from werkzeug.wrappers import Response as BaseResponse
from werkzeug.wsgi import wrap_file

from components.page.bundle import bundle
from components.question.facts import is_raw
from components.question.remembered import remembered
from model.artifacts.schema import layout_of
from model.workspace import Workspace

ASSETS = Path(__file__).parents[2] / "assets"
HOME = "/"  # what the addresses of the first data set begin with, unless the site is below a path of a host
POINTS_PATH = "/points.bin"
FEATURES_PATH = "/features.bin"
SHEETS_PATH = "/digits"
UNITS_PATH = "/units"
LEVELS = 255  # of a packed feature above the lowest
OUTDATED = 409  # status of what a page of another version asks
KEEP = "public, max-age=31536000, immutable"


class FeatureFile(TypedDict):
    """Where all features of all digits are, a byte each."""

    address: str
    units: int  # features of an image
    zero: float  # activation of level 0
    step: float  # activation of one level more


class Files(TypedDict):
    """What the browser needs to fetch and read the files."""

    count: int  # images
    points: str  # address of the columns, the float32 ones first
    floats: list[str]  # names of the float32 columns in their order
    classes: list[str]  # names of the columns of int16 behind them, -1 where there is none
    units: str  # address of one feature; UNIT stands for its number
    features: FeatureFile
    sheets: list[str]  # addresses
    across: int  # images in a row of a sheet
    perSheet: int  # images on a sheet


@cache
def read_bundle(kind: str) -> bytes:
    """Return the page's scripts ("js") or style sheets ("css": what all panels share, then each panel's) as one file.

    Forty small files would cost the first visit a tenth of a second here, and far more over a real network.
    """
    if kind == "js":
        return bundle(ASSETS / "js" / "main.js")
    return b"\n".join(path.read_bytes() for path in style_sheets())


def style_sheets() -> list[Path]:
    """Return the style sheets in the order in which they count: those at the top by name, then the panels' by name."""
    folder = ASSETS / "css"
    return [*sorted(folder.glob("*.css")), *sorted((folder / "panels").glob("*.css"))]


def bundle_address(kind: str, root: str = HOME) -> str:
    """Return the address of a bundle; it changes with its content."""
    return f"{root}digitscope.{kind}?v={version_of(read_bundle(kind))}"


def version_of(content: bytes) -> str:
    """Return a name for ``content`` that other content does not have."""
    return sha256(content).hexdigest()[:12]


def point_columns(workspace: Workspace) -> Mapping[str, NDArray[np.float32]]:
    """Return the coordinates of all n images on every axis that a map can have, each (n,), and their confidence."""
    columns = {
        each.column.format(k + each.first): each.coordinates[:, k]
        for each in workspace.projections.values()
        if not is_raw(workspace, each)  # features are fetched one by one
        for k in range(each.count)
    }
    return {**columns, "confidence": workspace.confidence}


def pack_points(workspace: Workspace) -> bytes:
    """Return the float32 columns one after the other, then the labels and the predictions as int16."""
    floats = b"".join(column.astype("<f4").tobytes() for column in point_columns(workspace).values())
    return floats + workspace.labels.astype("<i2").tobytes() + workspace.predicted.astype("<i2").tobytes()


def pack_unit(workspace: Workspace, unit: int) -> bytes:
    """Return one feature of all n images, then how well it separates the classes with each of the d features."""
    parts = (workspace.features[:, unit], workspace.separation[unit])
    return b"".join(part.astype("<f4").tobytes() for part in parts)


def units_version(workspace: Workspace) -> str:
    """Return a version that changes with what ``pack_unit`` packs, known without packing it."""
    entries = (workspace.manifest["files"][f"{name}.npy"] for name in ("features", "separation"))
    return version_of("".join(entry["sha256"] for entry in entries).encode())


def points_address(packed: bytes, prefix: str = HOME) -> str:
    """Return the address of the points; it changes with their content."""
    return f"{within(prefix, POINTS_PATH)}?v={version_of(packed)}"


@remembered(8)
def feature_scale(workspace: Workspace) -> tuple[float, float]:
    """Return the activation that level 0 of the packed features stands for, 0 or below, and that of one more level."""
    zero = min(float(workspace.features.min()), 0.0)
    return zero, (float(workspace.features.max()) - zero) / LEVELS or 1.0


@remembered(1)
def pack_features(workspace: Workspace) -> bytes:
    """Return the features (n, d) image by image, a byte each: how many steps it is above the lowest, rounded."""
    zero, step = feature_scale(workspace)
    levels: NDArray[np.uint8] = np.rint((workspace.features - zero) / step).astype("u1")
    return levels.tobytes()


def features_address(workspace: Workspace, prefix: str = HOME) -> str:
    """Return the address of the packed features; known without packing them, which waits until somebody wants them."""
    return f"{within(prefix, FEATURES_PATH)}?v={features_version(workspace)}"


def features_version(workspace: Workspace) -> str:
    """Return a version that changes with the features."""
    return workspace.manifest["files"]["features.npy"]["sha256"][:12]


def within(prefix: str, path: str) -> str:
    """Return the address of a path of a data set whose addresses begin with ``prefix``."""
    return f"{prefix}{path.removeprefix('/')}"


def describe_files(workspace: Workspace, packed: bytes, prefix: str = HOME) -> Files:
    """Return what ``assets/js/core/points.js`` needs to fetch and read the files."""
    zero, step = feature_scale(workspace)
    sheets, layout = within(prefix, SHEETS_PATH), layout_of(workspace.manifest["dataset"])
    return {
        "count": len(workspace.labels),
        "points": points_address(packed, prefix),
        "floats": list(point_columns(workspace)),
        "classes": ["label", "predicted"],
        "units": f"{within(prefix, UNITS_PATH)}/UNIT.bin?v={units_version(workspace)}",
        "features": {
            "address": features_address(workspace, prefix),
            "units": workspace.features.shape[1],
            "zero": zero,
            "step": step,
        },
        "sheets": [f"{sheets}/{k}.png?v={version_of(sheet)}" for k, sheet in enumerate(workspace.sheets)],
        "across": layout.across,
        "perSheet": layout.per_sheet,
    }


def register_files(app: Dash, workspace: Workspace, packed: bytes) -> None:
    """Serve the points, the features, one or all, the sheets of images, and the bundles."""
    register_bundles(app.server)
    versions = [version_of(content) for content in workspace.sheets]
    points_version = version_of(packed)

    @app.server.get(POINTS_PATH)
    def points() -> Response:
        return keep(send(packed, "application/octet-stream"), points_version)

    @app.server.get(f"{UNITS_PATH}/<int:unit>.bin")
    def unit(unit: int) -> Response:
        if unit >= workspace.features.shape[1]:
            abort(404)
        return keep(Response(pack_unit(workspace, unit), mimetype="application/octet-stream"), units_version(workspace))

    @app.server.get(FEATURES_PATH)
    def features() -> Response:
        return keep(send(pack_features(workspace), "application/octet-stream"), features_version(workspace))

    @app.server.get(f"{SHEETS_PATH}/<int:number>.png")
    def sheet(number: int) -> Response:
        if number >= len(workspace.sheets):
            abort(404)
        return keep(send(workspace.sheets[number], "image/png"), versions[number])


def register_bundles(server: Flask) -> None:
    """Serve the scripts and the style sheets as one file each, and Plotly; they are the same for every data set."""
    for kind, mimetype in (("js", "text/javascript"), ("css", "text/css")):
        register_bundle(server, kind, mimetype)
    for path in (ASSETS / "vendor").glob("*.js"):
        register_vendored(server, path)


def register_bundle(server: Flask, kind: str, mimetype: str) -> None:
    """Serve the scripts or the style sheets as one file."""
    content = read_bundle(kind)
    version = version_of(content)

    @server.get(f"/digitscope.{kind}", endpoint=f"digitscope.{kind}")
    def bundle() -> Response:
        return keep(send(content, mimetype), version)


def send(content: bytes, mimetype: str) -> Response:
    """Answer with ``content``, of which the server makes no copy for each visitor, however slowly he reads."""
    response = Response(wrap_file(request.environ, BytesIO(content)), mimetype=mimetype, direct_passthrough=True)
    response.content_length = len(content)
    return response


def register_vendored(server: Flask, path: Path) -> None:
    """Serve a script of others, whose name has its version."""
    content = read_file(path)
    version = version_of(content)

    @server.get(f"/assets/vendor/{path.name}", endpoint=f"vendor/{path.stem}")
    def vendored() -> BaseResponse:
        response = send(content, "text/javascript")
        response.headers["Cache-Control"] = "no-cache"
        response.set_etag(version)
        return response.make_conditional(request)


@cache
def read_file(path: Path) -> bytes:
    """Return the content of a file as it was when it was first asked for."""
    return path.read_bytes()


def keep(response: Response, version: str) -> Response:
    """Let browsers keep a response that was asked for by its ``version``; who wants another one is told so."""
    asked = request.args.get("v")
    if asked not in (None, version):
        abort(OUTDATED)
    response.headers["Cache-Control"] = "no-cache" if asked is None else KEEP
    return response
