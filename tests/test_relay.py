from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.apart import apart
from tests.relay import LAST, MASK, OWN, TEXT, Relay, framed, read_frame


def read(*frames: bytes) -> list[tuple[int, bytes]]:
    """Return what is read of frames that arrive one after the other."""

    async def all_of_them() -> list[tuple[int, bytes]]:
        reader = asyncio.StreamReader()
        reader.feed_data(b"".join(frames))
        return [await read_frame(reader) for _ in frames]

    return apart(asyncio.run, all_of_them())


@pytest.mark.parametrize("mask", [b"", MASK])
@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_what_is_framed_is_read_as_it_was(size: int, mask: bytes) -> None:
    data = (b"digits" * 20_000)[:size]
    frame = framed(LAST | TEXT, data, mask)
    assert read(frame, frame) == [(LAST | TEXT, data)] * 2


def test_a_server_is_sent_nothing_as_it_is() -> None:
    assert b"digits" in framed(LAST | TEXT, b"digits", b"")
    assert b"digits" not in framed(LAST | TEXT, b"digits", MASK)


def heard(relay: Relay, method: str, **parameters: Any) -> dict[str, Any]:
    """Return the command that Firefox hears of one of Playwright's."""
    return json.loads(relay.command(json.dumps({"id": 3, "method": method, "params": parameters}).encode()))


def test_a_colour_scheme_is_set_in_the_window_of_firefox_by_a_command_with_the_same_number() -> None:
    relay = Relay(port=0)
    relay.answer(json.dumps({"id": OWN + 1, "result": {"contexts": [{"context": "its window"}]}}).encode())
    command = heard(relay, "emulation.setMediaFeaturesOverride", features={"prefers-color-scheme": "dark"})
    assert (command["id"], command["method"]) == (3, "script.evaluate")
    assert command["params"]["target"] == {"context": "its window"}
    assert "prefers-color-scheme.content-override" in command["params"]["expression"]


@pytest.mark.parametrize(("finger", "pointer"), [(False, "mouse"), (True, "touch")])
def test_only_who_has_a_finger_touches(finger: bool, pointer: str) -> None:
    relay = Relay(port=0)
    relay.finger = finger
    mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": []}
    keys = {"type": "key", "id": "keys", "actions": []}
    actions = heard(relay, "input.performActions", actions=[mouse, keys])["params"]["actions"]
    assert actions[0]["parameters"] == {"pointerType": pointer}
    assert actions[1] == keys


def test_answers_to_playwright_are_passed_on_and_those_to_the_relay_are_not() -> None:
    assert Relay(port=0).answer(b'{"id": 3, "result": {}}') == b'{"id": 3, "result": {}}'
    assert Relay(port=0).answer(b'{"id": %d, "result": {}}' % (OWN + 1)) is None


def test_a_download_has_the_name_it_should_have_even_where_there_was_such_a_file(tmp_path: Path) -> None:
    relay, address, came = Relay(port=0), "blob:of it", tmp_path / "digits(1).csv"
    (tmp_path / "digits.csv").write_text("older")
    came.write_text("newer")
    begun = {"navigation": None, "url": address, "suggestedFilename": "digits.csv"}
    ended = {"navigation": None, "url": address, "status": "complete", "filepath": str(came)}
    for event, told in (("WillBegin", begun), ("End", ended)):
        said = {"type": "event", "method": f"browsingContext.download{event}", "params": told}
        answer = relay.answer(json.dumps(said).encode())
        assert answer is not None
        assert json.loads(answer)["params"]["download"] == address
    assert (tmp_path / "digits.csv").read_text() == "newer"
