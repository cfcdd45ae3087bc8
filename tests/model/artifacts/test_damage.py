"""Every file of every kind of artifacts, missing, cut, altered by a bit, and forged."""

from __future__ import annotations

import json
import shutil
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from data.sources.arrays import from_arrays
from model.artifacts.digests import SHIPPED, digest_of
from model.artifacts.manifest import ArtifactError
from model.artifacts.schema import COLUMNS, MANIFEST, NETWORK, TEXTS
from model.spec import SHIPPED_SPECS
from model.training.bring import bring
from model.workspace import load_workspace
from tests.conftest import quick_maps
from tests.model.artifacts.forging import npy, put
from tests.own import NAMES, colours, network


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the artifacts of somebody's images, network and table, whose first convolution is plain."""
    images, labels = colours()
    columns = {"weight": np.arange(len(images)) / 7, "place": np.array(["a", "b", "c"])[labels]}
    out = tmp_path_factory.mktemp("own") / "ws"
    bring(network(), from_arrays(images, labels, NAMES, columns=columns), out, maps=quick_maps, workers=1, silent=True)
    return out


def missing(content: bytes) -> bytes | None:
    return None


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def emptied(content: bytes) -> bytes:
    return b""


def lengthened(content: bytes) -> bytes:
    return content + b"\0"


def altered(content: bytes) -> bytes:
    """Return it with one bit in the middle turned; of a manifest one within a number, which JSON does not notice."""
    place = content.index(b'"continuity": 0.') + 17 if content.startswith(b"{") else len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


DEEDS = (missing, cut, emptied, lengthened, altered)


def refusal(folder: Path, name: str, **demanded: list[str]) -> str:
    """Return why a folder is refused, having checked that file and remedy are named; any other error fails the test."""
    with pytest.raises(ArtifactError) as caught:
        load_workspace(folder, **demanded)
    said = str(caught.value)
    assert said.startswith(f"{folder / name} "), said
    assert said.count("\n") == 1, said
    assert "make build-data" in said
    assert len(said) < 1500, said
    return said


def try_all(folder: Path, deeds: Mapping[str, Callable[[bytes], bytes | None]], **demanded: list[str]) -> None:
    """Do to each file what is to be done to it, look whether it is refused, and mend it."""
    for name, deed in deeds.items():
        whole = (folder / name).read_bytes()
        damaged = deed(whole)
        (folder / name).unlink()
        if damaged is not None:
            (folder / name).write_bytes(damaged)
        refusal(folder, name, **demanded)
        (folder / name).write_bytes(whole)
    load_workspace(folder, **demanded)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("kind", ["digits", "own"])
def test_each_file_that_is_damaged_is_named(
    deed: Callable[[bytes], bytes | None], kind: str, own: Path, artifact_folder: Path, tmp_path: Path
) -> None:
    source = own if kind == "own" else artifact_folder
    folder = Path(shutil.copytree(source, tmp_path / "ws"))
    told = digest_of(folder)
    files = [name for name in names(folder) if not (name == MANIFEST and deed in (lengthened, altered))]
    try_all(folder, dict.fromkeys(files, deed))
    try_all(folder, {MANIFEST: deed}, sha256=[told])


@pytest.mark.parametrize("name", SHIPPED_SPECS)
def test_each_file_that_ships_is_named_when_it_is_damaged(name: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED / name, tmp_path / name))
    deeds = {file: DEEDS[number % len(DEEDS)] for number, file in enumerate(names(folder))}
    try_all(folder, deeds, sha256=[digest_of(SHIPPED / name)])


def header(text: str) -> bytes:
    """Return the beginning of a .npy file that says ``text`` of its array."""
    padded = text.encode() + b" " * (64 - (len(text) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(padded)) + padded


def png(width: int, height: int) -> bytes:
    """Return a PNG that claims such a size and holds nothing."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", b""), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


FORGERIES = {
    "nothing": b"",
    "text": b"no array, no picture, no network",
    "an archive": b"PK\x03\x04junk",
    "another array": npy(np.zeros(3)),
    "objects": npy(np.array([print], dtype=object), pickled=True),
    "an array of 4 PB": header("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000000,)}"),
    "an array without end": header(f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({10**30},)}}"),
    "half a header": header("{'descr': ("),
    "brackets": header("(" * 500),
    "a small picture": png(28, 28),
    "a picture of 4 gigapixels": png(60_000, 60_000),
    "lists": b"[[], [], [], [], []]",
    "deep lists": b"[" * 100_000,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_each_file_that_is_forged_with_its_entry_is_named(forgery: str, own: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(own, tmp_path / "ws"))
    manifest = (folder / MANIFEST).read_bytes()
    for name in json.loads(manifest)["files"]:
        whole = (folder / name).read_bytes()
        put(folder, name, FORGERIES[forgery])
        refusal(folder, name)
        (folder / name).write_bytes(whole)
        (folder / MANIFEST).write_bytes(manifest)
    load_workspace(folder)


def test_a_network_of_another_shape_is_named(own: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(own, tmp_path / "ws"))
    put(folder, NETWORK, (SHIPPED / "fashion-mnist" / NETWORK).read_bytes())
    assert "by the manifest it is" in refusal(folder, NETWORK)


def test_these_are_all_kinds_of_files(own: Path, artifact_folder: Path) -> None:
    known = {*names(own), *names(artifact_folder)}
    assert {NETWORK, TEXTS, f"{COLUMNS}.npy", "kernel-0-weights.npy", "head-biases.npy"} <= known
    assert {name for spec in SHIPPED_SPECS for name in names(SHIPPED / spec) if "kernel" not in name} <= known
