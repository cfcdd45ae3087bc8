"""The data sets of a site, which of them a page is about, and the menu that leads to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from dash import html

from components.page.attributes import aria, data
from components.page.files import HOME
from model.spec import DIGITS

PREFIX = "{root}data/{name}/"  # of another one


class SiteFacts(TypedDict):
    """What the browser needs to know of the site around the page."""

    name: str  # of the page's data set, as the URL says it
    prefix: str  # of all addresses that belong to it
    root: str  # of those that belong to all data sets
    version: str  # of the page, which it tells with all that it asks


@dataclass(frozen=True)
class DataSets:
    """The data sets of a site and the one that a page is about."""

    name: str  # of the one
    titles: Mapping[str, str]  # of all by their names, the first one first
    root: str = HOME  # what every address of the site begins with and ends where those would begin

    @property
    def title(self) -> str:
        """The title of the one."""
        return self.titles[self.name]

    @property
    def default(self) -> str:
        """The name of the data set that is shown to whoever names none."""
        return next(iter(self.titles))

    @property
    def prefix(self) -> str:
        """What the addresses of the page's own files and posts begin with; they end where those would begin."""
        return self.root if self.name == self.default else PREFIX.format(root=self.root, name=self.name)

    @property
    def home(self) -> str:
        """The address of the page."""
        return self.root if self.name == self.default else f"{self.root}?data={self.name}"

    def all(self) -> list[DataSets]:
        """Return the same once for each data set."""
        return [replace(self, name=name) for name in self.titles]

    def facts(self, version: str) -> SiteFacts:
        """Return what the browser needs to know, the page's version with it."""
        return {"name": self.name, "prefix": self.prefix, "root": self.root, "version": version}


ALONE = DataSets(DIGITS.name, {DIGITS.name: DIGITS.title})


def data_set_menu(sets: DataSets) -> list[html.Details]:
    """Return the menu of data sets, if there are several; its links open a page of their own each."""
    if len(sets.titles) == 1:
        return []
    own = html.Summary([html.Span("Data set: ", className="visually-hidden"), html.Span(sets.title)])
    items = [
        html.Li(html.A(other.title, href=other.home, **data(home=other.home), **current(other == sets)))
        for other in sets.all()
    ]
    return [html.Details([own, html.Ul(items)], className="data-sets")]


def current(is_current: bool) -> dict[str, Any]:
    """Return what marks the link to the page that one is on."""
    return aria(current="page") if is_current else {}
