"""Draws strokes as MNIST was drawn; the program has it in ``model.inputs.preprocess``, others know it by this name."""

from model.inputs.preprocess import rasterise

__all__ = ["rasterise"]
