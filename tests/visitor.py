"""A visitor without a browser: sends over HTTP what the page would send, to callbacks and to addresses of their own."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, NoReturn

from dash import Dash

CALLBACKS = "/_dash-update-component"
VIEWS = "/view"

# What the page asks beside what is chosen at controls, which it tells (see ``Visitor.question``).
PARTS: dict[str, Any] = {
    "digit": {"selection": "sample:1"},
    "map": {"projection": "tsne", "x": "1", "y": "2", "unit_x": "0", "unit_y": "1"},
    "pin": None,
    "units": [0],
    "scales": {},
    "feature-map": {"layer": "conv1", "channel": 0},
    "strokes": {"n": 7, "box": 100, "width": "2.3", "strokes": [[[20, 20], [80, 20], [40, 80]]], "normalised": True},
}


@dataclass(frozen=True)
class Reply:
    """What the server said to a request for a callback."""

    status: int
    text: str
    shown: dict[str, Any]  # "id.property" to its new value
    notices: dict[str, Any]  # the same, set beside the callback's own outputs


class Visitor:
    """Somebody who has opened the page; what is not changed is as the page sets it at first."""

    def __init__(self, app: Dash) -> None:
        self.app = app
        self.client = app.server.test_client()
        self.callbacks = [
            callback for callback in self.client.get("/_dash-dependencies").json if not callback["clientside_function"]
        ]
        tabs = self.told("tabs").values()
        self.layout = [self.client.get("/_dash-layout").json, *(tab["layout"] for tab in tabs)]
        self.page = dict(properties(self.layout))
        self.views: dict[str, Any] = self.told("views")
        self.choices: dict[str, str] = self.told("choices")

    def told(self, name: str) -> dict[str, Any]:
        """Return what the page tells its scripts under ``name``."""
        (text,) = re.findall(rf'data-{name}="([^"]*)"', self.client.get("/").text)
        return json.loads(unescape(text))

    def question(self, element: str, **changed: Any) -> dict[str, Any]:
        """Return what the page would ask for an element.

        Args:
            element: Its id.
            changed: Parts of the question that are others than at first, with ``_`` for ``-``; ``selection`` stands for
                a digit of the data set.
        """
        changed = {name.replace("_", "-"): part for name, part in changed.items()}
        if "selection" in changed:
            changed["digit"] = {"selection": changed.pop("selection")}
        known = {**self.choices, **PARTS, "group": self.first_images()}
        first = {name: known.get(name) for name in self.views[element]["needs"]}
        assert changed.keys() <= first.keys(), f"{element} needs {', '.join(first)}, a choice by its id"
        return first | changed

    def first_images(self) -> dict[str, Any]:
        """Return the group of the first eight images, to be compared with all others."""
        members = bytes([0xFF, *[0] * (-(-self.told("files")["count"] // 8) - 1)])
        return {"chosen": {"name": "the first", "members": b64encode(members).decode()}, "against": None}

    def ask(self, element: str, **changed: Any) -> dict[str, Any]:
        """Return the server's answer to the question of an element: ``number``, ``view`` and ``message``."""
        sent = {element: {"number": 3, "question": self.question(element, **changed)}}
        status, answers = self.tell(VIEWS, sent)
        assert status == 200, answers
        return answers[element]

    def see(self, element: str, **changed: Any) -> Any:
        """Return what an element shows."""
        answer = self.ask(element, **changed)
        assert answer["message"] == "", answer["message"]
        return answer["view"]

    def refused(self, element: str, **changed: Any) -> str:
        """Return why the server does not answer a question."""
        answer = self.ask(element, **changed)
        assert answer["view"] is None
        return answer["message"]

    def run(self, element: str, **changed: Any) -> dict[str, Any]:
        """Return the same answer, asked by a callback."""
        reply = self.post(json=self.view_request(element, **changed))
        assert reply.status == 200, reply.text
        return json.loads(reply.shown[f"{element}-answer.data-view"], parse_constant=refuse)

    def tell(self, address: str, sent: Any) -> tuple[int, dict[str, Any]]:
        """Post to an address; returns the status and the answer, whose numbers are all finite."""
        response = self.client.post(address, json=sent)
        return response.status_code, json.loads(response.text, parse_constant=refuse)

    def request(self, output: str, **changed: Any) -> dict[str, Any]:
        """Return what the page would send to run the callback that writes ``output`` ("id.property").

        Args:
            output: One of the properties that the callback writes.
            changed: New values by the id of the element; the property is the one that the callback reads.
        """
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

    def view_request(self, element: str, **changed: Any) -> dict[str, Any]:
        """Return what the page would send for an element that is asked by a callback."""
        asked = {f"{element}-question": {"number": 3, "question": self.question(element, **changed)}}
        return self.request(f"{element}-answer.data-view", **asked)

    def post(self, **options: Any) -> Reply:
        """Send any body at all; ``options`` are those of the test client: ``json`` or ``data`` and ``content_type``."""
        response = self.client.post(CALLBACKS, **options)
        content = response.json if response.is_json else None
        content = content if isinstance(content, dict) else {}
        parts = (flat(content.get(part) or {}) for part in ("response", "sideUpdate"))
        return Reply(response.status_code, response.text, *parts)

    def well(self) -> bool:
        """Return whether the server still answers as it should."""
        return self.see("digit-body")["shows"] == "sample:1"


def a_map(projection: str, **axes: object) -> dict[str, str]:
    """Return a map as the page tells it; ``axes`` are those that differ from the first."""
    return PARTS["map"] | {"projection": projection} | {name: str(axis) for name, axis in axes.items()}


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


def element(page: Any, name: str) -> dict[str, Any]:
    """Return the component of ``page`` with an id."""
    return next(component for component in walk(page) if component["props"].get("id") == name)


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
