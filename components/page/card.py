"""A card: a titled region of the page, the frame of every panel."""

from __future__ import annotations

from typing import Any

from dash import html

from components.page.attributes import aria


def card(
    name: str,
    title: Any,
    *children: Any,
    hint: Any = "",
    controls: Any = None,
) -> html.Section:
    """Return a region with a heading.

    Args:
        name: Id of the region.
        title: Its heading, as text or in parts, of which some may be terms of the glossary.
        children: Its content.
        hint: One sentence on how to read it, beside the heading, likewise.
        controls: What stands at the heading's right.
    """
    parts = [
        html.H2(title, id=f"{name}-title"),
        html.P(hint, className="hint") if hint else None,
        html.Div(controls, className="controls") if controls is not None else None,
    ]
    heading = html.Div([part for part in parts if part is not None], className="card-head")
    return html.Section([heading, *children], id=name, className="card", **aria(labelledby=f"{name}-title"))
