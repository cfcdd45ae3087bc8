"""Attributes of elements whose names are no Python words: ``data-*``, ``aria-*`` and what is made of them."""

from __future__ import annotations

from typing import Any


def data(**values: object) -> dict[str, Any]:
    """Return ``data-*`` attributes; an underscore in a name becomes a hyphen."""
    return {f"data-{name.replace('_', '-')}": str(value) for name, value in values.items()}


def aria(**values: object) -> dict[str, Any]:
    """Return ``aria-*`` attributes."""
    return {f"aria-{name}": str(value) for name, value in values.items()}


def tip(text: str) -> dict[str, Any]:
    """Return what explains an element that says something itself: words for the popover and for screen readers."""
    return {**data(tip=text), **aria(description=text)}


def name_by_tip(text: str) -> dict[str, Any]:
    """Return what names an element that shows a sign alone: words for the popover, and its name for screen readers."""
    return {**data(tip=text), **aria(label=text)}
