from __future__ import annotations

import re
from dataclasses import replace

import pytest

from components.page.glossary import GLOSSARY, GROUPS, describe_glossary
from components.page.terms import term
from model.classifier.cnn import KERNEL, POOL, WEIGHTS
from model.maps.quality import QualityConfig
from model.maps.surrogate import SurrogateConfig
from model.workspace import Workspace

# What every visitor may ask for.
LEAST = {
    "cnn", "convolution", "layer", "channel", "kernel", "feature-map", "relu", "activation", "unit", "feature",
    "penultimate-layer", "probability", "logit", "reading", "label", "projection", "pca", "principal-component",
    "explained-variance", "loading", "score", "biplot", "scree-plot", "tsne", "umap", "perplexity",
    "nearest-neighbours", "trustworthiness", "continuity", "knn-accuracy", "distance-correlation", "surrogate",
    "ridge-regression", "r2", "held-out", "residual", "intercept", "waterfall", "saliency", "gradient", "correlation",
    "clustered-order", "standard-deviation", "misread",
}  # fmt: skip


def test_the_glossary_has_every_term_once() -> None:
    assert GLOSSARY.keys() >= LEAST
    assert sum(map(len, GROUPS.values())) == len(GLOSSARY)
    assert len({entry.name for entry in GLOSSARY.values()}) == len(GLOSSARY)


def test_a_meaning_is_one_sentence_or_two_with_all_its_numbers(workspace: Workspace) -> None:
    for key, entry in describe_glossary(workspace).items():
        assert entry["meaning"].endswith("."), key
        assert len(entry["meaning"]) <= 180, key
        assert not re.search(r"[{}]", entry["name"] + entry["meaning"]), key


def test_the_numbers_are_those_of_the_workspace(workspace: Workspace) -> None:
    labels = workspace.predicted.copy()
    labels[5] = (labels[5] + 1) % 10
    assert "1 of the 300" in describe_glossary(replace(workspace, labels=labels))["misread"]["meaning"]
    share = 100 * workspace.pca.explained_variance_ratio[:2].sum()
    assert f"{share:.0f} %" in describe_glossary(workspace)["explained-variance"]["meaning"]


def test_what_the_table_says_of_the_network_is_so(workspace: Workspace) -> None:
    meanings = {key: entry["meaning"] for key, entry in describe_glossary(workspace).items()}
    side = workspace.trace(workspace.images[0]).layers["conv2"].shape[1]
    assert f"{KERNEL}×{KERNEL}" in meanings["convolution"]
    assert f"{side}×{side} becomes {side // POOL}×{side // POOL}" in meanings["pooling"]
    assert f"{WEIGHTS['hidden-weight'][1]:,}" in meanings["unit"]
    assert meanings["channel"].endswith("32 in conv1, 64 in conv2.")


def test_what_the_table_says_of_the_maps_is_so(workspace: Workspace) -> None:
    meanings = {key: entry["meaning"] for key, entry in describe_glossary(workspace).items()}
    parameters = workspace.manifest["parameters"]
    assert f"t-SNE cares: {parameters['tsne']['perplexity']:g} here" in meanings["perplexity"]
    assert f"its {parameters['umap']['neighbours'] - 1} nearest" in meanings["umap"]
    assert f"the {QualityConfig.neighbours} nearest" in meanings["trustworthiness"]
    assert (QualityConfig.folds, SurrogateConfig.folds) == (5, 5), "each fifth, five times"


def test_a_term_that_is_not_in_the_glossary_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match=r"no term 'isomap'.*, pca,"):
        term("isomap", "Isomap")


def test_a_term_is_a_button_described_by_its_meaning() -> None:
    props = term("pca", "PCA").to_plotly_json()["props"]
    assert (props["children"], props["data-term"], props["aria-describedby"]) == ("PCA", "pca", "meaning-pca")
