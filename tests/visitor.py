"""A visitor without a browser: sends over HTTP what the page would send, to callbacks and to addresses of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, NoReturn

from dash import Dash

ADDRESS = "/_dash-update-component"

# Where a question about the selected digit is posted, and what it is beside the digit.
QUESTIONS: dict[str, dict[str, Any]] = {
    "/digit": {},
    "/receipt": {"map": ["tsne", 1, 2, 0, 1], "count": 10, "model": "global", "scales": {}},
}

# What callbacks write when the selection changes, and the store that tells them the selection.
FOLLOWERS = {
    "saliency-body.data-view": "saliency_asked",
    "unit-body.data-view": "unit_asked",
    "surrogate-body.data-view": "surrogate_asked",
    "compare-body.data-view": "compare_asked",
}

# What it draws whoever is selected.
PLOTS = {"pca-biplot.data-view", "pca-scree.data-view", "surrogate-biplot.data-view"}


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str
    shown: dict[str, Any]  # "id.property" to its new value
    notices: dict[str, Any]  # the same, set beside the callback's own outputs

    @property
    def shows(self) -> str:
        """The selection that the panel shows from now on."""
        views = [json.loads(value) for name, value in self.shown.items() if name.endswith(".data-view")]
        (shows,) = {view["shows"] for view in views}
        return shows


class Visitor:
    """Somebody who has opened the page; what is not changed is as the page sets it at first."""

    def __init__(self, app: Dash) -> None:
        self.app = app
        self.client = app.server.test_client()
        self.callbacks = [
            callback for callback in self.client.get("/_dash-dependencies").json if not callback["clientside_function"]
        ]
        self.page = dict(properties(self.client.get("/_dash-layout").json))

    def told(self, name: str) -> dict[str, Any]:
        """Return what the page tells its scripts under ``name``."""
        (text,) = re.findall(rf'data-{name}="([^"]*)"', self.client.get("/").text)
        return json.loads(unescape(text))

    def ask(self, output: str, **changed: Any) -> Answer:
        """Run the callback that writes ``output`` ("id.property").

        Args:
            output: One of the properties that the callback writes.
            changed: New values by the id of the element; the property is the one that the callback reads.
        """
        return self.post(json=self.request(output, **changed))

    def request(self, output: str, **changed: Any) -> dict[str, Any]:
        """Return the body of such a request."""
        callback = next(callback for callback in self.callbacks if output in outputs(callback))
        changed = {name.replace("_", "-"): value for name, value in changed.items()}

        def filled(entry: dict[str, str]) -> dict[str, Any]:
            asked = f"{entry['id']}.{entry['property']}"
            return {**entry, "value": changed.get(entry["id"], self.page.get(asked))}

        pairs = [name.rsplit(".", 1) for name in outputs(callback)]
        written = [{"id": element, "property": name} for element, name in pairs]
        return {
            "output": callback["output"],
            "outputs": written if callback["output"].startswith("..") else written[0],
            "inputs": [filled(entry) for entry in callback["inputs"]],
            "state": [filled(entry) for entry in callback["state"]],
            "changedPropIds": [f"{e['id']}.{e['property']}" for e in callback["inputs"] if e["id"] in changed],
        }

    def post(self, **options: Any) -> Answer:
        """Send any body at all; ``options`` are those of the test client: ``json`` or ``data`` and ``content_type``."""
        response = self.client.post(ADDRESS, **options)
        content = response.json if response.is_json else None
        content = content if isinstance(content, dict) else {}
        parts = (flat(content.get(part) or {}) for part in ("response", "sideUpdate"))
        return Answer(response.status_code, response.text, *parts)

    def tell(self, address: str, sent: Any) -> tuple[int, dict[str, Any]]:
        """Post a question to its own address; returns the status and the answer, whose numbers are all finite."""
        response = self.client.post(address, json=sent)
        return response.status_code, json.loads(response.text, parse_constant=refuse)

    def land(self, sent: Any) -> tuple[int, dict[str, Any]]:
        """Send a drawing; returns the status and what the server says of it."""
        return self.tell("/landing", sent)

    def see(self, selection: str, view: str) -> dict[str, Any]:
        """Return what the element ``view`` of the first screen shows of a selection."""
        status, views = self.tell("/digit", {"selection": selection})
        assert status == 200, views
        return views[view]

    def well(self) -> bool:
        """Return whether the server still answers as it should."""
        return self.see("sample:1", "digit-body")["shows"] == "sample:1"


def refuse(name: str) -> NoReturn:
    """Say that ``name``, which JSON does not know, would be on the screen."""
    raise ValueError(f"{name} on the screen")


def outputs(callback: dict[str, Any]) -> list[str]:
    """Return the properties that a callback writes."""
    output = callback["output"]
    return output[2:-2].split("...") if output.startswith("..") else [output]


def flat(updates: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return updates by element and property as one dict."""
    return {f"{element}.{name}": value for element, values in updates.items() for name, value in values.items()}


def properties(page: Any) -> list[tuple[str, Any]]:
    """Return every property of every named component of ``page`` as "id.property" and its value."""
    named = (component["props"] for component in walk(page) if "id" in component["props"])
    return [(f"{props['id']}.{name}", value) for props in named for name, value in props.items()]


def walk(content: Any) -> Iterator[dict[str, Any]]:
    """Give every component within ``content``, as JSON has it, from the outside in."""
    if isinstance(content, list):
        for part in content:
            yield from walk(part)
    elif isinstance(content, dict) and "props" in content:
        yield content
        for value in content["props"].values():
            yield from walk(value)


def words(content: Any) -> str:
    """Return the text that ``content`` shows, all of it in one line."""
    if isinstance(content, list):
        return " ".join(map(words, content))
    if isinstance(content, dict):
        return words(content["props"].get("children") or "")
    return str(content)
