"""Data sets that come as four IDX files: that they are the right ones, and their arrays."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torchvision.datasets import MNIST

ROOT = Path(__file__).parent / "raw"


class RawFilesError(RuntimeError):
    """The raw files of a data set cannot be had, or are not the official ones."""


@dataclass(frozen=True)
class Split:
    """One half of a data set."""

    images: NDArray[np.uint8]  # (n, 28, 28), from 0, which is paper or background, to 255
    labels: NDArray[np.uint8]  # (n,), 0 to 9


@dataclass(frozen=True)
class IdxSource:
    """Where a data set comes from, and what is said where it cannot be had."""

    name: str
    sha256: Mapping[str, str]  # of each uncompressed file, by its name
    remedy: str
    error: type[RawFilesError]

    def load(self, dataset: type[MNIST], root: Path, *, train: bool) -> Split:
        """Read one split with torchvision's ``dataset``, downloading it to ``root`` where that is possible.

        Raises:
            RawFilesError: No mirror answers, or a file is not the official one; it is an ``error`` of this source.
        """
        try:
            loaded = dataset(str(root), train=train, download=True)
        except (RuntimeError, OSError) as error:
            raise self.error(f"The {self.name} files are not there and no mirror answers.\n{self.remedy}") from error
        self.verify(Path(loaded.raw_folder))
        return Split(images=loaded.data.numpy(), labels=loaded.targets.numpy().astype(np.uint8))

    def verify(self, folder: Path) -> None:
        """Compare the files in ``folder`` with their official sha256.

        Raises:
            RawFilesError: One is missing or differs; it is an ``error`` of this source.
        """
        for name, expected in self.sha256.items():
            path = folder / name
            if not path.is_file():
                raise self.error(f"{path} is missing.\n{self.remedy}")
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != expected:
                raise self.error(f"{path} has sha256 {found}, the official file {expected}.\n{self.remedy}")
