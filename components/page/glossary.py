"""What the words on the page mean: one table, from which every explanation of a term comes.

A meaning is true of this page: numbers in braces are filled in from the workspace and the network. A layout marks a
word with ``components.page.terms.term``, a script with the function of that name in ``assets/js/core/terms.js``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict

from components.page.glossary_facts import facts
from components.page.glossary_network import NETWORK, Entry
from model.workspace import Workspace


class GlossaryEntry(TypedDict):
    """A word and its meaning, as the browser shows it."""

    group: str
    name: str
    meaning: str


MAPS = {
    "feature-space": Entry(
        "The {units} dimensions",
        "A space with an axis for each feature, in which every {item} is a point. Near to each other means alike for "
        "the network.",
    ),
    "projection": Entry(
        "Projection",
        "A way from {units} numbers to two, so that {an_item} becomes a point of a map. PCA keeps the greatest spread, "
        "t-SNE and UMAP keep neighbours; none keeps all.",
    ),
    "raw-axes": Entry("Raw axes", "The plainest map: two of the {units} features as they are, one along each axis."),
    "pca": Entry(
        "PCA",
        "Principal component analysis: looks at the {units} dimensions from where the {items} are spread most. A "
        "position is a weighted sum of the features, exactly.",
    ),
    "principal-component": Entry(
        "Principal component",
        "A direction in the {units} dimensions. PC1 is the one along which the {items} are spread most, each further "
        "one has the most of what is left, at right angles to those before.",
    ),
    "explained-variance": Entry(
        "Explained variance",
        "The share of all spread (variance) of the {items} that lies along a component. PC1 and PC2 have {variance} "
        "of it.",
    ),
    "loading": Entry(
        "Loading",
        "The weight of a feature in a component: how far one more of its activation moves {an_item} along it.",
    ),
    "score": Entry(
        "Score",
        "The place of {an_item} along a component: its features less their means, times the loadings, added up.",
    ),
    "biplot": Entry(
        "Biplot",
        "A map with {items} as points and features as arrows. An arrow points where more of its feature moves "
        "{an_item}; the longer, the farther.",
    ),
    "scree-plot": Entry(
        "Scree plot", "The explained variance of one component after the other, greatest first, and their running sum."
    ),
    "tsne": Entry(
        "t-SNE",
        "t-distributed stochastic neighbour embedding: puts {items} that are near in {units} dimensions near each "
        "other. Gaps and sizes of clusters say little, and there is no formula.",
    ),
    "perplexity": Entry(
        "Perplexity",
        "For about how many neighbours of each {item} t-SNE cares: {perplexity} here. More shows larger shapes.",
    ),
    "umap": Entry(
        "UMAP",
        "Uniform manifold approximation and projection: ties each {item} to its {tied} nearest ones and keeps those "
        "near. As with t-SNE, long distances say little.",
    ),
    "nearest-neighbours": Entry(
        "Nearest neighbours",
        "The {items} whose {units} features differ least from those of this one (Euclidean distance). They are found "
        "in the {units} dimensions, not on the map.",
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
    "torn-away": Entry(
        "Torn away",
        "Of {an_item}'s {near} nearest in the {units} dimensions, those that are not even among its {far} nearest on "
        "the map.",
    ),
    "strangers": Entry(
        "Strangers",
        "Of {an_item}'s {near} nearest on the map, those that are not even among its {far} nearest in the {units} "
        "dimensions.",
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
        "The share of {items} whose label is that of most of the {voters} nearest points on the map, each fifth of the "
        "{items} judged by the other four.",
    ),
    "calibration": Entry(
        "Calibration", "Whether percentages come true: of {items} that are read with 90 %, nine in ten should be right."
    ),
    "distance-correlation": Entry(
        "Distance correlation",
        "Is what is farther apart on the map also farther apart in the {units} dimensions? The rank correlation of "
        "the distances of {compared:,} {items}, mean of ten samples: 1 is always, 0 no rule.",
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
        "Where the explanation of a position begins: the mean features of all {items}, of one class, or those of the "
        "pinned {item}.",
    ),
    "ridge-regression": Entry(
        "Ridge regression",
        "How the weights of a surrogate are found: the least squared error, but large weights cost something. The "
        "penalty α is the one that predicts held-out {items} best.",
    ),
    "r2": Entry(
        "R²",
        "How much of the variance of a coordinate a model accounts for: 1 is all, 0 no better than always saying the "
        "mean, and less is worse than that.",
    ),
    "held-out": Entry(
        "Held out",
        "Left aside while a model is fitted, so that it is judged by {items} it has not seen. Five times here, each "
        "time another fifth.",
    ),
    "intercept": Entry(
        "Constant (intercept)", "What a sum starts from: where {an_item} would be put whose {units} features are all 0."
    ),
    "effect-size": Entry(
        "Effect size",
        "Cliff's delta: +1 if one of the group always has a greater activation than one of the others, −1 if never. "
        "The line on the bar: where 95 of 100 samples drawn anew lie.",
    ),
    "spread": Entry(
        "Spread",
        "The standard deviation of each pixel over the {items} of a group: light where they differ from each other.",
    ),
    "residual": Entry(
        "Residual",
        "What the sum misses. On t-SNE and UMAP, for {an_item} of the map, in part it is how far from its own point a "
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
        "How two features go together over the {count:,} {items}: 1 in step, 0 not at all (in a straight line), −1 "
        "one up when the other is down.",
    ),
    "clustered-order": Entry(
        "Clustered order",
        "The features sorted so that those that go together stand side by side, as far as one line allows; constant "
        "ones last.",
    ),
    "standard-deviation": Entry(
        "Standard deviation", "How far a feature is from its mean, typically: its spread over the {count:,} {items}."
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
        key: {"group": group, "name": entry.name.format(**numbers), "meaning": entry.about(workspace).format(**numbers)}
        for group, entries in GROUPS.items()
        for key, entry in entries.items()
    }
