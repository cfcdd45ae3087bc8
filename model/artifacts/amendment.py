"""Artifacts that are there already, of which a part is measured or made anew; all else about them stays as it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from numpy.typing import NDArray

from model.artifacts.folder import Arrays, putting, read_array, write_array
from model.artifacts.manifest import ArtifactError, encode_manifest, read_vouched
from model.artifacts.records import FileEntry, Manifest
from model.artifacts.schema import MANIFEST, file_names


def read_some(folder: Path, names: Sequence[str]) -> tuple[Manifest, dict[str, NDArray[Any]]]:
    """Read some arrays of artifacts that may lack others; of their manifest no more is checked than what these need.

    Raises:
        ArtifactError: One of the arrays, or the manifest, is missing or damaged.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(read_vouched(path))
        known = set(manifest["files"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArtifactError(path, "is no manifest") from error
    for name in names:
        if f"{name}.npy" not in known:
            raise ArtifactError(path, f"has no entry for {name}.npy")
    return manifest, {name: read_array(folder / f"{name}.npy", manifest) for name in names}


def amend_artifacts(
    folder: Path, files: Mapping[str, FileEntry], arrays: Arrays, change: Callable[[dict[str, Any]], object]
) -> Manifest:
    """Write some arrays of artifacts anew, or those that they lack, and change their manifest; the rest stays.

    Args:
        folder: Where they are.
        files: What their manifest said about their files when they were read.
        arrays: Some of those of the schema.
        change: Is given the manifest, to change it.

    Raises:
        OSError: They cannot be written, or were built anew meanwhile.
        ValueError: The manifest would not be one.
    """
    with putting(folder) as draft:
        shutil.copytree(folder, draft, dirs_exist_ok=True)
        manifest: dict[str, Any] = json.loads((draft / MANIFEST).read_bytes())
        if manifest["files"] != files:
            raise OSError("they were built anew while they were measured")
        entries = {f"{name}.npy": write_array(draft / f"{name}.npy", array) for name, array in arrays.items()}
        manifest["files"] = in_order(cast(Manifest, manifest), manifest["files"] | entries)
        change(manifest)
        (draft / MANIFEST).write_text(encode_manifest(cast(Manifest, manifest)), encoding="utf-8")
    return cast(Manifest, manifest)


def in_order(manifest: Manifest, files: Mapping[str, FileEntry]) -> dict[str, FileEntry]:
    """Return the entries of files as a build has them."""
    order = {name: place for place, name in enumerate(file_names(manifest))}
    return dict(sorted(files.items(), key=lambda entry: order.get(entry[0], -1)))
