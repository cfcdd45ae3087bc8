"""The numbers that the glossary's meanings speak of: they come from the data, not from the text."""

from __future__ import annotations

import numpy as np

from components.page.format import whole_percent
from components.page.warning import judges, stranger
from components.question.facts import dimensions, one
from model.classifier.cnn import WEIGHTS
from model.maps.local_trust import Scope
from model.maps.quality import QualityConfig
from model.workspace import Workspace


def facts(workspace: Workspace) -> dict[str, int | str]:
    """Return the numbers that meanings speak of, by their name in braces."""
    measured, record = QualityConfig(), workspace.manifest["strangeness"]
    spec, known = workspace.spec, workspace.labels >= 0
    return {
        "count": len(workspace.labels),
        "item": spec.item,
        "items": spec.items,
        "an_item": one(spec.item),
        "Stranger": stranger(spec).capitalize(),
        "An_item": one(spec.item).capitalize(),
        "classes": len(spec.classes),
        "layers": ", ".join(layer.name for layer in workspace.classifier.layers) or "none",
        "misread": int(np.count_nonzero((workspace.predicted != workspace.labels)[known])),
        "units": dimensions(workspace),
        "conv1": WEIGHTS["conv1-weight"][0],
        "conv2": WEIGHTS["conv2-weight"][0],
        "pooled": WEIGHTS["hidden-weight"][1],
        "variance": whole_percent(float(workspace.pca.explained_variance_ratio[:2].sum())),
        "tied": workspace.manifest["parameters"]["umap"]["neighbours"] - 1,  # UMAP counts an image as its own
        "perplexity": f"{workspace.manifest['parameters']['tsne']['perplexity']:g}",
        "near": measured.neighbours,
        "far": Scope.of(len(workspace.labels)).far,
        "voters": measured.voters,
        "runs": max((len(runs.others) for runs in workspace.runs.values()), default=0),
        "judges": judges(workspace),
        "allowed": whole_percent(1 - record["allowed"]),
        "warned": round(record["warned"] * len(workspace.labels)),
        "compared": min(measured.sample, len(workspace.labels)),
    }
