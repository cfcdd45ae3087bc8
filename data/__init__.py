"""The data set and the artifacts that are built from it."""
