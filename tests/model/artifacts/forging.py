"""Changing artifacts so that their manifest still vouches for them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what the manifest in ``folder`` says."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))


def put(folder: Path, name: str, content: bytes, **entry: Any) -> None:
    """Write ``content`` with an entry that vouches for its bytes."""
    (folder / name).write_bytes(content)
    stated = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), **entry}
    edit_manifest(folder, lambda manifest: manifest["files"][name].update(stated))


def npy(array: np.ndarray, *, pickled: bool = False) -> bytes:
    """Return ``array`` as a file."""
    file = io.BytesIO()
    np.save(file, array, allow_pickle=pickled)
    return file.getvalue()
