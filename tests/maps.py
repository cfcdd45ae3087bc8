"""The maps and colourings that the digits' page offers, by their names in addresses."""

PROJECTIONS = {"axes": "raw axes", "pca": "PCA", "tsne": "t-SNE", "umap": "UMAP"}
COLOURINGS = {
    "label": "true label",
    "predicted": "prediction",
    "confidence": "confidence",
    "second": "second likeliest class",
    "correct": "right or wrong",
    "alike": "nearest with the same label",
    "unit": "activation",
    "distance": "distance to the digit",
    "kept": "neighbours kept",
    "strangers": "strangers",
}
COMPONENTS = 10  # principal components that a map can be drawn of
UNITS = 128  # features
