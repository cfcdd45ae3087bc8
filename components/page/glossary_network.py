"""What the words mean that are about the network: of the digits' own, and of any."""

from __future__ import annotations

from dataclasses import dataclass

from model.classifier.cnn import DigitClassifier
from model.workspace import Workspace


@dataclass(frozen=True)
class Entry:
    """A word and its meaning."""

    name: str
    meaning: str  # with the facts of ``facts`` in braces
    general: str = ""  # the same of any network, where the meaning is of the digits' own

    def about(self, workspace: Workspace) -> str:
        """Return what the word means on the page of a workspace."""
        own = isinstance(workspace.classifier, DigitClassifier)
        return self.meaning if own or not self.general else self.general


NETWORK = {
    "cnn": Entry(
        "CNN",
        "Convolutional neural network: small filters slide over a picture, later layers weigh up what they found. "
        "This one has two convolutions, {units} units and ten outputs.",
        "Convolutional neural network: small filters slide over a picture, later layers weigh up what they "
        "found. This one has {units} features and {classes} outputs.",
    ),
    "layer": Entry(
        "Layer",
        "One step of the network, which makes new numbers of those before it. Here: conv1, conv2, the {units} units, "
        "the ten classes.",
        "One step of the network, which makes new numbers of those before it. Those that are recorded here: {layers}.",
    ),
    "convolution": Entry(
        "Convolution",
        "A layer that looks at every 3×3 patch with the same few weights, so it finds a pattern wherever it is. conv1 "
        "looks at the picture, conv2 at the maps of conv1.",
        "A layer that looks at every small patch with the same few weights, so it finds a pattern wherever it is.",
    ),
    "kernel": Entry(
        "Kernel",
        "The weights with which a channel looks at a patch: 3×3 in conv1, 3×3 for each of the {conv1} maps in conv2. "
        "Weight times value, all added up, and a constant, the bias.",
        "The weights with which a channel looks at a patch of each map before it. Weight times value, all "
        "added up, and a constant, the bias.",
    ),
    "channel": Entry(
        "Channel",
        "One filter of a convolution and the map that it makes: {conv1} in conv1, {conv2} in conv2.",
        "One filter of a layer and the map that it makes.",
    ),
    "feature-map": Entry(
        "Feature map",
        "What one channel finds in the {item}, place by place: bright where its pattern is, 0 where it is not. All "
        "maps of a layer share one scale of colours.",
        "What one channel finds in the {item}, place by place. All maps of a layer share one scale of colours.",
    ),
    "relu": Entry(
        "ReLU",
        "Rectified linear unit: what is below 0 becomes 0, the rest stays. It follows both convolutions and the "
        "{units} units, so each of them either fires or is silent.",
        "Rectified linear unit: what is below 0 becomes 0, the rest stays.",
    ),
    "pooling": Entry(
        "Max-pooling",
        "Of each 2×2 places of a map only the greatest value goes on: 24×24 becomes 12×12.",
        "Of some neighbouring places of a map only the greatest value, or their mean, goes on.",
    ),
    "activation": Entry(
        "Activation",
        "How strongly a channel or a unit responds, after ReLU: 0 is silent, more is stronger.",
        "How strongly a channel or a unit responds.",
    ),
    "unit": Entry(
        "Unit",
        "One of {units} parts of the penultimate layer. It adds up the {pooled:,} pooled values of conv2, each with a "
        "weight of its own, and a constant; then comes ReLU.",
        "One of {units} parts of the layer whose numbers are the features.",
    ),
    "feature": Entry(
        "Feature",
        "The activation of one unit. The network describes {an_item} by {units} of them, 0 or more each.",
        "The activation of one unit. The network describes {an_item} by {units} of them.",
    ),
    "penultimate-layer": Entry(
        "Penultimate layer",
        "The last layer but one: {units} units between the convolutions and the ten classes. What it says of {an_item} "
        "is all that the maps are made of.",
        "The layer whose {units} numbers are the features. What it says of {an_item} is all that the maps are made of.",
    ),
    "class-mean": Entry(
        "Class mean",
        "The mean activation of a unit over all {items} whose label is the class that the network reads.",
    ),
    "logit": Entry(
        "Logit",
        "The network's score for a class before the ten become probabilities: each feature times a weight, added up, "
        "and a constant. It may be below 0.",
        "The network's score for a class before the {classes} become probabilities. It may be below 0.",
    ),
    "probability": Entry(
        "Probability (softmax)",
        "Softmax makes of the ten logits ten shares that sum to 100 %. They say how sure the network is; how often it "
        "is right then is counted in the tab Maps.",
        "Softmax makes of the {classes} logits as many shares that sum to 100 %. They say how sure the "
        "network is; how often it is right is another matter.",
    ),
    "reading": Entry("Reading", "The most probable class: what the network takes the {item} for, right or wrong."),
    "label": Entry(
        "Label", "The class that the data set gives to {an_item}. The network is not told; a drawing has none."
    ),
    "strangeness": Entry(
        "{Stranger}, unlike others",
        "Marks what is farther out, by distance, proportions of the features or evidence, than {allowed} of {judges}; "
        "{warned} of the map's {count:,} are.",
    ),
    "misread": Entry("Misread", "{An_item} whose reading is not its label: {misread} of the {count:,}."),
}
