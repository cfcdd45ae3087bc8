"""The manifest: read and checked, and written so that it can be read again."""

from __future__ import annotations

import json
import reprlib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from model.artifacts.records import SCHEMA, Manifest
from model.artifacts.schema import MANIFEST, PROJECTIONS, file_names

REMEDY = "Build it anew with `make build-data`, or fetch the committed files with `git checkout -- data/artifacts`."


class ArtifactError(RuntimeError):
    """A file of the artifacts is missing, damaged or of another schema; the message names it and the remedy."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} {problem}.\n{REMEDY}")
        self.path = path


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of ``folder`` and check that it is one of this schema.

    Raises:
        ArtifactError: It is missing, not JSON, of another schema, lacks something or has something of another kind.
    """
    path = folder / MANIFEST
    try:
        manifest = manifest_type().validate_json(path.read_bytes(), strict=True)
    except OSError as error:
        raise ArtifactError(path, f"is missing or cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise ArtifactError(path, complaint(error)) from error
    check_complete(path, manifest)
    return manifest


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
