"""The network, its projections and the artifacts that the app runs from."""
