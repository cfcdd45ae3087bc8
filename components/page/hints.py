"""The three hints of a first visit: what can be done, beside where it is done.

A layout puts a hint where it speaks of; ``assets/js/page/hints.js`` shows those that are new to the visitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dash import html

from components.page.attributes import aria, data
from components.question.facts import one

# Name: what is said everywhere, and what is added where there is room.
HINTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "click": ("Click a point", " to see that {item}"),
        "switch": ("Switch the map", " and follow your {item}"),
        "draw": ("Draw {an_item}", " and watch it land on the map"),
    }
)


def first_hint(name: str, item: str) -> html.Div:
    """Return a hint with the button that dismisses it; on a page whose visitor knows it, it is not shown.

    Raises:
        KeyError: There is no such hint.
    """
    short, rest = (part.format(item=item, an_item=one(item)) for part in HINTS[name])
    text = html.P([short, html.Span(rest)])
    dismiss = html.Button("×", type="button", **data(dismiss=name), **aria(label=f"Dismiss the hint “{short}”"))
    return html.Div([text, dismiss], className="first-hint", role="note", **data(hint=name))
