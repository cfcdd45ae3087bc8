"""Data sets that are called by their name: those that this project ships or that come with scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from data.sources.arrays import from_arrays
from data.sources.collection import Collection, SourceError
from data.sources.listing import Size


@dataclass(frozen=True)
class NamedSource:
    """What is known of a data set beside its images."""

    title: str
    provenance: str
    licence: str


SOURCES = {
    "mnist": NamedSource(
        "MNIST",
        "the 10,000 test digits; Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, 1998",
        "CC BY-SA 3.0",
    ),
    "fashion-mnist": NamedSource(
        "Fashion-MNIST", "the 10,000 test garments; H. Xiao, K. Rasul, R. Vollgraf, 2017, arXiv:1708.07747", "MIT"
    ),
    "digits": NamedSource(
        "Digits of 8 × 8",
        "scikit-learn's load_digits; E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, 1998, "
        "doi:10.24432/C50P49",
        "CC BY 4.0",
    ),
}


def read_named(
    name: str, classes: Sequence[str] | None = None, *, limit: int | None = None, size: Size | None = None
) -> Collection:
    """Make a collection of a data set in ``SOURCES``; of those that have test images, these.

    Raises:
        SourceError: Its files cannot be had.
    """
    images, labels, known = read_digits() if name == "digits" else read_split(name)
    source = SOURCES[name]
    return from_arrays(
        images, labels, classes or known, limit=limit, size=size,
        title=source.title, provenance=source.provenance, licence=source.licence,
    )  # fmt: skip


def read_digits() -> tuple[Any, Any, Sequence[str] | None]:
    """Return the 1,797 digits of scikit-learn, (n, 8, 8) from 0 to 255, and their labels (n,)."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    return np.round(digits.images * (255 / 16)).astype(np.uint8), digits.target, None  # ink goes from 0 to 16


def read_split(name: str) -> tuple[Any, Any, Sequence[str] | None]:
    """Return the test images of a data set, their labels, and the names of the classes if they have any.

    Raises:
        SourceError: Its files cannot be had.
    """
    module = import_module("data.mnist") if name == "mnist" else import_module("data.fashion_mnist")
    try:
        split = module.load_split(train=False)
    except (RuntimeError, OSError) as error:
        raise SourceError(str(error)) from error
    return split.images, split.labels, getattr(module, "CLASSES", None)
