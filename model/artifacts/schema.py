"""Which files an artifact folder has, and what each holds.

``v3`` is the schema; ``schema_arrays`` spells out the arrays. Letters: n images, d features, c classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.records import DatasetRecord, Manifest, NetworkRecord
from model.artifacts.sprites import SheetLayout
from model.classifier.cnn import WEIGHTS
from model.maps.strangeness import LEVELS
from model.spec import DatasetSpec

MANIFEST = "manifest.json"
NETWORK = "network.onnx"
COLUMNS = "columns"  # of somebody's table: an array of numbers
TEXTS = "columns.json"  # that some of them stand for

NEIGHBOURS = 15  # kept of every image, at most
RUNS = 5  # other runs of t-SNE and UMAP
FIT = ("intercept", "alpha", "r2", "r2-inside", "r2-middles")  # of a surrogate, one number an axis
LANDED = ("tsne", "umap")  # maps without a formula
PROJECTIONS = ("axes", "pca", *LANDED)
TRUST = tuple(f"{name}-trust" for name in PROJECTIONS)  # what each map keeps of each image's neighbours

Shape = tuple[int, ...]


def schema_arrays(n: int, dataset: DatasetRecord, network: NetworkRecord) -> dict[str, tuple[str, Shape]]:
    """Return dtype and shape of every array, by name without .npy, of ``n`` images and such a network."""
    d, c = network["features"], len(dataset["classes"])
    shapes = network_arrays(network, d, c)
    return common_arrays(n, d, c) | {name: ("float32", shape) for name, shape in shapes.items()}


def common_arrays(n: int, d: int, c: int) -> dict[str, tuple[str, Shape]]:
    """Return dtype and shape of the arrays that do not depend on how the network runs."""
    near = min(NEIGHBOURS, n - 1)
    floats: dict[str, Shape] = {
        "features": (n, d), "logits": (n, c), "class-means": (c, d), "neighbour-distances": (n, near),
        "pca-mean": (d,), "pca-components": (d, d), "pca-explained-variance": (d,),
        "pca-explained-variance-ratio": (d,), "separation": (d, d), "correlation": (d, d),
        "strangeness-metric": (d, d), "strangeness-norms": (n,), "strangeness-quantiles": (4, LEVELS),
        **dict.fromkeys(LANDED, (n, 2)), **{f"{name}-reach": (1 + RUNS,) for name in LANDED},
        **{f"surrogate-{name}-weights": (d, 2) for name in LANDED},
        **{f"surrogate-{name}-{part}": (2,) for name in LANDED for part in FIT},
    }  # fmt: skip
    return {
        "labels": ("int16", (n,)), "neighbours": (index_type(n), (n, near)), "cluster-order": ("int32", (d,)),
        **{name: ("float32", shape) for name, shape in floats.items()},
        **{f"{name}-seeds": ("float16", (RUNS, n, 2)) for name in LANDED},
        **{f"{name}-islands": ("int16", (1 + RUNS, n)) for name in LANDED},
        **dict.fromkeys(TRUST, ("uint8", (n, 3))),
    }  # fmt: skip


def index_type(n: int) -> str:
    """Return the smallest type that holds the number of each of ``n`` images."""
    return "uint16" if n <= 2**16 else "int32"


def network_arrays(network: NetworkRecord, d: int, c: int) -> Mapping[str, Shape]:
    """Return the shapes of the arrays of a network with ``d`` features and ``c`` classes."""
    if network["kind"] == "digits":
        return WEIGHTS
    head = {"head-weights": (c, d), "head-biases": (c,)} if network["head"] else {}
    kernels: dict[str, Shape] = {}
    for number, kernel in enumerate(network["kernels"]):
        kernels |= {
            f"kernel-{number}-weights": tuple(kernel["shape"]),
            f"kernel-{number}-biases": (kernel["shape"][0],),
        }
    return head | kernels


# What an array may be called, in the artifacts of one network or another; kernels are numbered.
ARRAY_NAMES = frozenset([*common_arrays(2, 2, 2), *WEIGHTS, "head-weights", "head-biases", COLUMNS])


def spec_of(record: DatasetRecord) -> DatasetSpec:
    """Return the data set that ``record`` describes."""
    return DatasetSpec(
        name=record["name"], title=record["title"], item=record["item"], items=record["items"],
        classes=tuple(record["classes"]), height=record["height"], width=record["width"], channels=record["channels"],
        pad=record["pad"], provenance=record["provenance"], licence=record["licence"],
    )  # fmt: skip


def record_of(spec: DatasetSpec) -> DatasetRecord:
    """Return what the manifest says of a data set."""
    return {
        "name": spec.name, "title": spec.title, "item": spec.item, "items": spec.items, "classes": list(spec.classes),
        "height": spec.height, "width": spec.width, "channels": spec.channels, "pad": spec.pad,
        "provenance": spec.provenance, "licence": spec.licence,
    }  # fmt: skip


def layout_of(dataset: DatasetRecord) -> SheetLayout:
    """Return how the images of a data set are arranged on sheets."""
    return SheetLayout(dataset["height"], dataset["width"], dataset["channels"])


def all_arrays(manifest: Manifest) -> dict[str, tuple[str, Shape]]:
    """Return dtype and shape of every array of the artifacts with this ``manifest``."""
    n, count = manifest["images"], len(manifest.get("columns", ()))
    own: dict[str, tuple[str, Shape]] = {COLUMNS: ("float64", (count, n))} if count else {}
    return schema_arrays(n, manifest["dataset"], manifest["network"]) | own


def wanted(dtype: str, shape: Shape) -> str:
    """Return dtype and shape in the words of ``describe``."""
    return f"{np.dtype(dtype)} {list(shape)}"


def file_names(manifest: Manifest) -> list[str]:
    """Return the names of all files of the artifacts with this ``manifest`` but the manifest itself."""
    network = [NETWORK] if manifest["network"]["kind"] == "onnx" else []
    sheets = layout_of(manifest["dataset"]).names(manifest["images"])
    texts = [TEXTS] if manifest.get("columns") else []
    return [*sheets, *network, *texts, *(f"{name}.npy" for name in all_arrays(manifest))]


def describe(array: NDArray[Any]) -> str:
    """Return dtype and shape of ``array`` in words."""
    return f"{array.dtype} {list(array.shape)}"
