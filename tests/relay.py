"""Firefox behind a relay that adds what Playwright misses in it: a colour scheme, a finger, the names of downloads.

``python tests/relay.py <Firefox> <arguments>`` runs Firefox, listens beside it, and prints the relay's address in place
of Firefox's. Playwright speaks WebDriver BiDi with it: commands and answers in JSON, each a frame of a WebSocket.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from pathlib import Path
from typing import Any

SPOKEN = re.compile(rb"WebDriver BiDi listening on ws://127\.0\.0\.1:(\d+)")
HOST = re.compile(rb"(?i)(?<=\r\nhost: )[^\r]*")  # of a request; Firefox answers only if it is its own
HEAD = b"\r\n\r\n"  # ends that of a request
TEXT, LAST, MASKED = 1, 128, 128  # bits of a frame
LONG, LONGER = 126, 127  # lengths that say that two bytes or eight with the length follow
OWN = 2**50  # the first number of a command that is not Playwright's
MASK = b"\x5a\xa5\x5a\xa5"  # any but zeros, which Firefox refuses
LIMIT = 2**24  # bytes of a frame
DOWNLOADS = {"browsingContext.downloadWillBegin", "browsingContext.downloadEnd"}

# What a preference is set to, by what Playwright says of the visitor.
SCHEME = {"light": 1, "dark": 0}
FINGER = {"ui.primaryPointerCapabilities": 1, "ui.allPointerCapabilities": 1, "dom.w3c_touch_events.enabled": 1}
MOUSE = {"ui.primaryPointerCapabilities": 6, "ui.allPointerCapabilities": 6, "dom.w3c_touch_events.enabled": 0}

Change = Callable[[bytes], bytes | None]  # of what one says to the other; None is not passed on


class Relay:
    """What stands between one Playwright and one Firefox, and knows what the present visitor is like."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.commands = OWN
        self.window = ""  # that of Firefox itself, where its preferences are set
        self.finger = False
        self.files: dict[str, str] = {}  # what that of each address should be called

    async def connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Pass on everything until one of the two ends it."""
        answers, self.firefox = await asyncio.open_connection("127.0.0.1", self.port, limit=LIMIT)
        self.firefox.write(HOST.sub(b"127.0.0.1:%d" % self.port, await reader.readuntil(HEAD)))
        writer.write(await answers.readuntil(HEAD))
        ways = (pass_on(reader, self.firefox, self.command, MASK), pass_on(answers, writer, self.answer))
        await asyncio.wait(list(map(asyncio.ensure_future, ways)), return_when=asyncio.FIRST_COMPLETED)
        writer.close()
        self.firefox.close()

    def command(self, said: bytes) -> bytes:
        """Return what Firefox hears of a command of Playwright's."""
        command = json.loads(said)
        known = {
            "emulation.setMediaFeaturesOverride": self.set_scheme,
            "emulation.setScreenOrientationOverride": self.set_finger,
            "input.performActions": self.touch,
            "browsingContext.create": self.tab,
        }.get(command["method"])
        return json.dumps(known(command)).encode() if known else said

    def answer(self, said: bytes) -> bytes | None:
        """Return what Playwright hears of an answer of Firefox's, None of one that the relay has asked for."""
        answer = json.loads(said)
        if "sessionId" in answer.get("result", {}):
            self.send("browsingContext.getTree", {"moz:scope": "chrome", "maxDepth": 0})
        if answer.get("method") in DOWNLOADS:
            return json.dumps(self.name_download(answer)).encode()
        if (answer.get("id") or 0) < OWN:
            return said
        if contexts := answer["result"].get("contexts"):
            self.window = contexts[0]["context"]
        return None

    def name_download(self, event: dict[str, Any]) -> dict[str, Any]:
        """Give a download, of which Firefox tells no name, its address as one, and its file the name it should have."""
        told = event["params"]
        told["download"] = told.get("navigation") or told["url"]
        wanted = self.files.setdefault(told["url"], told.get("suggestedFilename"))
        if path := told.get("filepath"):  # another one if there was such a file
            Path(path).replace(Path(path).with_name(wanted))
        return event

    def send(self, method: str, parameters: dict[str, Any]) -> None:
        """Send Firefox a command of our own."""
        self.commands += 1
        command = {"id": self.commands, "method": method, "params": parameters}
        self.firefox.write(framed(LAST | TEXT, json.dumps(command).encode(), MASK))

    def set_scheme(self, command: dict[str, Any]) -> dict[str, Any]:
        """Return the command that sets the colour scheme in the preferences."""
        scheme = command["params"]["features"].get("prefers-color-scheme")
        prefer = preferring(self.window, {"layout.css.prefers-color-scheme.content-override": SCHEME.get(scheme, 2)})
        return {"id": command["id"], "method": "script.evaluate", "params": prefer}

    def set_finger(self, command: dict[str, Any]) -> dict[str, Any]:
        """Give a visitor whose screen is upright by nature a finger, any other a mouse."""
        self.finger = command["params"]["screenOrientation"]["natural"] == "portrait"
        self.send("script.evaluate", preferring(self.window, FINGER if self.finger else MOUSE))
        return command

    def tab(self, command: dict[str, Any]) -> dict[str, Any]:
        """Open a tab in place of a window, which would take a second more."""
        command["params"]["type"] = "tab"
        return command

    def touch(self, command: dict[str, Any]) -> dict[str, Any]:
        """Make a finger of the mouse of a visitor who has none."""
        for source in command["params"]["actions"]:
            if self.finger and source["type"] == "pointer":
                source |= {"id": "finger", "parameters": {"pointerType": "touch"}}
        return command


