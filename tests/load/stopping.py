"""A server that is told to end while it answers."""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlsplit

import numpy as np

from tests.apart import apart
from tests.benchmark.result import Row, verdict
from tests.load.connection import Connection, FailedError
from tests.load.recording import Recording
from tests.load.trial import Trial
from tests.load.visitors import Message, script
from tests.server import PATIENCE_S, Server

STOPS = 10  # servers
ASKING = 60  # at once
FIRST_S, LAST_S = 0.0, 0.3  # after which they are told, from the first server to the last


def sigterm(trial: Trial) -> list[Row]:
    """Ask for whatever the page asks for, many at once, and tell the server to end."""
    count, recording, finished, took = trial.many(ASKING), trial.recording, 0, 0.0
    for after in np.linspace(FIRST_S, LAST_S, STOPS):
        with trial.serve_many() as server:
            finished += apart(asyncio.run, answered(recording, server, count, after))
            took = max(took, ending(server))
    asked = STOPS * count
    problems = [f"{asked - finished} did not finish"] if finished < asked else []
    return [
        Row("answers under way at SIGTERM that finish", str(asked), str(finished), "–", asked, verdict(True, problems)),
        Row("SIGTERM → the server has ended, the longest", "–", f"{took:.2f} s", "–", STOPS, "–"),
    ]


async def answered(recording: Recording, server: Server, count: int, after: float) -> int:
    """Ask, and tell the server to end when some time has passed; return how many are answered."""
    host = urlsplit(server.address).netloc
    says = script(recording, host)
    messages = [*says.page, *(message for section in says.sections for message in section[0] + section[1])]
    connections = [await connect(server, says.page[0]) for _ in range(count)]
    asking = [
        asyncio.ensure_future(ends(connection, messages[k % len(messages)])) for k, connection in enumerate(connections)
    ]
    await asyncio.sleep(after)  # even 0 lets all of them be sent
    server.process.terminate()
    finished = sum(await asyncio.gather(*asking))
    for connection in connections:
        connection.close()
    await asyncio.sleep(0)  # in which they are
    return finished


async def connect(server: Server, first: Message) -> Connection:
    """Return a connection on which the server has answered once."""
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(Connection, "127.0.0.1", server.port)
    await connection.ask(first.about(0))
    return connection


async def ends(connection: Connection, message: Message) -> bool:
    """Ask and return whether all of the answer comes."""
    try:
        await connection.ask(message.about(1))
    except FailedError:
        return False
    return True


def ending(server: Server) -> float:
    """Return how long it takes from now until the server has ended, seconds."""
    began = time.monotonic()
    server.process.wait(timeout=PATIENCE_S)
    return time.monotonic() - began
