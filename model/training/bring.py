"""Artifacts of images and of a network that somebody brings.

Letters: n images, d features, c classes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import nn

from data.sources.collection import Collection, SourceError
from model.artifacts.folder import write_artifacts
from model.artifacts.place import check_place
from model.artifacts.records import Manifest
from model.artifacts.replacement import recover
from model.spec import DatasetSpec
from model.training.compose import STAGES, Material, Network, check_count, compose
from model.training.config import BuildConfig
from model.training.export import export_network
from model.training.exported import network_of
from model.training.fitting import MapFit, fit_maps
from model.training.foretelling import ForetellingConfig
from model.training.kept import Kept, key_of, working_folder
from model.training.own_columns import choose_columns
from model.training.progress import Progress, one_thread
from model.training.unseen import of_the_map

CHUNK = 64  # images whose features are computed at once
TRIED = 300  # images with which the saliency is tried
SAMPLED = 20_000  # images of which mean and deviation are measured
SHOWN = 256  # images with which the network is exported and compared
NAMED = 3  # files that were left out and are named
CONFIG = BuildConfig(split="own", foretelling=ForetellingConfig(digits=TRIED))


@dataclass(frozen=True)
class Wishes:
    """What may be said about images and network; what is not is found out."""

    name: str | None = None  # in addresses
    title: str | None = None
    layer: str | None = None  # the module whose output is the feature vector
    mean: tuple[float, ...] | None = None  # of the pixels, 0 to 1, as the network was trained
    deviation: tuple[float, ...] | None = None
    columns: tuple[str, ...] | None = None  # of the table, by their names


def bring(
    network: nn.Module,
    collection: Collection,
    out: Path,
    wishes: Wishes | None = None,
    *,
    maps: MapFit = fit_maps,
    workers: int | None = None,
    silent: bool = False,
) -> Manifest:
    """Build the artifacts of images that somebody brings, as their network sees them.

    What was computed when it is interrupted is kept beside ``out``, and used by the next run with the same images,
    network and wishes.

    Args:
        network: Of normalised images (n, channels, h, w) to scores (n, c).
        collection: The images.
        out: The folder; what stands there stays until the new one is whole.
        wishes: What is known of both.
        maps: Lays the images out; tests put something quick in its place.
        workers: Processes in which maps are made; as many as there are processors if None.
        silent: Whether to show no progress.

    Raises:
        SourceError: The images do not go with the network, or a column that is wished for is not there.
        ExportError: The network cannot be run.
        MaterialError: No maps can be made of its features.
        OccupiedError: Another process builds there.
        OSError: The folder cannot be written, or holds something else.
    """
    wishes = wishes or Wishes()
    place = checked(out)
    check_count(len(collection))
    columns, chosen = choose_columns(collection.columns, wishes.columns)
    with working_folder(place) as folder, Progress(("network", "features", *STAGES), silent=silent) as progress:
        progress.stage("network")
        collection = coloured(collection, network)
        brought, notes = export(network, collection, wishes)
        notes = (*collection.notes, *told_skipped(collection), *chosen, *notes)
        for note in notes:
            progress.say(note)
        kept = Kept(folder, key_of(collection.images, collection.labels, brought.onnx))
        described = describe_all(brought, collection, (wishes, place.name), notes, kept=kept, progress=progress)
        material = replace(described, columns=columns)
        with one_thread():
            content = compose(material, CONFIG, progress, maps=maps, workers=workers or os.cpu_count() or 1, kept=kept)
        progress.stage("files")
        return write_artifacts(out, content)


def checked(out: Path) -> Path:
    """Return the whole path of ``out``, after finishing what an interrupted build left there.

    Raises:
        OSError: It holds something else than artifacts.
    """
    recover(out)
    check_place(out)
    return out.resolve()


def describe_all(
    network: Network,
    collection: Collection,
    called: tuple[Wishes, str],
    notes: tuple[str, ...],
    *,
    kept: Kept,
    progress: Progress,
) -> Material:
    """Return what the artifacts are made of, with the features of all images.

    Args:
        network: As the page runs it.
        collection: The images.
        called: What they may be called, and the name of the folder.
        notes: What was decided.
        kept: Where features may be found that are computed already.
        progress: Is told how far this is.
    """
    progress.stage("features")
    if kept.find("features"):
        progress.say("what an interrupted run computed is used again")
    images = collection.images
    described = kept.get("features", lambda: describe(network, images, progress))
    features, logits = described["features"], described["logits"]
    spec = spec_of(collection, called[1], called[0], logits.shape[1])
    unseen = of_the_map(images, CONFIG.strangeness)
    return Material(spec, images, collection.labels.astype(np.int16), network, features, logits, unseen, notes)


def export(network: nn.Module, collection: Collection, wishes: Wishes) -> tuple[Network, tuple[str, ...]]:
    """Return the network as the page runs it, and what was decided about it."""
    mean, deviation, notes = scaling(collection.images, wishes)
    shown = collection.images[np.linspace(0, len(collection) - 1, min(SHOWN, len(collection))).astype(int)]
    exported = export_network(network, shown, mean=mean, std=deviation, feature_layer=wishes.layer)
    return network_of(exported), (*notes, *exported.summary().splitlines())


def scaling(images: NDArray[np.uint8], wishes: Wishes) -> tuple[Sequence[float], Sequence[float], list[str]]:
    """Return mean and deviation of each channel, and a sentence about them.

    Raises:
        SourceError: They are given for another number of channels, or a deviation is 0.
    """
    channels = 1 if images.ndim == 3 else images.shape[3]
    some = images[:: -(-len(images) // SAMPLED)].reshape(-1, channels).astype(float) / 255
    mean = wishes.mean or tuple(some.mean(axis=0).round(4).tolist())
    deviation = wishes.deviation or tuple(np.maximum(some.std(axis=0).round(4), 1e-3).tolist())
    for name, values in (("mean", mean), ("std", deviation)):
        if len(values) not in (1, channels):
            raise SourceError(f"--{name} has {len(values)} numbers; give one, or one for each channel: {channels}")
    if not np.isfinite([*mean, *deviation]).all():
        raise SourceError("--mean and --std must be finite numbers")
    if not all(value > 0 for value in deviation):
        raise SourceError("--std must be above 0; pixels are divided by it")
    measured = [name for name, value in (("mean", wishes.mean), ("std", wishes.deviation)) if value is None]
    said = f"pixels are normalised with mean {mean} and std {deviation}"
    advice = f", of which {' and '.join(measured)} were measured: give --mean and --std as the network was trained"
    return mean, deviation, [said + advice if measured else said]


def coloured(collection: Collection, network: nn.Module) -> Collection:
    """Return the collection with as many channels as the first convolution of the network takes, where that is 1 or 3.

    Raises:
        SourceError: It takes another number.
    """
    first = next((part for part in network.modules() if isinstance(part, nn.Conv2d)), None)
    channels = 1 if collection.grey else 3
    if first is None or first.in_channels == channels:
        return collection
    if first.in_channels == 3:
        images = np.repeat(collection.images[..., None], 3, axis=3)
        return with_images(
            collection,
            images,
            "the images are grey; the network takes colours, so each got grey as red, green and blue",
        )
    if first.in_channels == 1:
        weights = np.array([0.299, 0.587, 0.114])
        images = np.stack([(image @ weights).round().astype(np.uint8) for image in collection.images])
        return with_images(collection, images, "the images have colours; the network takes grey, so each was made grey")
    raise SourceError(f"the network takes {first.in_channels} channels; bring one that takes 1 (grey) or 3 (colours)")


def with_images(collection: Collection, images: NDArray[np.uint8], note: str) -> Collection:
    """Return the collection with other ``images``, and a note why."""
    return replace(collection, images=images, notes=(*collection.notes, note), columns=dict(collection.columns))


def describe(network: Network, images: NDArray[np.uint8], progress: Progress) -> dict[str, NDArray[np.float32]]:
    """Return features (n, d) and logits (n, c) of ``images``."""
    parts = []
    for start in range(0, len(images), CHUNK):
        progress.detail(f"{start:,} of {len(images):,} images")
        progress.part(start / len(images))
        parts.append(network.classifier.describe(images[start : start + CHUNK]))
    features, logits = (np.concatenate(each) for each in zip(*parts, strict=True))
    return {"features": features, "logits": logits}


def spec_of(collection: Collection, folder: str, wishes: Wishes, outputs: int) -> DatasetSpec:
    """Return what the data set is; the network's further ``outputs`` are classes without images.

    Raises:
        SourceError: The network tells fewer classes apart than there are.
    """
    known = collection.classes
    if len(known) > outputs:
        raise SourceError(
            f"there are {len(known)} classes and the network has {outputs} outputs; "
            "bring the network of these classes, or leave labels away"
        )
    names = (*known, *(f"class {number}" for number in range(len(known), outputs)))
    images = collection.images
    return DatasetSpec(
        name=slug(wishes.name or folder), title=wishes.title or collection.title or folder, item="image",
        items="images", classes=names, height=images.shape[1], width=images.shape[2],
        channels=1 if collection.grey else 3, pad=False, provenance=collection.provenance, licence=collection.licence,
    )  # fmt: skip


def slug(text: str) -> str:
    """Return ``text`` as a name in addresses: small letters, digits and hyphens, 40 at most."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:40].strip("-") or "data"


def told_skipped(collection: Collection) -> tuple[str, ...]:
    """Return what is said of images that were left out: how many, and the first of them."""
    count = len(collection.skipped)
    if not count:
        return ()
    more = f", and {count - NAMED} more" if count > NAMED else ""
    return (
        f"{count:,} of the images could not be read and were left out: {'; '.join(collection.skipped[:NAMED])}{more}",
    )
