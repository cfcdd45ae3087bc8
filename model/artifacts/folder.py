"""The artifact folder: everything the app shows, with a manifest that vouches for every byte of it.

A folder is written beside its place and put there whole, so an interruption leaves the old one as it was; reading
checks every file before anything is made of it. Letters: n digits.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.artifacts.manifest import (
    ARRAYS,
    MANIFEST,
    SCHEMA,
    ArtifactError,
    BuildRecord,
    FileEntry,
    Manifest,
    QualityRecord,
    StrangenessRecord,
    describe,
    encode_manifest,
    names_of,
    read_manifest,
    wanted,
)
from model.artifacts.replacement import recover, replacing
from model.artifacts.sprites import (
    cut_sheets,
    decode_png,
    draw_sheets,
    encode_png,
    sheet_count,
    sheet_name,
    sheet_shape,
)

FOLDER = Path(__file__).parents[2] / "data" / "artifacts" / SCHEMA
SHEET = re.compile(r"digits-\d+\.png")

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class ArtifactContent:
    """What goes into an artifact folder."""

    images: NDArray[np.uint8]  # (n, 28, 28)
    arrays: Arrays  # as ARRAYS lists them
    record: BuildRecord


@dataclass(frozen=True)
class Measures:
    """What can be measured anew on artifacts that are there."""

    quality: dict[str, QualityRecord]
    strangeness: StrangenessRecord
    arrays: Arrays  # that the warning needs
    parameters: Mapping[str, Any]  # that they depend on


@dataclass(frozen=True)
class Artifacts:
    """What a whole, verified artifact folder holds."""

    folder: Path
    manifest: Manifest
    images: NDArray[np.uint8]  # (n, 28, 28)
    arrays: Arrays
    sheets: tuple[bytes, ...]  # PNG files of the images in order; what was verified is what is served


def write_artifacts(folder: Path, content: ArtifactContent) -> Manifest:
    """Write an artifact folder, and put it in the place of an older one once it is whole.

    Args:
        folder: Where it goes; its parent is made if need be.
        content: What it holds. The same content always gives the same bytes.

    Returns:
        The manifest as written.

    Raises:
        ValueError: An array or the record is not what the schema asks for.
        OSError: The disk is full, or something else is in the way; what was there is then as it was.
    """
    check_arrays(content.arrays, len(content.images))
    check_place(folder)
    with explaining(folder), replacing(folder) as draft:
        return fill(draft, content)


def write_measures(folder: Path, known: Manifest, measures: Measures) -> Manifest:
    """Write other measures into artifacts, which keep all other files.

    Args:
        folder: Where they are.
        known: Their manifest when they were measured.
        measures: The new ones.

    Raises:
        OSError: They cannot be written, or were built anew meanwhile.
    """
    with explaining(folder), replacing(folder) as draft:
        shutil.copytree(folder, draft, dirs_exist_ok=True)
        manifest: dict[str, Any] = json.loads((draft / MANIFEST).read_bytes())
        if manifest["files"] != known["files"]:
            raise OSError("they were built anew while they were measured")
        manifest |= {"quality": measures.quality, "strangeness": measures.strangeness}
        manifest["parameters"] |= measures.parameters
        for name, array in measures.arrays.items():
            manifest["files"][f"{name}.npy"] = write_array(draft / f"{name}.npy", array)
        (draft / MANIFEST).write_text(encode_manifest(cast(Manifest, manifest)), encoding="utf-8")
    return cast(Manifest, manifest)


@contextmanager
def explaining(folder: Path) -> Iterator[None]:
    """Say what to do when ``folder`` cannot be written.

    Raises:
        OSError: It cannot.
    """
    try:
        yield
    except OSError as error:
        problem = f"{folder} was not written ({error.strerror or error}); it is as it was"
        raise OSError(f"{problem}. Make room there, or choose another place with --folder.") from error


def fill(folder: Path, content: ArtifactContent) -> Manifest:
    """Write the files of an artifact folder, the manifest last."""
    n = len(content.images)
    files: dict[str, FileEntry] = {}
    for number, sheet in enumerate(draw_sheets(content.images)):
        files[sheet_name(number)] = write_bytes(folder / sheet_name(number), encode_png(sheet), sheet)
    for name in ARRAYS:
        files[f"{name}.npy"] = write_array(folder / f"{name}.npy", content.arrays[name])
    manifest: Manifest = {"schema": SCHEMA, "digits": n, **content.record, "files": files}
    (folder / MANIFEST).write_text(encode_manifest(manifest), encoding="utf-8")
    return manifest


def files_of(folder: Path) -> set[str]:
    """Return the files that the manifest in ``folder`` names, of whatever schema; none if there is no manifest."""
    try:
        named = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {str(name) for name in named}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def check_place(folder: Path) -> None:
    """Refuse to put artifacts in the place of anything else, which would be gone.

    Raises:
        FileExistsError: ``folder`` is none, or something in it is no file of artifacts; the message names it.
    """
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{folder} is no folder; choose a new or empty one with --folder")
    known = {MANIFEST, *(f"{name}.npy" for name in ARRAYS), *files_of(folder)}
    found = folder.iterdir() if folder.is_dir() else ()
    strangers = sorted(
        path.name for path in found if path.is_dir() or not (path.name in known or SHEET.fullmatch(path.name))
    )
    if strangers:
        problem = f"{folder} holds {strangers[0]!r}, which belongs to no artifacts and would be gone"
        raise FileExistsError(f"{problem}; choose a new or empty folder with --folder")


def check_arrays(arrays: Arrays, n: int) -> None:
    """Compare ``arrays`` of ``n`` digits with the schema.

    Raises:
        ValueError: One is missing, unknown, or has another dtype or shape.
    """
    if set(arrays) != set(ARRAYS):
        raise ValueError(f"the schema wants the arrays {sorted(ARRAYS)}; given were {sorted(arrays)}")
    for name, array in arrays.items():
        if describe(array) != wanted(name, n):
            raise ValueError(f"{name} is {describe(array)}; the schema wants {wanted(name, n)}")


def write_bytes(path: Path, content: bytes, holds: NDArray[Any]) -> FileEntry:
    """Write ``content``, an encoding of the array ``holds``, and return its entry."""
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return {"sha256": digest, "bytes": len(content), "dtype": str(holds.dtype), "shape": list(holds.shape)}


def write_array(path: Path, array: NDArray[Any]) -> FileEntry:
    """Write one array as .npy and return its entry."""
    file = BytesIO()
    np.save(file, np.ascontiguousarray(array), allow_pickle=False)
    return write_bytes(path, file.getvalue(), array)


def load_artifacts(folder: Path = FOLDER, *, measured: bool = True) -> Artifacts:
    """Read and check a whole artifact folder.

    Args:
        folder: Where it is.
        measured: Whether it must have what measuring adds.

    Returns:
        Images and arrays, all read-only.

    Raises:
        ArtifactError: The manifest or a file is missing, cut short, altered or of another schema.
    """
    with suppress(OSError):  # then it is said to be missing
        recover(folder)
    manifest = read_manifest(folder, measured=measured)
    n = manifest["digits"]
    sheets = [read_sheet(folder / sheet_name(i), manifest, sheet_shape(n, i)) for i in range(sheet_count(n))]
    arrays = {name: read_array(folder / f"{name}.npy", manifest) for name in names_of(measured=measured)}
    images = cut_sheets([pixels for _, pixels in sheets], n)
    for array in (images, *arrays.values()):
        array.setflags(write=False)
    return Artifacts(folder, manifest, images, arrays, tuple(content for content, _ in sheets))


def read_verified(path: Path, manifest: Manifest) -> bytes:
    """Return the bytes of a file after comparing them with the manifest.

    Raises:
        ArtifactError: The file is missing, cut short or altered.
    """
    entry = manifest["files"][path.name]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ArtifactError(path, f"is missing or cannot be read ({error.strerror})") from error
    if len(content) != entry["bytes"]:
        raise ArtifactError(path, f"was cut short or altered: it has {len(content)} bytes, not {entry['bytes']}")
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise ArtifactError(path, f"was altered: its sha256 is {found}, in the manifest {entry['sha256']}")
    return content


def read_array(path: Path, manifest: Manifest) -> NDArray[Any]:
    """Return the array in a .npy file after comparing it with manifest and schema.

    Raises:
        ArtifactError: The file is damaged, or holds another dtype or shape.
    """
    content = read_verified(path, manifest)
    try:
        array: NDArray[Any] = np.load(BytesIO(content), allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise ArtifactError(path, f"holds no array: {error}") from error
    check_holds(path, array, manifest, wanted(path.stem, manifest["digits"]))
    return array


def read_sheet(path: Path, manifest: Manifest, shape: tuple[int, int]) -> tuple[bytes, NDArray[np.uint8]]:
    """Return a sprite sheet and its pixels after comparing them with the manifest and ``shape``.

    Raises:
        ArtifactError: The file is damaged, or holds another kind of picture.
    """
    content = read_verified(path, manifest)
    try:
        pixels = decode_png(content)
    except OSError as error:
        raise ArtifactError(path, f"holds no picture: {error}") from error
    check_holds(path, pixels, manifest, f"uint8 {list(shape)}")
    return content, pixels


def check_holds(path: Path, array: NDArray[Any], manifest: Manifest, expected: str) -> None:
    """Compare what a file holds with its entry and with what the schema expects of it.

    Raises:
        ArtifactError: They differ.
    """
    entry = manifest["files"][path.name]
    stated = f"{entry['dtype']} {entry['shape']}"
    if not describe(array) == expected == stated:
        problem = f"holds {describe(array)}; schema {SCHEMA} wants {expected} and the manifest says {stated}"
        raise ArtifactError(path, problem)
