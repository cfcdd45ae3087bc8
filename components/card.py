"""A card: a titled region of the page, the frame of every panel."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import aria, data


def card(
    name: str,
    title: str,
    *children: Any,
    hint: str = "",
    controls: Any = None,
    tall: bool = False,
    follow: str = "",
) -> html.Section:
    """Return a region with a heading.

    Args:
        name: Id of the region.
        title: Its heading.
        children: Its content.
        hint: One sentence on how to read it, beside the heading.
        controls: What stands at the heading's right.
        tall: Whether the content takes all the height there is.
        follow: Id of the store that is told the selection while the region is in view, if it follows that.
    """
    heading = html.Div(
        [html.H2(title, id=f"{name}-title"), html.P(hint, className="hint"), html.Div(controls, className="controls")],
        className="card-head",
    )
    attributes = aria(labelledby=f"{name}-title") | (data(follow=follow) if follow else {})
    return html.Section([heading, *children], id=name, className="card tall" if tall else "card", **attributes)
