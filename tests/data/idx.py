"""Tiny IDX files in the place of a data set's."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import numpy as np


def idx(array: np.ndarray) -> bytes:
    """Return ``array`` of bytes as an IDX file."""
    return struct.pack(f">I{array.ndim}I", 0x800 + array.ndim, *array.shape) + array.astype(np.uint8).tobytes()


def write_files(raw: Path) -> dict[str, str]:
    """Write four training and three test images, each filled with their number, and return the files' sha256."""
    raw.mkdir(parents=True)
    files = {}
    for prefix, n in (("train", 4), ("t10k", 3)):
        files[f"{prefix}-images-idx3-ubyte"] = idx(np.full((n, 28, 28), n))
        files[f"{prefix}-labels-idx1-ubyte"] = idx(np.arange(n))
    for name, content in files.items():
        (raw / name).write_bytes(content)
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
