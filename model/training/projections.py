"""The two maps that keep neighbours rather than distances: t-SNE and UMAP.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours

Floats = NDArray[np.float32]

STEPS_A_CALL = 50  # gradient steps between two reports


@dataclass(frozen=True)
class TsneConfig:
    """The settings of openTSNE that decide the map."""

    perplexity: float = 30
    early_exaggeration_iterations: int = 250
    iterations: int = 500
    start: str = "pca"  # the first two principal components, made small; or "random"
    seed: int = 1

    @property
    def steps(self) -> int:
        """Gradient steps in all."""
        return self.early_exaggeration_iterations + self.iterations


@dataclass(frozen=True)
class UmapConfig:
    """The settings of umap-learn that decide the map, and where new digits land on it; the rest are its defaults."""

    neighbours: int = 15
    minimum_distance: float = 0.1
    start: str = "spectral"  # the first eigenvectors of the graph of neighbours; or "random"
    seed: int = 1


def fit_tsne(features: Floats, config: TsneConfig, *, on_step: Callable[[int], object] | None = None) -> Floats:
    """Lay ``features`` out with t-SNE.

    Neighbours are exact and one thread does the work: the same features give the same map to the last bit on the same
    machine. From the principal components, where the layout starts by itself, other seeds give the same map, too.

    Args:
        features: (n, d) with n above three times the perplexity.
        config: Settings.
        on_step: Called every 50 gradient steps with the number of steps made so far.

    Returns:
        Positions (n, 2), without a unit.

    Source:
        L. van der Maaten, G. Hinton, Visualizing data using t-SNE, 2008, https://jmlr.org/papers/v9/vandermaaten08a.html;
        G. C. Linderman et al., Fast interpolation-based t-SNE, 2019, doi:10.1038/s41592-018-0308-4, from 10,000 on;
        L. van der Maaten, Accelerating t-SNE using tree-based algorithms, 2014,
        https://jmlr.org/papers/v15/vandermaaten14a.html, below.
    """
    embedding = tsne_estimator(config, on_step).fit(features.astype(np.float64))
    return np.ascontiguousarray(embedding, dtype=np.float32)


def tsne_estimator(config: TsneConfig, on_step: Callable[[int], object] | None = None) -> Any:
    """Return openTSNE's estimator for ``config``; its ``fit`` gives the map of ``fit_tsne``."""
    from openTSNE import TSNE

    return TSNE(
        perplexity=config.perplexity,
        early_exaggeration_iter=config.early_exaggeration_iterations,
        n_iter=config.iterations,
        initialization=config.start,
        neighbors="exact",
        negative_gradient_method="auto",  # Barnes-Hut below 10,000: there a third of the time of FFT
        n_jobs=1,
        random_state=config.seed,
        callbacks=None if on_step is None else StepCounter(on_step),
        callbacks_every_iters=STEPS_A_CALL,
    )


class StepCounter:
    """Counts gradient steps over both phases of openTSNE, which begins anew with the second."""

    def __init__(self, on_step: Callable[[int], object]) -> None:
        self.on_step = on_step
        self.steps = 0

    def __call__(self, iteration: int, error: float, embedding: object) -> None:
        """Report the steps made so far; the signature is openTSNE's."""
        self.steps += STEPS_A_CALL
        self.on_step(self.steps)


def fit_umap(features: Floats, neighbours: Neighbours, config: UmapConfig) -> Floats:
    """Lay ``features`` out with UMAP.

    The neighbours are given, since umap-learn would only approximate them.

    Args:
        features: (n, d).
        neighbours: Of every digit at least ``config.neighbours - 1`` nearest others.
        config: Settings.

    Returns:
        Positions (n, 2), without a unit.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP: uniform manifold approximation and projection for dimension
        reduction, 2018, doi:10.48550/arXiv.1802.03426.
    """
    estimator = fitted_umap(features, neighbours, config)
    return np.ascontiguousarray(estimator.embedding_, dtype=np.float32)


def fitted_umap(features: Floats, neighbours: Neighbours, config: UmapConfig) -> Any:
    """Return umap-learn's estimator with the map of ``fit_umap``; the arguments are the same."""
    estimator = umap_estimator(features, neighbours, config)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "precomputed_knn", UserWarning)  # it misses an index for later queries
        return estimator.fit(features)


def umap_estimator(features: Floats, neighbours: Neighbours, config: UmapConfig) -> Any:
    """Return umap-learn's estimator for ``config``; not yet fitted.

    Raises:
        ValueError: There are fewer neighbours than the configuration wants.
    """
    others = config.neighbours - 1  # umap-learn counts a digit as its own first neighbour
    if neighbours.indices.shape[1] < others:
        raise ValueError(f"{neighbours.indices.shape[1]} neighbours a digit were given; UMAP needs {others}")
    from umap import UMAP

    itself = np.arange(len(features), dtype=np.int32)[:, None]
    indices = np.hstack([itself, neighbours.indices[:, :others]])
    distances = np.hstack([np.zeros_like(itself, dtype=np.float32), neighbours.distances[:, :others]])
    return UMAP(
        n_neighbors=config.neighbours,
        min_dist=config.minimum_distance,
        init=config.start,
        precomputed_knn=(indices, distances),
        random_state=config.seed,
        n_jobs=1,
    )
