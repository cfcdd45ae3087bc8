"""The server ends under an open page and is started again: with the same data, or with others."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from components.page import ids
from model.artifacts.folder import ArtifactContent, write_artifacts
from tests.e2e.conftest import DESKTOP
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed
from tests.process import children
from tests.server import Server, serving, stop, wait_for

AWAY, RENEWED = "does not answer", "has been renewed"


@contextmanager
def opened(browser: Browser, server: Server) -> Iterator[Journey]:
    """Give a page of a server; what its browser says of answers that it did not get is no trouble."""
    with browser.new_context(viewport=DESKTOP) as context:
        journey = Journey(context.new_page(), server.address)
        journey.open()
        yield journey


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_processes_that_are_killed_under_an_open_page_are_not_noticed(browser: Browser, artifact_folder: Path) -> None:
    """One after the other is killed: some of them have the page's connections."""
    command = (sys.executable, "serve.py", "--workers", "2")
    with serving(artifact_folder, command=command) as server, opened(browser, server) as journey:
        journey.settle()
        for digit, worker in enumerate(children(server.process.pid)):
            os.kill(worker, signal.SIGKILL)
            journey.page.evaluate(f"probe.pick({digit})")
            journey.wait_for(f"sample:{digit}")
            wait_for(lambda worker=worker: len({*children(server.process.pid)} - {worker}) == 2)
        assert journey.shown() == "sample:1"
        assert journey.troubles() == []
        assert journey.element(ids.CONNECTION_NOTICE).text_content() == ""


def again(server: Server, folder: Path) -> AbstractContextManager[Server]:
    """Start a server where another one was."""
    return serving(folder, "--port", str(server.port))


def test_a_drawing_and_what_is_asked_meanwhile_outlive_a_restart(browser: Browser, artifact_folder: Path) -> None:
    with serving(artifact_folder) as server, opened(browser, server) as journey:
        draw(journey, SEVEN)
        before = landed(journey)
        stop(server.process)
        draw(journey, [(0.2, 0.8), (0.8, 0.8)])
        journey.wait_for_words(ids.CONNECTION_NOTICE, AWAY)
        journey.wait_for_words(ids.DRAW_MESSAGE, "Your drawing stays")
        with again(server, artifact_folder):
            assert landed(journey, after=before) > before
            journey.wait_until("([id]) => document.getElementById(id).textContent === ''", ids.CONNECTION_NOTICE)
            assert journey.element(ids.DRAW_MESSAGE).text_content() == ""
            journey.page.evaluate("probe.pick(5)")
            journey.wait_for("sample:5")


def test_after_a_restart_with_other_data_the_page_asks_to_be_reloaded_and_the_drawing_stays(
    browser: Browser, artifact_folder: Path, content: ArtifactContent, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(artifact_folder, tmp_path / "v1"))
    write_artifacts(other, replace(content, arrays={**content.arrays, "tsne": content.arrays["tsne"] + 1}))
    with serving(artifact_folder) as server, opened(browser, server) as journey:
        draw(journey, SEVEN)
        landed(journey)
        stop(server.process)
        with again(server, other):
            journey.page.evaluate("probe.pick(5)")
            journey.wait_for_words(ids.CONNECTION_NOTICE, RENEWED)
            journey.note(ids.DIGIT_PANEL).filter(has_text="Reload the page").wait_for()
            journey.page.reload()
            journey.element(ids.LANDING_WORDS).wait_for(state="attached")
            assert landed(journey) > 0
            assert journey.element(ids.CONNECTION_NOTICE).text_content() == ""
