"""How pictures of the data set look wherever they are shown."""

from __future__ import annotations

SMOOTH_FROM_PX = 48  # height or width from which a picture is more than its pixels


def picture_style(height: int, width: int) -> str:
    """Return the style sheet by which every picture of ``height`` × ``width`` pixels has its own shape.

    The pixels of a small one are squares to look at; a large one is scaled as photographs are.
    """
    rendering = "pixelated" if max(height, width) < SMOOTH_FROM_PX else "auto"
    return f":root{{--picture-ratio:{width / height:.4g};--picture-rendering:{rendering}}}"
