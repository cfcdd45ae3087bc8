"""Build the artifacts of a data set that ships: ``python -m model.training.build --data fashion-mnist``.

Letters: n images, d features.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from data.idx import RawFilesError, Split
from model.artifacts.digests import SHIPPED, digest_of
from model.artifacts.folder import read_array, write_artifacts
from model.artifacts.manifest import ArtifactError, read_manifest
from model.artifacts.place import check_place
from model.artifacts.records import Manifest, NetworkRecord
from model.artifacts.replacement import recover
from model.artifacts.schema import MANIFEST
from model.classifier.cnn import LAYERS, WEIGHTS, DigitClassifier
from model.spec import SHIPPED_SPECS
from model.training.anew import count_anew, measure_anew
from model.training.compose import FEWEST, STAGES, Material, Network, compose
from model.training.config import BuildConfig
from model.training.digits_weights import as_arrays, as_state_dict
from model.training.progress import Progress, one_thread
from model.training.train import RECIPES
from model.training.unseen import load_split, read_unseen

TRAINED = Path(__file__).parents[2] / "data" / "training"
WORKERS = os.cpu_count() or 1  # processes in which maps are made


def digits_network(trained: Mapping[str, Any]) -> Network:
    """Return the digits' network that ``model.training.train`` saved, as NumPy runs it."""
    arrays = as_arrays(trained["weights"])
    record: NetworkRecord = {
        "kind": "digits", "feature_layer": "hidden, after ReLU", "features": len(arrays["hidden-bias"]),
        "layers": [
            {"name": layer.name, "channels": layer.channels, "height": layer.height, "width": layer.width}
            for layer in LAYERS
        ],
        "kernels": [], "head": True, "why_no_gradient": "", "errors": {},
    }  # fmt: skip
    return Network(DigitClassifier(arrays), record, arrays, training=trained)


def exported_network(name: str, trained: Mapping[str, Any], split: Split) -> Network:
    """Return a network that ``model.training.train`` saved for the data set ``name``, as ONNX Runtime runs it."""
    from model.training.export import export_network
    from model.training.exported import network_of

    recipe = RECIPES[name]
    module = recipe.build_network()
    module.load_state_dict(trained["weights"])
    exported = export_network(module, split.images, mean=[recipe.mean], std=[recipe.deviation])
    return network_of(exported, trained)


def read_material(name: str, folder: Path, config: BuildConfig) -> Material:
    """Return what the artifacts of a data set that ships are made of.

    Raises:
        RawFilesError: The images cannot be had.
        FileNotFoundError: There are no weights.
        ArtifactError: There are damaged ones.
    """
    trained, split = read_network(name, folder), read_split(name, config)
    network = digits_network(trained) if name == "mnist" else exported_network(name, trained, split)
    features, logits = network.classifier.describe(split.images)
    unseen = read_unseen(name, trained["config"], config.strangeness, config.split, len(split.labels))
    labels = split.labels.astype(np.int16)
    return Material(SHIPPED_SPECS[name], split.images, labels, network, features, logits, unseen)


def read_network(name: str, folder: Path) -> dict[str, Any]:
    """Return what training saved, or else the digits' network of the artifacts in ``folder``, or of the committed ones.

    Raises:
        FileNotFoundError: There is none.
        ArtifactError: That of the artifacts is damaged.
    """
    import torch

    path = TRAINED / RECIPES[name].trained_file
    if path.exists():
        network: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        return network
    for known in (folder, SHIPPED / name):
        if name == "mnist" and (known / MANIFEST).exists():
            manifest = read_manifest(known)
            weights = {each: read_array(known / f"{each}.npy", manifest) for each in WEIGHTS}
            return {"weights": as_state_dict(weights), **(manifest["training"] or {})}
    raise FileNotFoundError(f"there are no weights at {path}; make them with `make train DATA={name}`")


def read_split(name: str, config: BuildConfig) -> Split:
    """Return the images of the data set ``name`` that ``config`` asks for.

    Raises:
        RawFilesError: The files cannot be had.
    """
    parts = [load_split(name, train=train) for train in ((False, True) if config.split == "all" else (False,))]
    images, labels = (np.concatenate([getattr(part, each) for part in parts]) for each in ("images", "labels"))
    return Split(images[: config.limit], labels[: config.limit])


def build(name: str, folder: Path, config: BuildConfig) -> Manifest:
    """Build the artifacts of the data set ``name`` in ``folder``.

    Raises:
        RawFilesError: The images cannot be had.
        FileNotFoundError: There are no weights.
        ArtifactError: There are damaged ones.
        OSError: The artifacts cannot be written.
    """
    recover(folder)
    check_place(folder)  # now, not after all the work
    material = read_material(name, folder, config)
    with one_thread(), Progress(STAGES) as progress:
        content = compose(material, config, progress, workers=WORKERS)
        progress.stage("files")
        return write_artifacts(folder, content)


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=SHIPPED_SPECS, default="mnist", help="which data set (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where the artifacts go, by default where those that ship lie")
    parser.add_argument("--split", choices=("test", "all"), default="test", help="all: test, then training images")
    parser.add_argument("--limit", type=int, help=f"only the first so many images, {FEWEST} or more")
    parser.add_argument("--measure", action="store_true", help="only measure anew what is in the folder")
    parser.add_argument("--trust", action="store_true", help="only count anew what the maps keep of neighbours")
    options = parser.parse_args()
    folder = options.folder or SHIPPED / options.data
    if options.limit is not None and options.limit < FEWEST:
        parser.error(f"--limit is {options.limit}; the maps need {FEWEST} images or more")
    try:
        if options.measure:
            manifest = measure_anew(folder)
        elif options.trust:
            manifest = count_anew(folder)
        else:
            manifest = build(options.data, folder, BuildConfig(split=options.split, limit=options.limit))
    except (RawFilesError, ArtifactError, OSError) as error:
        sys.exit(str(error))
    print(f"{manifest['images']:,} images, {manifest['accuracy'] or 0:.2%} read right, written to {folder}")
    print(f"sha256 of its manifest: {digest_of(folder)}")


if __name__ == "__main__":
    main()
