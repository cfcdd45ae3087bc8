"""Workers that say their numbers and wait, in a Python of its own: forks of this one would be tests too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from components.server.workers import MOST_DEATHS, cause
from tests.server import PATIENCE_S, ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

COUNT = 3
PROGRAM = """
import os, signal, time
from components.server import workers

{first}

def say(what):
    os.write(1, f"{{what}}\\n".encode())  # in one piece, whoever else speaks

def work(is_wanted):
    signal.signal(signal.SIGTERM, lambda *given: [say("ends"), os._exit(0)])
    say(os.getpid())
    {deed}
    while is_wanted():
        time.sleep(0.05)
    say("alone")

say(workers.Workers({count}, work, leave=lambda: None).run())
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start workers that do something first, as their program may; what they say is stdout, what is logged stderr."""
    with ExitStack() as stack:

        def begin(deed: str, first: str = "") -> subprocess.Popen[str]:
            command = [sys.executable, "-c", PROGRAM.format(deed=deed, first=first, count=COUNT)]
            pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
            process = stack.enter_context(subprocess.Popen(command, cwd=ROOT, text=True, **pipes))
            stack.callback(process.kill)
            return process

        yield begin


def numbers(process: subprocess.Popen[str], count: int) -> set[int]:
    """Read the numbers of the next workers that begin."""
    return {int(process.stdout.readline()) for _ in range(count)}


def ended(process: subprocess.Popen[str]) -> tuple[list[str], str]:
    """Return what was still said and what was logged by all until the last has ended."""
    said, logged = process.communicate(timeout=PATIENCE_S)
    return said.splitlines(), logged


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_are_told_to_end_and_waited_for(start: Start, number: signal.Signals) -> None:
    process = start("pass")
    assert len(numbers(process, COUNT) - {process.pid}) == COUNT
    process.send_signal(number)
    assert ended(process) == ([*["ends"] * COUNT, "True"], "")


def test_an_interrupt_from_a_terminal_which_reaches_all_ends_them_once(start: Start) -> None:
    process = start("pass")
    for each in (*numbers(process, COUNT), process.pid):
        os.kill(each, signal.SIGINT)
    assert ended(process) == ([*["ends"] * COUNT, "True"], "")


def test_one_that_is_killed_is_replaced_and_the_others_go_on(start: Start) -> None:
    process = start("pass")
    first, *others = numbers(process, COUNT)
    os.kill(first, signal.SIGKILL)
    assert not numbers(process, 1) & {first, *others}
    process.terminate()
    said, logged = ended(process)
    assert said == [*["ends"] * COUNT, "True"]
    assert logged.splitlines() == [f"worker {first} has died (SIGKILL); another takes its place"]


def test_those_that_are_stuck_are_replaced(start: Start) -> None:
    process = start(f"time.sleep({2 * PATIENCE_S})", "workers.STUCK_S, workers.LOOK_S = 1, 0.5")
    stuck = numbers(process, COUNT)
    assert len(stuck | numbers(process, COUNT)) == 2 * COUNT
    process.kill()
    for each in stuck:
        with pytest.raises(ProcessLookupError):
            os.kill(each, 0)


@pytest.mark.parametrize("deed", ["os._exit(3)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_when_they_die_as_soon_as_they_begin_it_ends_and_says_so(start: Start, deed: str) -> None:
    said, logged = ended(start(deed))
    assert said[-1] == "False"
    assert logged.count("has died") == MOST_DEATHS - 1
    assert logged.splitlines()[-1].endswith("the server ends")


def test_a_mistake_in_a_worker_keeps_its_traceback(start: Start) -> None:
    said, logged = ended(start("raise ValueError('a mistake')"))
    assert said[-1] == "False"
    assert "ValueError: a mistake" in logged


def test_without_the_first_process_they_end_by_themselves(start: Start) -> None:
    process = start("pass")
    numbers(process, COUNT)
    process.kill()
    assert ended(process) == (["alone"] * COUNT, "")


@pytest.mark.parametrize(("status", "expected"), [(0, "status 0"), (256, "status 1"), (9, "SIGKILL")])
def test_why_one_has_ended_is_said_as_people_say_it(status: int, expected: str) -> None:
    assert cause(status) == expected
