"""Attributes of elements whose names are no Python words: ``data-*`` and ``aria-*``."""

from __future__ import annotations

from typing import Any


def data(**values: object) -> dict[str, Any]:
    """Return ``data-*`` attributes; an underscore in a name becomes a hyphen."""
    return {f"data-{name.replace('_', '-')}": str(value) for name, value in values.items()}


def aria(**values: object) -> dict[str, Any]:
    """Return ``aria-*`` attributes."""
    return {f"aria-{name}": str(value) for name, value in values.items()}