def preferring(window: str, values: dict[str, int]) -> dict[str, Any]:
    """Return the parameters of the command that sets preferences of Firefox."""
    lines = [f"Services.prefs.setIntPref({json.dumps(name)}, {value})" for name, value in values.items()]
    return {"expression": "; ".join(lines), "awaitPromise": False, "target": {"context": window}}


async def pass_on(reader: StreamReader, writer: StreamWriter, change: Change, mask: bytes = b"") -> None:
    """Pass frames on, texts as ``change`` has them, until there are no more."""
    try:
        while True:
            bits, data = await read_frame(reader)
            changed = change(data) if bits == LAST | TEXT else data
            if changed is not None:
                writer.write(framed(bits, changed, mask))
                await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        return


async def read_frame(reader: StreamReader) -> tuple[int, bytes]:
    """Return the bits and the data of the next frame."""
    bits, length = await reader.readexactly(2)
    mask_bytes, length = 4 * (length >= MASKED), length % MASKED
    if length >= LONG:
        length = int.from_bytes(await reader.readexactly(2 if length == LONG else 8))
    mask = await reader.readexactly(mask_bytes)
    return bits, masked(await reader.readexactly(length), mask)


def framed(bits: int, data: bytes, mask: bytes) -> bytes:
    """Return a frame with ``data``, masked if it is for a server."""
    size, bit = len(data), MASKED * bool(mask)
    long = size.to_bytes(2) if LONG <= size < 2**16 else size.to_bytes(8) if size >= LONG else b""
    short = {0: size, 2: LONG, 8: LONGER}[len(long)]
    return bytes([bits, bit | short]) + long + mask + masked(data, mask)


def masked(data: bytes, mask: bytes) -> bytes:
    """Return ``data`` with each byte turned by the next of ``mask``, again and again, which also turns it back."""
    if not mask:
        return data
    whole = (mask * (len(data) // len(mask) + 1))[: len(data)]
    return (int.from_bytes(data) ^ int.from_bytes(whole)).to_bytes(len(data))


async def run(*command: str) -> int:
    """Run Firefox with a relay and return its status."""
    pipe = asyncio.subprocess.PIPE
    firefox = await asyncio.create_subprocess_exec(*command, stderr=pipe, limit=LIMIT)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, firefox.terminate)
    async for line in firefox.stderr or ():
        sys.stderr.buffer.write(await relayed(line))
        sys.stderr.flush()
    return await firefox.wait()


async def relayed(line: bytes) -> bytes:
    """Return what Firefox says, with the address of a relay that now listens in place of its own."""
    found = SPOKEN.search(line)
    if not found:
        return line
    server = await asyncio.start_server(Relay(int(found[1])).connect, "127.0.0.1", limit=LIMIT)
    return line.replace(found[1], b"%d" % server.sockets[0].getsockname()[1])


if __name__ == "__main__":
    sys.exit(asyncio.run(run(*sys.argv[1:])))
