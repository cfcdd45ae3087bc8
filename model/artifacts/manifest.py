"""The manifest: read and checked, and written so that it can be read again."""

from __future__ import annotations

import json
import reprlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from model.artifacts.digests import objection
from model.artifacts.records import SCHEMA, Manifest
from model.artifacts.schema import MANIFEST, PROJECTIONS, file_names

REMEDY = (
    "A folder of your own is built anew by `digitscope build`; what comes with digitscope by `make build-data`, "
    "or fetch the committed files with `git checkout -- data/artifacts`."
)


class ArtifactError(RuntimeError):
    """A file of the artifacts is missing, damaged or of another schema; the message names it and the remedy."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} {problem}.\n{REMEDY}")
        self.path = path


def read_manifest(folder: Path, sha256: Collection[str] = ()) -> Manifest:
    """Read the manifest of ``folder`` and check that it is one of this schema.

    Args:
        folder: Where it is.
        sha256: One of these it must have; any if there are none, but for what ships.

    Raises:
        ArtifactError: It is missing, not JSON, of another schema, lacks something or has something of another kind, or
            is another one than is known or asked for.
    """
    path = folder / MANIFEST
    content = read_vouched(path, sha256)
    try:
        manifest = manifest_type().validate_json(content, strict=True)
    except ValidationError as error:
        raise ArtifactError(path, complaint(error)) from error
    check_complete(path, manifest)
    return manifest


def read_vouched(path: Path, sha256: Collection[str] = ()) -> bytes:
    """Return the bytes of the manifest at ``path``, if it is one that is known or asked for.

    Raises:
        ArtifactError: It is missing, or another one.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ArtifactError(path, f"is missing or cannot be read ({error.strerror})") from error
    if why := objection(path.parent, content, sha256):
        raise ArtifactError(path, why)
    return content


@cache
def manifest_type() -> TypeAdapter[Manifest]:
    """Return what checks manifests; it takes some milliseconds to make."""
    return TypeAdapter(Manifest)


def encode_manifest(manifest: Manifest) -> str:
    """Return the content of ``manifest.json``.

    Raises:
        ValueError: It could not be read again; the message says what is wrong with it.
    """
    text = json.dumps(manifest, indent=2) + "\n"
    try:
        manifest_type().validate_json(text, strict=True)
    except ValidationError as error:
        raise ValueError(f"the manifest {complaint(error)}") from error
    return text


def complaint(error: ValidationError) -> str:
    """Return in words what is wrong with a manifest: that it is of another schema, or else the first thing."""
    found = error.errors(include_url=False, include_context=False)
    first = next((each for each in found if each["loc"] == ("schema",)), found[0])
    place, given = " › ".join(map(str, first["loc"])), reprlib.repr(first["input"])
    if first["type"] == "json_invalid":
        return f"is not JSON: {first['msg']}"
    if first["type"] == "missing":
        return f"lacks {place}"
    if place == "schema":
        return f"has the schema {given}; this version reads {SCHEMA!r}"
    return f"says {given}{place and f' at {place}'}: {first['msg']}"


def check_complete(path: Path, manifest: Manifest) -> None:
    """Check that ``manifest``, read from ``path``, has all files, and the measures of all maps.

    Raises:
        ArtifactError: One is missing.
    """
    for name in file_names(manifest):
        if name not in manifest["files"]:
            raise ArtifactError(path, f"has no entry for {name}")
    for projection in PROJECTIONS:
        if projection not in manifest["quality"]:
            raise ArtifactError(path, f"does not hold the measures of {projection}")
        tried = manifest["foretelling"].get(projection, ())
        if not manifest["network"]["why_no_gradient"] and len(tried) != len(manifest["dataset"]["classes"]):
            raise ArtifactError(path, f"does not hold the trials of the saliency on {projection}")
