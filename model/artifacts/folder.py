"""The artifact folder: everything the app shows, with a manifest that vouches for every byte of it.

A folder is written beside its place and put there whole, so an interruption leaves the old one as it was; reading
checks every file before anything is made of it. Letters: n digits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.columns import encode_texts, read_columns, records_of, values_of
from model.artifacts.digests import SHIPPED, forget, vouch
from model.artifacts.manifest import ArtifactError, encode_manifest, read_manifest
from model.artifacts.place import check_place
from model.artifacts.records import SCHEMA, BuildRecord, DatasetRecord, FileEntry, Manifest, NetworkRecord
from model.artifacts.recount import check_counts
from model.artifacts.replacement import recover, replacing
from model.artifacts.schema import (
    COLUMNS,
    MANIFEST,
    NETWORK,
    TEXTS,
    all_arrays,
    describe,
    layout_of,
    schema_arrays,
    wanted,
)
from model.artifacts.sprites import decode_png, encode_png
from model.columns import OwnColumn

FOLDER = SHIPPED / "mnist"

NO_ARRAY = (ValueError, MemoryError, OverflowError, SyntaxError, RecursionError, TokenError)  # from NumPy

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class ArtifactContent:
    """What goes into an artifact folder."""

    dataset: DatasetRecord
    network: NetworkRecord
    images: NDArray[np.uint8]  # (n, h, w) or (n, h, w, 3)
    arrays: Arrays  # as ``schema_arrays`` lists them
    record: BuildRecord
    onnx: bytes = b""  # the network, if ONNX Runtime runs it
    columns: Sequence[OwnColumn] = ()  # of somebody's table


@dataclass(frozen=True)
class Artifacts:
    """What a whole, verified artifact folder holds."""

    folder: Path
    manifest: Manifest
    images: NDArray[np.uint8]  # (n, h, w) or (n, h, w, 3)
    arrays: Arrays
    sheets: tuple[bytes, ...]  # PNG files of the images in order; what was verified is what is served
    onnx: bytes  # the network, if ONNX Runtime runs it
    columns: Mapping[str, OwnColumn]  # of somebody's table, by their names


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
    check_arrays(content)
    check_place(folder)
    with putting(folder) as draft:
        return fill(draft, content)


@contextmanager
def putting(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write artifacts into, and put it in the place of ``folder`` once they are whole.

    Raises:
        OSError: They cannot be written; the message says what to do.
    """
    try:
        with replacing(folder) as draft:
            yield draft
            before = vouch(folder, draft)
        forget(folder, before)
    except OSError as error:
        problem = f"{folder} was not written ({error.strerror or error}); it is as it was"
        raise OSError(f"{problem}. Make room there, or choose another place.") from error


def fill(folder: Path, content: ArtifactContent) -> Manifest:
    """Write the files of an artifact folder, the manifest last."""
    n, layout = len(content.images), layout_of(content.dataset)
    files: dict[str, FileEntry] = {}
    for name, sheet in zip(layout.names(n), layout.draw(content.images), strict=True):
        files[name] = write_bytes(folder / name, encode_png(sheet), sheet)
    if content.onnx:
        files[NETWORK] = write_bytes(folder / NETWORK, content.onnx, np.frombuffer(content.onnx, np.uint8))
    own = {COLUMNS: values_of(content.columns)} if content.columns else {}
    if own:
        texts = encode_texts(content.columns)
        files[TEXTS] = write_bytes(folder / TEXTS, texts, np.frombuffer(texts, np.uint8))
    for name, array in {**content.arrays, **own}.items():
        files[f"{name}.npy"] = write_array(folder / f"{name}.npy", array)
    manifest: Manifest = {
        "schema": SCHEMA, "dataset": content.dataset, "network": content.network, "images": n, **content.record,
        "columns": records_of(content.columns), "files": files,
    }  # fmt: skip
    (folder / MANIFEST).write_text(encode_manifest(manifest), encoding="utf-8")
    return manifest


def check_arrays(content: ArtifactContent) -> None:
    """Compare the arrays of ``content`` with the schema.

    Raises:
        ValueError: One is missing, unknown, or has another dtype or shape.
    """
    schema = schema_arrays(len(content.images), content.dataset, content.network)
    if set(content.arrays) != set(schema):
        raise ValueError(f"the schema wants the arrays {sorted(schema)}; given were {sorted(content.arrays)}")
    for name, array in content.arrays.items():
        if describe(array) != wanted(*schema[name]):
            raise ValueError(f"{name} is {describe(array)}; the schema wants {wanted(*schema[name])}")


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


def load_artifacts(folder: Path = FOLDER, sha256: Collection[str] = ()) -> Artifacts:
    """Read and check a whole artifact folder.

    Args:
        folder: Where it is.
        sha256: One of these its manifest must have; any if there are none, but for what ships.

    Returns:
        Images and arrays, all read-only.

    Raises:
        ArtifactError: The manifest or a file is missing, cut short, altered or of another schema.
    """
    with suppress(OSError):  # then it is said to be missing
        recover(folder)
    before = identity(folder)
    try:
        return read_artifacts(folder, sha256)
    except ArtifactError:
        if identity(folder) == before:
            raise
    return read_artifacts(folder, sha256)  # a build has put another folder there meanwhile


def identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one of its name; None if there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def read_artifacts(folder: Path, sha256: Collection[str]) -> Artifacts:
    """Read a folder that nobody replaces meanwhile, as ``load_artifacts`` does."""
    manifest = read_manifest(folder, sha256)
    n, layout = manifest["images"], layout_of(manifest["dataset"])
    sheets = [read_sheet(folder / name, manifest, layout.shape(n, i)) for i, name in enumerate(layout.names(n))]
    arrays = {name: read_array(folder / f"{name}.npy", manifest) for name in all_arrays(manifest)}
    check_counts(folder, manifest, arrays)
    images = layout.cut([pixels for _, pixels in sheets], n)
    for array in (images, *arrays.values()):
        array.setflags(write=False)
    onnx = read_verified(folder / NETWORK, manifest) if manifest["network"]["kind"] == "onnx" else b""
    columns = load_columns(folder, manifest, arrays)
    return Artifacts(folder, manifest, images, arrays, tuple(content for content, _ in sheets), onnx, columns)


def load_columns(folder: Path, manifest: Manifest, arrays: Arrays) -> Mapping[str, OwnColumn]:
    """Return the columns of somebody's table, if there was one.

    Raises:
        ArtifactError: Their texts are damaged.
    """
    records = manifest.get("columns")
    if not records:
        return {}
    return read_columns(folder / TEXTS, read_verified(folder / TEXTS, manifest), records, arrays[COLUMNS])


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
        array: NDArray[Any] = np.lib.format.read_array(BytesIO(content), allow_pickle=False)
    except NO_ARRAY as error:
        raise ArtifactError(path, f"holds no array: {error}") from error
    check_holds(path, array, manifest, wanted(*all_arrays(manifest)[path.stem]))
    return array


def read_sheet(path: Path, manifest: Manifest, shape: tuple[int, ...]) -> tuple[bytes, NDArray[np.uint8]]:
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
