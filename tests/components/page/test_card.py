from __future__ import annotations

import json
from typing import Any

from dash import html
from plotly.io.json import to_json_plotly

from components.page.card import card
from tests.visitor import walk, words


def as_json(component: Any) -> dict[str, Any]:
    """Return a component as the browser gets it."""
    return json.loads(to_json_plotly(component))


def test_a_card_is_named_by_its_heading() -> None:
    region = as_json(card("some-panel", "Some panel", html.P("content")))
    heading = next(part["props"] for part in walk(region) if part["type"] == "H2")
    assert region["props"]["aria-labelledby"] == heading["id"]
    assert heading["children"] == "Some panel"
    assert region["props"]["id"] == "some-panel"


def test_a_card_shows_hint_controls_and_content() -> None:
    region = card("some-panel", "Some panel", html.P("content"), hint="how to read it", controls=html.Button("press"))
    shown = words(as_json(region))
    assert all(text in shown for text in ("Some panel", "how to read it", "press", "content"))
