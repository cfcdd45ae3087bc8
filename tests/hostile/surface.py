"""What of a site can be asked, as the site itself says it: routes, callbacks, questions, and what is added later."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask

from app import create_site
from components.panels.group import ADDRESS as NEAREST
from components.server.site import Site
from tests.visitor import CALLBACKS, VIEWS, Visitor

EXAMPLES = {NEAREST: {"digit": {"selection": "sample:1"}, "count": 8}}  # of what is posted, where no view says it
LARGEST = 1_000_000  # bytes of an answer that is read to its end


@dataclass(frozen=True)
class Route:
    """An address, whose parameters stand in angle brackets, and how it may be asked."""

    path: str
    methods: frozenset[str]


@dataclass(frozen=True)
class Surface:
    """All that a site answers."""

    routes: tuple[Route, ...]
    suites: tuple[str, ...]  # addresses of scripts of Dash that there are
    questions: tuple[tuple[str, str, Any], ...]  # by address and element: what the page asks of it
    callbacks: tuple[tuple[str, Any], ...]  # by address: what the page posts
    examples: tuple[tuple[str, Any], ...]  # by address: what is posted elsewhere

    @property
    def posts(self) -> list[str]:
        """Where something can be posted."""
        return [route.path for route in self.routes if "POST" in route.methods]


def surface_of(folders: Collection[Path] = ()) -> Surface:
    """Return what the site of some data sets answers; by default of those that come with it."""
    site = create_site(folders)
    site.open_all()
    library = site._library
    prefixes = {name: "" if name == library.default else f"/data/{name}" for name in library.loaded}
    visitors = [(prefix, Visitor(SimpleNamespace(server=site.open(name)))) for name, prefix in prefixes.items()]
    page = visitors[0][1].client.get("/").text
    return Surface(
        tuple(routes_of(site, prefixes)),
        tuple(re.findall(r'src="(/_dash-component-suites/[^"]+)"', page)),
        tuple(chain.from_iterable(questions_of(*one) for one in visitors)),
        tuple(chain.from_iterable(callbacks_of(*one) for one in visitors)),
        tuple((prefix + address, body) for prefix, _ in visitors for address, body in EXAMPLES.items()),
    )


def routes_of(site: Site, prefixes: dict[str, str]) -> Iterator[Route]:
    """Give the routes of all data sets, and of what belongs to none."""
    servers = [("", site._front), *((prefix, site.open(name)) for name, prefix in prefixes.items())]
    for prefix, server in servers:
        for rule in rules(server):
            yield Route(prefix + rule.rule, frozenset(rule.methods or ()))


def rules(server: Flask) -> list[Any]:
    """Return the routes of an application."""
    return list(server.url_map.iter_rules())


def questions_of(prefix: str, visitor: Visitor) -> Iterator[tuple[str, str, Any]]:
    """Give what the page of a data set asks for each element that the server answers."""
    for element, facts in visitor.views.items():
        if facts["road"] != "browser":
            yield prefix + VIEWS, element, visitor.question(element)


def callbacks_of(prefix: str, visitor: Visitor) -> Iterator[tuple[str, Any]]:
    """Give what the page of a data set posts to run each callback."""
    for callback in visitor.callbacks:
        output = callback["output"].strip(".").split("...")[0]
        body = visitor.request(output)
        element = output.split("-answer.")[0]
        if element in visitor.views:
            body = visitor.view_request(element)
        yield prefix + CALLBACKS, json.loads(json.dumps(body))
