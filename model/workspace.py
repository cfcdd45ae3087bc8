"""The workspace: all that the app shows, read-only. Letters: n images, d features, k neighbours, c classes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.folder import FOLDER, load_artifacts
from model.artifacts.parts import frozen, read_classifier, read_pca, read_projections, read_runs, read_surrogate
from model.artifacts.records import Manifest
from model.artifacts.schema import spec_of
from model.classifier.classifier import Classifier, Trace, softmax
from model.columns import OwnColumn
from model.explain.explanation import Explanation, explain
from model.inputs.adapter import InputAdapter
from model.inspection import Inspection, check_image, check_index
from model.maps.neighbours import NeighbourIndex, Neighbours
from model.maps.pca import Pca
from model.maps.placement import Placement, Placer
from model.maps.projection import Projection
from model.maps.quality import Quality
from model.maps.runs import Runs
from model.maps.strangeness import Strangeness, Verdict
from model.maps.surrogate import Surrogate
from model.maps.table import table_of
from model.spec import DatasetSpec

Floats = NDArray[np.float32]
Image = NDArray[np.uint8]
Labels = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Workspace:
    """The images, their maps and the network; all arrays are read-only. It equals itself only, so it can be a key."""

    spec: DatasetSpec
    images: Image  # (n, h, w) or (n, h, w, 3)
    labels: Labels  # (n,), true classes; -1 where nobody knows
    features: Floats  # (n, d)
    logits: Floats  # (n, c), scores of the classes
    probabilities: Floats  # (n, c)
    predicted: Labels  # (n,), the most probable class
    confidence: Floats  # (n,), its probability
    projections: Mapping[str, Projection]  # the maps by name, in the order in which they are offered
    separation: Floats  # (d, d), how well each pair of features does
    correlation: Floats  # (d, d), of the features
    cluster_order: NDArray[np.int32]  # (d,), correlated features beside each other
    pca: Pca
    neighbours: NDArray[np.int32]  # (n, k), nearest other images in feature space, nearest first
    neighbour_distances: Floats  # (n, k), Euclidean
    class_means: Floats  # (c, d), of the images of each class, by label or else as they are read
    surrogates: Mapping[str, Surrogate]  # of the maps that have no formula
    strangeness: Strangeness  # tells what is unlike the images
    quality: Mapping[str, Quality]  # of every map
    manifest: Manifest  # where everything comes from
    sheets: tuple[bytes, ...]  # sprite sheets of the images in order, PNG
    trust: Mapping[str, NDArray[np.uint8]]  # of every map (n, 3), ``model.maps.local_trust``: kept, torn, strangers
    runs: Mapping[str, Runs]  # "tsne", "umap": the maps and others, made from other random positions
    placer: Placer
    classifier: Classifier
    columns: Mapping[str, OwnColumn]  # of the table that somebody brought, by their names

    @cached_property
    def adapter(self) -> InputAdapter:
        """How pictures that somebody brings become what the network takes."""
        return InputAdapter(self.spec)

    def to_frame(self) -> Any:
        """Return what is known of each image as a pandas table, a row each; ``model.maps.table`` names the columns."""
        return table_of(self)

    @cached_property
    def groups(self) -> Labels:
        """The class (n,) of each image: its label, or what it is read as where that is not known."""
        return frozen(np.where(self.labels < 0, self.predicted, self.labels))

    @cached_property
    def positions(self) -> Mapping[str, Floats]:
        """By map, where the images lie on its usual axes, (n, 2)."""
        return {name: projection.positions for name, projection in self.projections.items()}

    def projection(self, name: str) -> Projection:
        """Return the map of that name.

        Raises:
            ValueError: There is none.
        """
        if name not in self.projections:
            raise ValueError(f"there is no projection {name!r}; it must be one of {', '.join(self.projections)}")
        return self.projections[name]

    def trace(self, image: Image) -> Trace:
        """Run the network on ``image`` (h, w) or (h, w, 3), 0 to 255.

        Returns:
            What it makes of it; an image of the data set has the very activations that are kept of it, since those of
            another run differ in the last bits.

        Raises:
            ValueError: It is not such an image.
        """
        trace, known = self.classifier.trace(check_image(image, self.spec.shape)), self.find(image)
        return trace if known is None else self.as_kept(trace, known)

    def as_kept(self, trace: Trace, index: int) -> Trace:
        """Return ``trace``, a run on image ``index`` of the data set, with the numbers that are kept of it."""
        kept = {name: getattr(self, name)[index] for name in ("features", "logits", "probabilities")}
        return replace(trace, **kept)

    def inspect(self, image: Image, *, without: int | None = None) -> Inspection:
        """Describe an image that need not be of the data set, and place it on every map.

        Args:
            image: (h, w) or (h, w, 3), 0 to 255.
            without: An image of the data set that it is made of, whose own point would hold it where that is.

        Returns:
            The network's view of it, its nearest images and its position on each map.

        Raises:
            ValueError: It is not such an image.
        """
        trace = self.trace(image)
        return Inspection.of(image, trace, self.placer.place(trace.features, without=without))

    def judge(self, features: Floats, logits: Floats, *, without: int | None = None) -> Verdict:
        """Return how unlike the others something is, given by its ``features`` (d,) and ``logits`` (c,).

        Args:
            features: (d,).
            logits: (c,).
            without: The image of the data set that it is itself.
        """
        return self.strangeness.judge(features, logits, without=without)

    def judge_own(self, index: int) -> Verdict:
        """Return how unlike the others image ``index`` of the data set is."""
        return self.judge(self.features[index], self.logits[index], without=index)

    def find(self, image: Image) -> int | None:
        """Return which image of the data set ``image`` (h, w) or (h, w, 3) is, pixel by pixel, if it is one."""
        index = self.known_images.get(hash(image.tobytes()))
        return index if index is not None and np.array_equal(image, self.images[index]) else None

    @cached_property
    def known_images(self) -> Mapping[int, int]:
        """The number of each image by the hash of its pixels, which would be as much again."""
        return {hash(image.tobytes()): index for index, image in enumerate(self.images)}

    def sample(self, index: int) -> Inspection:
        """Describe image ``index`` of the data set; its positions are those on the maps.

        Raises:
            ValueError: There is no such image.
        """
        index = check_index(index, len(self.labels))
        trace = self.as_kept(self.classifier.trace(self.images[index]), index)
        return Inspection.of(self.images[index], trace, self.placement(index))

    def placement(self, index: int) -> Placement:
        """Return where image ``index`` of the data set lies.

        Raises:
            ValueError: There is no such image.
        """
        index = check_index(index, len(self.labels))
        coordinates = {name: projection.coordinates[index] for name, projection in self.projections.items()}
        near = Neighbours(self.neighbours[index], self.neighbour_distances[index])
        return Placement.of(coordinates, self.projections, near)

    def explain(
        self,
        digit: int | Image | Inspection,
        projection: str,
        *,
        components: tuple[int, int] | None = None,
        baseline: Floats | None = None,
    ) -> Explanation:
        """Take the position of an image on a map apart into one term a feature.

        Args:
            digit: An index of the data set, an image (h, w) or (h, w, 3), or what ``inspect`` said about one.
            projection: The name of a map.
            components: The coordinates that its axes show, counted from 0: features on raw axes, principal components
                on PCA; by default the usual ones.
            baseline: (d,), the features from which the terms lead to the digit; by default no activation at all where
                coordinates are weighted sums of the features, and the mean of all images elsewhere.

        Returns:
            intercept + terms.sum(0) + residual = position; the residual is 0 for raw axes and PCA.

        Raises:
            ValueError: There is no such image, projection or component.
        """
        features, positions = self.features_and_positions(digit)
        own = digit if isinstance(digit, int) else None
        return self.explain_place(
            features, positions, projection, components=components, baseline=baseline, without=own
        )

    def explain_place(
        self,
        features: Floats,
        positions: Mapping[str, Floats],
        projection: str,
        *,
        components: tuple[int, int] | None = None,
        baseline: Floats | None = None,
        without: int | None = None,
    ) -> Explanation:
        """Take the position of whatever has ``features`` (d,) and lies at ``positions`` apart, as ``explain`` does.

        Args:
            features: (d,).
            positions: By the names of the maps, (2,).
            projection: As in ``explain``.
            components: As in ``explain``.
            baseline: As in ``explain``.
            without: An image of the data set that is left out of the neighbours, as it is the one that is explained.

        Raises:
            ValueError: There is no such projection or component.
        """
        chosen = self.projection(projection)
        if baseline is None:
            baseline = np.zeros_like(features) if chosen.method.exact else self.mean_features
        place = positions[projection]
        return explain(chosen, features, place, baseline, pair=components, without=without)

    @cached_property
    def mean_features(self) -> Floats:
        """The features (d,) of the middle of the data set."""
        return frozen(self.features.mean(axis=0))

    def features_and_positions(self, digit: int | Image | Inspection) -> tuple[Floats, Mapping[str, Floats]]:
        """Return features (d,) and positions of an image given in any of the ways of ``explain``."""
        if isinstance(digit, np.ndarray):
            digit = self.inspect(digit)
        if isinstance(digit, Inspection):
            return digit.features, digit.positions
        return self.features[check_index(digit, len(self.labels))], self.placement(digit).positions


def load_workspace(path: Path | str | None = None, *, sha256: Collection[str] = ()) -> Workspace:
    """Read the artifacts and make a workspace of them; torch and what only building needs never come.

    Args:
        path: The artifact folder; the committed one if left out.
        sha256: One of these its manifest must have, as the build told it; any if there are none.

    Returns:
        The workspace, ready for the first question.

    Raises:
        ArtifactError: A file is missing, damaged or of another schema; the message names it and the remedy.
    """
    artifacts = load_artifacts(FOLDER if path is None else Path(path), sha256)
    arrays, manifest = artifacts.arrays, artifacts.manifest
    pca, index = read_pca(arrays), NeighbourIndex.of(arrays["features"])
    umap = manifest["parameters"]["umap"]
    projections = read_projections(arrays, pca, index, (umap["neighbours"], umap["minimum_distance"]))
    landed = [name for name, each in projections.items() if not each.method.exact]
    probabilities = frozen(softmax(arrays["logits"]))
    return Workspace(
        spec=spec_of(manifest["dataset"]),
        images=artifacts.images,
        labels=arrays["labels"],
        features=arrays["features"],
        logits=arrays["logits"],
        probabilities=probabilities,
        predicted=frozen(probabilities.argmax(axis=1).astype(np.int16)),
        confidence=frozen(probabilities.max(axis=1)),
        projections=projections,
        separation=arrays["separation"],
        correlation=arrays["correlation"],
        cluster_order=arrays["cluster-order"],
        pca=pca,
        neighbours=frozen(arrays["neighbours"].astype(np.int32)),
        neighbour_distances=arrays["neighbour-distances"],
        class_means=arrays["class-means"],
        surrogates={name: read_surrogate(arrays, name) for name in landed},
        strangeness=Strangeness.read(arrays, manifest["strangeness"]["allowed"]),
        quality={name: Quality(**measures) for name, measures in manifest["quality"].items()},
        manifest=manifest,
        sheets=artifacts.sheets,
        placer=Placer(index, projections),
        trust={name: arrays[f"{name}-trust"] for name in projections},
        runs={name: read_runs(arrays, name) for name in landed},
        classifier=read_classifier(artifacts),
        columns=artifacts.columns,
    )
