from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from itertools import cycle, islice
from threading import Event
from typing import Any

import numpy as np
import pytest
from dash import Dash
from PIL import Image
from werkzeug.wrappers import Request

from app import create_app
from components.panels.draw import picture
from model.inputs.adapter import InputAdapter
from model.inputs.picture import MAX_BYTES, Cutout, PictureReading, read_digits
from model.workspace import Workspace
from tests.visitor import Visitor

MANY = 8  # visitors at once
LONG_S = 20.0  # longer than any test waits


def file_of_a_stroke() -> bytes:
    """Return a picture file of a one."""
    content, drawn = io.BytesIO(), Image.new("L", (56, 56), 255)
    drawn.paste(0, (24, 10, 30, 46))
    drawn.save(content, "PNG")
    return content.getvalue()


def bring(visitor: Visitor, content: bytes) -> tuple[int, dict[str, Any]]:
    """Send a file; returns the status and what the server says of it."""
    answer = visitor.client.post(picture.ADDRESS, data=content)
    return answer.status_code, answer.json


def test_a_file_is_answered_with_the_digit_in_it(visitor: Visitor) -> None:
    status, told = bring(visitor, file_of_a_stroke())
    pixels = np.frombuffer(base64.b64decode(told["digits"][0]["image"]), np.uint8).reshape(28, 28)
    assert status == 200
    np.testing.assert_array_equal(pixels, read_digits(file_of_a_stroke()).digits[0].image)


NO_PICTURES = {
    "nothing": b"", "a word": b"x", "half a header": b"\x89PNG\r\n\x1a\n", "half a file": file_of_a_stroke()[:-30],
    "a drawing": b"<svg/>",
}  # fmt: skip


@pytest.mark.parametrize("file", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_is_refused_with_a_reason(visitor: Visitor, file: bytes) -> None:
    status, told = bring(visitor, file)
    assert (status, list(told)) == (400, ["message"])
    assert told["message"].endswith(".")


class Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *given: Any) -> bytes:
        pytest.fail("it was read")


def test_a_file_that_is_too_large_is_refused_unread(visitor: Visitor) -> None:
    answer = visitor.client.post(picture.ADDRESS, input_stream=Unread(bytes(MAX_BYTES + 1)))
    words = "The file has 5.1 MB; at most 5 MB are read, so make the picture smaller."
    assert (answer.status_code, answer.json) == (413, {"message": words})


def test_a_file_of_the_largest_size_is_looked_at(visitor: Visitor) -> None:
    status, told = bring(visitor, bytes(MAX_BYTES))
    assert status == 400
    assert "neither PNG nor JPEG" in told["message"]


def reading(shade: int) -> PictureReading:
    """Return a picture of one shade as if it had been read."""
    return PictureReading([Cutout(np.full((28, 28), shade, np.uint8), (0, 0, 1, 1))], Image.new("L", (4, 4)))


def all_at_once(
    apps: Sequence[Dash], content: bytes, go: Event, served: int = 1 + picture.WAITING
) -> tuple[list[Any], list[Any]]:
    """Let many bring a file while reading waits for ``go``; return the answers before it and all the others."""
    visitors = [Visitor(app) for app in islice(cycle(apps), MANY)]
    with ThreadPoolExecutor(MANY) as pool:
        asked = [pool.submit(bring, one, content) for one in visitors]
        first = [done.result() for done in islice(as_completed(asked, timeout=LONG_S), MANY - served)]
        go.set()
        every = [done.result() for done in asked]
    return first, [answer for answer in every if answer not in first]


REFUSED = (429, {"message": picture.BUSY_WORDS})


def test_few_pictures_wait_for_their_turn_and_others_are_told_so(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()
    monkeypatch.setattr(InputAdapter, "read", lambda *given: reading(int(go.wait(LONG_S))))
    first, others = all_at_once([visitor.app], b"", go)
    assert first == [REFUSED] * (MANY - 1 - picture.WAITING)
    assert [status for status, _ in others] == [200] * (1 + picture.WAITING)


def test_few_large_pictures_are_in_memory_at_once(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    go, read = Event(), Request.get_data
    monkeypatch.setattr(InputAdapter, "read", lambda *given: reading(0))
    monkeypatch.setattr(Request, "get_data", lambda *given, **options: go.wait(LONG_S) and read(*given, **options))
    first, others = all_at_once([visitor.app], bytes(MAX_BYTES), go, picture.LARGE_AT_ONCE)
    assert first == [REFUSED] * (MANY - picture.LARGE_AT_ONCE)
    assert [status for status, _ in others] == [200] * picture.LARGE_AT_ONCE
    monkeypatch.undo()
    assert bring(visitor, bytes(MAX_BYTES))[0] == 400, "places are given back"


def test_the_data_sets_of_a_process_share_the_places_for_pictures(
    visitor: Visitor, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()
    monkeypatch.setattr(InputAdapter, "read", lambda *given: reading(int(go.wait(LONG_S))))
    first, others = all_at_once([visitor.app, create_app(workspace)], b"", go)
    assert first == [REFUSED] * (MANY - 1 - picture.WAITING)
    assert [status for status, _ in others] == [200] * (1 + picture.WAITING)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((), "The network got the picture as it is."),
        (("cut to the middle",), "The network got the picture cut to the middle."),
        (("cut", "resized", "turned grey"), "The network got the picture cut, resized and turned grey."),
    ],
)
def test_what_the_network_got_is_told_in_a_sentence(steps: tuple[str, ...], words: str) -> None:
    assert picture.fit_words(replace(reading(0), steps=steps)) == words
