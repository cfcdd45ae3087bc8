"""Hostile requests that are good HTTP: what stands in them is not what the page asks."""

from __future__ import annotations

import gzip
import zlib
from random import Random
from urllib.parse import quote

from tests.hostile.attack import JSON, TYPES, WITHIN, Attack, filled, post, request
from tests.hostile.nonsense import MARK, MARKUP, TEXTS, damaged, nonsense, spoilt, written
from tests.hostile.surface import Surface

METHODS = (
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "HEAD",
    "TRACE",
    "CONNECT",
    "POST",
    "GET",
    "get",
    "PROPFIND",
    MARK * 90,
    "<b>",
)
CODINGS = ("gzip", "deflate", "br", "zstd", "gzip, gzip", MARKUP)
BOMB = gzip.compress(bytes(20_000_000))
PACKAGES = ("dash", "plotly", "numpy", "flask", "os", "dash.deps", "..", "digitscope", MARK, "%00", "app")
MODULES = ("deps/react.js", "dash-renderer/build/dash_renderer.min.js", "__init__.py", "package-info.json", *WITHIN)


def question(dice: Random, surface: Surface) -> Attack:
    """Ask for one element, with something wrong in the question."""
    address, element, good = dice.choice(surface.questions)
    asked = spoilt(dice, {element: {"number": 1, "question": good}})
    return Attack("question", post(address, written(asked)))


def questions(dice: Random, surface: Surface) -> Attack:
    """Ask for all elements of a data set at once, with something wrong in each question."""
    address = dice.choice(surface.questions)[0]
    every = {
        element: {"number": 1, "question": spoilt(dice, good)}
        for where, element, good in surface.questions
        if where == address
    }
    return Attack("questions", post(address, written(every)))


def callback(dice: Random, surface: Surface) -> Attack:
    """Run a callback, with something wrong in what is posted."""
    address, good = dice.choice(surface.callbacks)
    return Attack("callback", post(address, written(spoilt(dice, good))))


def posted(dice: Random, surface: Surface) -> Attack:
    """Post anything anywhere."""
    examples = dice.choice(surface.examples)
    address, good = dice.choice((examples, (dice.choice(surface.posts), nonsense(dice))))
    return Attack("posted", post(address, written(spoilt(dice, good)), dice.choice(TYPES)))


def no_json(dice: Random, surface: Surface) -> Attack:
    """Post what only looks like JSON."""
    address, element, good = dice.choice(surface.questions)
    asked = written({element: {"number": 1, "question": good}})
    where = dice.choice((address, address, dice.choice(surface.posts)))
    return Attack("no JSON", post(where, damaged(dice, asked), dice.choice(TYPES)))


def packed(dice: Random, surface: Surface) -> Attack:
    """Post something compressed, which no page does: bombs too."""
    body = dice.choice(
        (BOMB, gzip.compress(b"{}"), zlib.compress(b"[" * 90_000), dice.randbytes(50), gzip.compress(BOMB))
    )
    headers = (JSON, f"Content-Encoding: {dice.choice(CODINGS)}")
    return Attack("packed", post(dice.choice(surface.posts), body, *headers))


def method(dice: Random, surface: Surface) -> Attack:
    """Ask in a way in which it cannot be asked."""
    route = dice.choice(surface.routes)
    chosen = dice.choice([each for each in METHODS if each not in route.methods or each in ("HEAD", "OPTIONS")])
    body = dice.choice((b"", b"{}", b"a" * 999))
    return Attack("method", request(filled(dice, route.path), chosen, headers=[dice.choice(TYPES)], body=body))


def path(dice: Random, surface: Surface) -> Attack:
    """Ask for what is not there, or not meant to be."""
    route, within = filled(dice, dice.choice(surface.routes).path), dice.choice(WITHIN)
    chosen = dice.choice((
        route, route, route, f"/{within}", f"{route}/{within}", f"//evil.example/{within}", "/assets/" + within,
        "/data/" + within + "/", "/data/" + within + route, route.upper(), f"/?data={quote(dice.choice(TEXTS))}",
        "*", "",
        f"/?{within}", "/static/" + within, f"http://localhost{route}", f"http://{MARK}.example{route}",
        "/?" + "data=a&" * 900,
        "?", "#", "/ HTTP/1.1 ", f"/digits/{within}.png", f"/units/{within}.bin", f"/values/{within}.bin",
    ))  # fmt: skip
    return Attack("path", request(chosen))


def suite(dice: Random, surface: Surface) -> Attack:
    """Ask for a script of Dash that is not there."""
    good = dice.choice(surface.suites)
    at = dice.randrange(len("/_dash-component-suites/"), len(good))
    made = f"/_dash-component-suites/{dice.choice(PACKAGES)}/{dice.choice(MODULES)}"
    return Attack("suite", request(dice.choice((made, made, good[:at] + dice.choice(WITHIN) + good[at:], good[:at]))))
