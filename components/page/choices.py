"""Choices between a few things: segments side by side, or a menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

Value = str | int


def segments(name: str, labels: Mapping[Any, str], value: Value) -> dcc.RadioItems:
    """Return the choices side by side.

    Args:
        name: Id of the choice.
        labels: What each value is called.
        value: What is chosen at first.
    """
    return dcc.RadioItems(options(labels), value, id=name, inline=True, className="segments")


def menu(name: str, labels: Mapping[Any, str], value: Value, *, searchable: bool = False) -> dcc.Dropdown:
    """Return the choices as a menu that always has one chosen; the arguments are those of ``segments``."""
    return dcc.Dropdown(options(labels), value, id=name, clearable=False, searchable=searchable)


def named_menu(words: str, name: str, labels: Mapping[Any, str], value: Value, *, title: str) -> html.Label:
    """Return a menu with ``words`` before it and ``title`` to say what it does."""
    choice = menu(name, labels, value)
    return html.Label([html.Span(words), choice], htmlFor=name, className="choice", title=title)


def options(labels: Mapping[Any, str]) -> list[dict[str, Value]]:
    """Return values and their labels as Dash wants them."""
    return [{"value": value, "label": label} for value, label in labels.items()]
