"""Whatever is sent, a parser answers or refuses by a ValueError of ours; it never fails in another way."""

from __future__ import annotations

import json
import traceback
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app import create_app
from components.page.table_download import ADDRESS as TABLE
from components.page.table_download import parse_wanted
from components.panels.group import ADDRESS as NEAREST
from components.question.members import parse_bits, parse_grouping, parse_members
from components.question.state import bytes_in, parse_choice, parse_selection
from components.question.subject import decode_image, parse_kind, parse_origin
from components.question.view import MISTAKE_WORDS
from components.server.hosts import is_allowed
from components.server.refusals import check_parts
from model.inputs.preprocess import rasterise, retouch
from model.workspace import Workspace
from tests.hostile.nonsense import NUMBERS, TEXTS, altered, places
from tests.structure.source import PACKAGES, ROOT
from tests.visitor import VIEWS, Visitor

COUNT = 300
QUESTIONS = 250  # of all views
TRIES = settings(max_examples=60, deadline=None, database=None, derandomize=True)

numbers = some.integers() | some.floats() | some.sampled_from(NUMBERS)
WORDS = ("sample:1", "drawn:x", "tsne", "csv", "all", "[::1]:80", "1:2:3", "\ud800")  # taken by some parser, or nearly
KEYS = ["name", "members", "chosen", "against", "kind", "part", "selection", "strokes", "box", "width", "tool"]
texts = some.text(max_size=12) | some.sampled_from((*WORDS, *TEXTS))
packed = some.binary(max_size=60).map(lambda content: b64encode(content).decode())
leaves = some.none() | some.booleans() | numbers | texts | packed
keys = some.sampled_from(KEYS) | texts
anything = some.recursive(
    leaves,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
objects = some.dictionaries(some.sampled_from(KEYS), anything, max_size=5)
lines = some.lists(some.lists(some.lists(numbers, min_size=1, max_size=3), max_size=4), max_size=4)
edits = some.lists(some.tuples(some.lists(some.lists(numbers, max_size=3), max_size=3), some.booleans()), max_size=4)
BLANK = np.zeros((28, 28), np.uint8)

PARSERS: dict[str, tuple[Callable[[Any], object], some.SearchStrategy[Any]]] = {
    "selection": (lambda sent: parse_selection(sent, COUNT), anything),
    "choice": (lambda sent: parse_choice(sent, ["pca", "tsne", 3], "the map"), anything),
    "bytes": (lambda sent: bytes_in(sent, 38), anything),
    "bits": (lambda sent: parse_bits(sent, COUNT), anything),
    "members": (lambda sent: parse_members(sent, COUNT), anything | objects),
    "grouping": (lambda sent: parse_grouping(sent, COUNT), objects),
    "table": (lambda sent: parse_wanted(sent, COUNT), anything | objects),
    "origin": (lambda sent: parse_origin(sent, COUNT), anything),
    "kind": (parse_kind, anything),
    "picture": (lambda sent: decode_image(sent, (4, 10)), anything),
    "strokes": (lambda sent: rasterise(sent, box=100), anything | lines),
    "box": (lambda sent: rasterise([[[1, 2]]], box=sent), anything),
    "edits": (lambda sent: retouch(BLANK, sent, box=100), edits),
    "host": (lambda sent: is_allowed(sent, {"localhost", "0.0.0.0"}), texts),
    "JSON": (check_parts, some.text(alphabet='[]{},"1', max_size=80) | some.binary(max_size=80)),
}


def check(parse: Callable[[Any], object], sent: Any) -> None:
    """Parse what is sent; all that may go wrong is a refusal with a sentence that stands in the program."""
    refusal = None
    try:
        parse(sent)
    except ValueError as error:
        refusal = error
    if refusal:
        place = Path(traceback.extract_tb(refusal.__traceback__)[-1].filename)
        assert place.is_relative_to(ROOT), f"{place} refused it: {refusal}"
        assert place.relative_to(ROOT).parts[0] in PACKAGES
        assert " " in str(refusal)


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_answers_or_refuses_whatever_it_is_given(name: str) -> None:
    parse, sent = PARSERS[name]
    TRIES(given(sent)(lambda value: check(parse, value)))()


@pytest.fixture(scope="module")
def visitor(workspace: Workspace) -> Visitor:
    """Who knows what the page asks."""
    return Visitor(create_app(workspace))


def test_a_question_with_anything_in_any_place_is_answered_or_refused(visitor: Visitor) -> None:
    asked = {name: visitor.question(name) for name, facts in visitor.views.items() if facts["road"] != "browser"}
    every = [(name, path) for name, question in asked.items() for path in places(question)]

    @settings(TRIES, max_examples=QUESTIONS)
    @given(some.sampled_from(every), anything)
    def ask(place: tuple[str, tuple[Any, ...]], value: Any) -> None:
        name, path = place
        sent = json.dumps({name: {"number": 1, "question": altered(asked[name], path, value)}})
        reply = visitor.client.post(VIEWS, data=sent, content_type="application/json")
        assert reply.status_code in (200, 400), reply.text
        told = reply.json[name]["message"] if reply.status_code == 200 else reply.json["message"]
        assert told != MISTAKE_WORDS, f"{name}, {path}"

    ask()


@pytest.mark.parametrize("address", [NEAREST, TABLE, VIEWS])
def test_an_address_that_is_posted_to_answers_or_refuses_anything(visitor: Visitor, address: str) -> None:
    @TRIES
    @given(anything | objects)
    def post(value: Any) -> None:
        reply = visitor.client.post(address, data=json.dumps(value), content_type="application/json")
        assert reply.status_code in (200, 400), reply.text

    post()


def test_a_parser_that_fails_otherwise_is_found() -> None:
    with pytest.raises(TypeError):
        TRIES(given(anything)(lambda value: check(lambda sent: sent in {"drawing"}, value)))()
    with pytest.raises(AssertionError, match="refused it"):
        TRIES(given(texts)(lambda value: check(json.JSONDecoder().decode, value)))()
