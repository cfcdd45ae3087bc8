from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing import active_children

import pytest

from model.training.apart import WorkerError, make_apart
from model.training.progress import Progress
from tests.structure.source import ROOT


class Listener(Progress):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__((), silent=True)
        self.shares: list[float] = []

    def part(self, share: float) -> None:
        self.shares.append(share)
        super().part(share)


def square(job: int, progress: Progress) -> int:
    for name in ("one", "other"):
        progress.stage(name)
        progress.part(0.5)
    return job * job


def die(job: int, progress: Progress) -> int:
    os._exit(1)


def test_every_job_is_done_once_and_the_bar_hears_of_its_steps() -> None:
    listener = Listener()
    done = dict(make_apart(square, [2, 3, 4], listener, workers=2, stages=2))
    assert done == {0: 4, 1: 9, 2: 16}
    shares = listener.shares[1:]  # the first ends the stage before
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert not active_children()


def test_a_process_that_ends_is_told_in_a_sentence_and_leaves_no_other() -> None:
    with pytest.raises(WorkerError, match="ended before it was done"):
        list(make_apart(die, [1, 2], Listener(), workers=2, stages=1))
    assert not active_children()


def test_processes_leave_nothing_that_is_warned_of_at_the_end() -> None:
    made = "list(make_apart(square, [2], Listener(), workers=1, stages=2))"
    code = f"from tests.model.training.test_apart import *; print({made})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[(0, 4)]", "")
