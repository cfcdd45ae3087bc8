"""What the words on the page mean: one table, from which every explanation of a term comes.

A meaning is true of this page: numbers in braces are filled in from the workspace and the network. A layout marks a
word with ``components.page.terms.term``, a script with the function of that name in ``assets/js/core/terms.js``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypedDict

from components.page.glossary_facts import facts
from model.workspace import Workspace


@dataclass(frozen=True)
class Entry:
    """A word and its meaning."""

    name: str
    meaning: str  # with the facts of ``facts`` in braces


class GlossaryEntry(TypedDict):
    """A word and its meaning, as the browser shows it."""

    group: str
    name: str
    meaning: str


NETWORK = {
    "cnn": Entry(
        "CNN",
        "Convolutional neural network: small filters slide over a picture, later layers weigh up what they found. "
        "This one has two convolutions, {units} units and ten outputs.",
    ),
    "layer": Entry(
        "Layer",
        "One step of the network, which makes new numbers of those before it. Here: conv1, conv2, the {units} units, "
        "the ten classes.",
    ),
    "convolution": Entry(
        "Convolution",
        "A layer that looks at every 3×3 patch with the same few weights, so it finds a pattern wherever it is. conv1 "
        "looks at the picture, conv2 at the maps of conv1.",
    ),
    "kernel": Entry(
        "Kernel",
        "The weights with which a channel looks at a patch: 3×3 in conv1, 3×3 for each of the {conv1} maps in conv2. "
        "Weight times value, all added up, and a constant, the bias.",
    ),
    "channel": Entry(
        "Channel", "One filter of a convolution and the map that it makes: {conv1} in conv1, {conv2} in conv2."
    ),
    "feature-map": Entry(
        "Feature map",
        "What one channel finds in the digit, place by place: bright where its pattern is, 0 where it is not. All maps "
        "of a layer share one scale of colours.",
    ),
    "relu": Entry(
        "ReLU",
        "Rectified linear unit: what is below 0 becomes 0, the rest stays. It follows both convolutions and the "
        "{units} units, so each of them either fires or is silent.",
    ),
    "pooling": Entry(
        "Max-pooling", "Of each 2×2 places of a map only the greatest value goes on: 24×24 becomes 12×12."
    ),
    "activation": Entry(
        "Activation", "How strongly a channel or a unit responds, after ReLU: 0 is silent, more is stronger."
    ),
    "unit": Entry(
        "Unit",
        "One of {units} parts of the penultimate layer. It adds up the {pooled:,} pooled values of conv2, each with a "
        "weight of its own, and a constant; then comes ReLU.",
    ),
    "feature": Entry(
        "Feature", "The activation of one unit. The network describes a digit by {units} of them, 0 or more each."
    ),
    "penultimate-layer": Entry(
        "Penultimate layer",
        "The last layer but one: {units} units between the convolutions and the ten classes. What it says of a digit "
        "is all that the maps are made of.",
    ),
    "class-mean": Entry(
        "Class mean",
        "The mean activation of a unit over all digits whose label is the class that the network reads.",
    ),
    "logit": Entry(
        "Logit",
        "The network's score for a class before the ten become probabilities: each feature times a weight, added up, "
        "and a constant. It may be below 0.",
    ),
    "probability": Entry(
        "Probability (softmax)",
        "Softmax makes of the ten logits ten shares that sum to 100 %. They say how sure the network is; how often it "
        "is right then is counted in the tab Maps.",
    ),
    "reading": Entry("Reading", "The most probable class: what the network takes the digit for, right or wrong."),
    "label": Entry(
        "Label", "The class that the data set gives to a digit. The network is not told; a drawing has none."
    ),
    "strangeness": Entry(
        "Maybe no digit, unlike others",
        "Marks what is farther out, by distance, proportions of the features or evidence, than {allowed} of {judges}; "
        "{warned} of the map's {digits:,} are.",
    ),
    "misread": Entry("Misread", "A digit whose reading is not its label: {misread} of the {digits:,}."),
}

MAPS = {
    "feature-space": Entry(
        "The {units} dimensions",
        "A space with an axis for each feature, in which every digit is a point. Near to each other means alike for "
        "the network.",
    ),
    "projection": Entry(
        "Projection",
        "A way from {units} numbers to two, so that a digit becomes a point of a map. PCA keeps the greatest spread, "
        "t-SNE and UMAP keep neighbours; none keeps all.",
    ),
    "raw-axes": Entry("Raw axes", "The plainest map: two of the {units} features as they are, one along each axis."),
    "pca": Entry(
        "PCA",
        "Principal component analysis: looks at the {units} dimensions from where the digits are spread most. A "
        "position is a weighted sum of the features, exactly.",
    ),
    "principal-component": Entry(
        "Principal component",
        "A direction in the {units} dimensions. PC1 is the one along which the digits are spread most, each further "
        "one has the most of what is left, at right angles to those before.",
    ),
    "explained-variance": Entry(
        "Explained variance",
        "The share of all spread (variance) of the digits that lies along a component. PC1 and PC2 have {variance} "
        "of it.",
    ),
    "loading": Entry(
        "Loading", "The weight of a feature in a component: how far one more of its activation moves a digit along it."
    ),
    "score": Entry(
        "Score", "The place of a digit along a component: its features less their means, times the loadings, added up."
    ),
    "biplot": Entry(
        "Biplot",
        "A map with digits as points and features as arrows. An arrow points where more of its feature moves a digit; "
        "the longer, the farther.",
    ),
    "scree-plot": Entry(
        "Scree plot", "The explained variance of one component after the other, greatest first, and their running sum."
    ),
    "tsne": Entry(
        "t-SNE",
        "t-distributed stochastic neighbour embedding: puts digits that are near in {units} dimensions near each "
        "other. Gaps and sizes of clusters say little, and there is no formula.",
    ),
    "perplexity": Entry(
        "Perplexity",
        "For about how many neighbours of each digit t-SNE cares: {perplexity} here. More shows larger shapes.",
    ),
    "umap": Entry(
        "UMAP",
        "Uniform manifold approximation and projection: ties each digit to its {tied} nearest ones and keeps those "
        "near. As with t-SNE, long distances say little.",
    ),
    "nearest-neighbours": Entry(
        "Nearest neighbours",
        "The digits whose {units} features differ least from those of this one (Euclidean distance). They are found in "
        "the {units} dimensions, not on the map.",
    ),
    "trustworthiness": Entry(
        "Trustworthiness",
        "Are the {near} nearest on the map near in the {units} dimensions too? 1 at best; strangers side by side cost.",
    ),
    "continuity": Entry(
        "Continuity",
        "Are the {near} nearest in the {units} dimensions near on the map too? 1 at best; neighbours torn apart cost.",
    ),
    "neighbours-kept": Entry(
        "Neighbours kept",
        "Of a point's {near} nearest on the map, the share that is among its {near} nearest in the {units} dimensions. "
        "Stricter than trustworthiness, which forgives strangers from not far away.",
    ),
    "neighbours-again": Entry(
        "The same again",
        "Of a point's {near} nearest on the map, the share that is among its {near} nearest when the map is made again "
        "from random positions: the mean of {runs} runs.",
    ),
    "island": Entry(
        "Island",
        "Digits that hang together on a map by steps of at most twice the usual distance to the {near}th nearest.",
    ),
    "knn-accuracy": Entry(
        "{voters}-NN accuracy",
        "The share of digits whose label is that of most of the {voters} nearest points on the map, each fifth of the "
        "digits judged by the other four.",
    ),
    "calibration": Entry(
        "Calibration", "Whether percentages come true: of digits that are read with 90 %, nine in ten should be right."
    ),
    "distance-correlation": Entry(
        "Distance correlation",
        "Is what is farther apart on the map also farther apart in the {units} dimensions? The rank correlation of "
        "the distances of {compared:,} digits, mean of ten samples: 1 is always, 0 no rule.",
    ),
}

EXPLANATIONS = {
    "surrogate": Entry(
        "Surrogate",
        "A model that can be read in place of one that cannot: a weighted sum of the {units} features that comes near "
        "to the places on t-SNE or UMAP. An approximation; R² says how good.",
    ),
    "baseline": Entry(
        "Baseline",
        "Where the explanation of a position begins: the mean features of all digits, of one class, or those of the "
        "pinned digit.",
    ),
    "ridge-regression": Entry(
        "Ridge regression",
        "How the weights of a surrogate are found: the least squared error, but large weights cost something. The "
        "penalty α is the one that predicts held-out digits best.",
    ),
    "r2": Entry(
        "R²",
        "How much of the variance of a coordinate a model accounts for: 1 is all, 0 no better than always saying the "
        "mean, and less is worse than that.",
    ),
    "held-out": Entry(
        "Held out",
        "Left aside while a model is fitted, so that it is judged by digits it has not seen. Five times here, each "
        "time another fifth.",
    ),
    "intercept": Entry(
        "Constant (intercept)", "What a sum starts from: where a digit would be put whose {units} features are all 0."
    ),
    "residual": Entry(
        "Residual",
        "What the sum misses. On t-SNE and UMAP, for a digit of the map, in part it is how far from its own point a "
        "newcomer with the same features would land. PCA and raw axes have none.",
    ),
    "waterfall": Entry(
        "Waterfall", "A sum drawn step by step: each bar starts where the one above it ends, the last is the position."
    ),
    "saliency": Entry(
        "Saliency", "Which pixels matter: what a little more ink in each one would do to the position or to a score."
    ),
    "gradient": Entry(
        "Gradient",
        "How fast something changes with the ink of a pixel, as a change per pixel from empty to full. It holds for "
        "small changes.",
    ),
    "correlation": Entry(
        "Correlation",
        "How two features go together over the {digits:,} digits: 1 in step, 0 not at all (in a straight line), −1 "
        "one up when the other is down.",
    ),
    "clustered-order": Entry(
        "Clustered order",
        "The features sorted so that those that go together stand side by side, as far as one line allows; constant "
        "ones last.",
    ),
    "standard-deviation": Entry(
        "Standard deviation", "How far a feature is from its mean, typically: its spread over the {digits:,} digits."
    ),
}

GROUPS: Mapping[str, Mapping[str, Entry]] = MappingProxyType(
    {"The network": NETWORK, "The maps": MAPS, "Explanations": EXPLANATIONS}
)
GLOSSARY: Mapping[str, Entry] = MappingProxyType({**NETWORK, **MAPS, **EXPLANATIONS})


def describe_glossary(workspace: Workspace) -> dict[str, GlossaryEntry]:
    """Return every term with its meaning, group by group."""
    numbers = facts(workspace)
    return {
        key: {"group": group, "name": entry.name.format(**numbers), "meaning": entry.meaning.format(**numbers)}
        for group, entries in GROUPS.items()
        for key, entry in entries.items()
    }
