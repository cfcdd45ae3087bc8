from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from components.question.subject import encode_image
from components.server.workers import HASTE_S
from model.artifacts.digests import digest_of
from model.library import shipped
from model.workspace import load_workspace
from serve import BEGIN, SETTINGS, read_settings
from tests.process import children
from tests.server import PATIENCE_S, ROOT, Server, ask, ask_once, is_gone, question, serving, shown, wait_for
from tests.visitor import VIEWS, Visitor

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

COMMAND = (sys.executable, "serve.py")
TWO = ("--workers", "2")
QUESTION = question(1)
A_WHILE_S = 2 * HASTE_S  # in which a signal is heard
ASKING = 12  # at once; by chance all of them are taken by one of two processes once in two thousand times


def workers(server: Server) -> set[int]:
    """Return the numbers of the processes that answer."""
    return set(children(server.process.pid))


def begin(server: Server, stack: ExitStack) -> HTTPConnection:
    """Send the first half of a question."""
    connection = stack.enter_context(closing(server.connect()))
    connection.putrequest("POST", "/view")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(QUESTION)))
    connection.endheaders(QUESTION[:5])
    return connection


def end(connection: HTTPConnection) -> str:
    """Send the other half of a question, and return which digit the answer shows."""
    connection.send(QUESTION[5:])
    return shown(connection.getresponse().read())


@needs_fork
def test_every_process_answers_for_every_data_set_below_the_prefix(artifact_folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(artifact_folder, tmp_path / "other")
    options = ("--artifacts", str(other), *TWO, "--prefix", "digits", "--allow-host", "digits.example")
    with serving(artifact_folder, *options, command=COMMAND) as server, ExitStack() as stack:
        assert server.address.endswith("/digits/")
        for connection in [stack.enter_context(closing(server.connect())) for _ in range(ASKING)]:
            for path in ("/digits/", "/digits", "/digits/?data=mnist-2", "/digits/health", "/health"):
                assert ask(connection, path, headers={"Host": "digits.example"})[0] == 200
        assert len(workers(server)) == 2
        assert server.errors().count('"GET /digits/ HTTP/1.1" 200') == 2 * ASKING
        assert "?" not in server.errors()


@needs_fork
def test_every_process_runs_a_network_that_was_opened_before_the_fork() -> None:
    (folder,) = [path for path in shipped() if (path / "network.onnx").exists()]
    here = Visitor(create_app(load_workspace(folder)))
    drawn = {"image": encode_image(load_workspace(folder).images[5]), "shows": "drawn:1"}
    sent = {
        name: {"number": 1, "question": here.question(name) | {"digit": {"selection": "drawn:1", "drawing": drawn}}}
        for name in ("digit-body", "saliency-body", "feature-maps-body")
    }
    expected = here.tell(VIEWS, sent)
    assert all(answer["view"]["shows"] == "drawn:1" for answer in expected[1].values())
    with serving(folder, *TWO, "--access-log", "off", command=COMMAND) as server:
        asking = partial(told, server, json.dumps(sent))
        with ThreadPoolExecutor(ASKING) as pool:
            answers = list(pool.map(lambda _: asking(), range(2 * ASKING)))
        assert answers == [expected] * (2 * ASKING)
        assert server.errors() == ""


def told(server: Server, sent: str) -> tuple[int, Any]:
    """Post questions on a connection of their own, and return what ``Visitor.tell`` does."""
    with closing(server.connect()) as connection:
        connection.request("POST", VIEWS, sent, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


@needs_fork
def test_what_is_under_way_in_any_process_is_answered_before_all_stop(artifact_folder: Path) -> None:
    with (
        serving(artifact_folder, *TWO, "--access-log", "off", command=COMMAND) as server,
        ExitStack() as stack,
    ):
        asking = [begin(server, stack) for _ in range(ASKING)]
        assert ask_once(server, "/health")[0] == 200
        server.process.terminate()
        assert [end(connection) for connection in asking] == ["sample:1"] * ASKING
        assert (server.process.wait(timeout=PATIENCE_S), server.errors()) == (0, "")
        assert is_gone(server)


@needs_fork
def test_it_is_answered_too_where_each_process_is_told_to_stop_as_systemd_does(artifact_folder: Path) -> None:
    with serving(artifact_folder, *TWO, command=COMMAND) as server, ExitStack() as stack:
        asking = [begin(server, stack) for _ in range(ASKING)]
        assert ask_once(server, "/health")[0] == 200
        for process in (*workers(server), server.process.pid):
            os.kill(process, signal.SIGTERM)
        time.sleep(A_WHILE_S)
        assert [end(connection) for connection in asking] == ["sample:1"] * ASKING
        assert server.process.wait(timeout=PATIENCE_S) == 0


@needs_fork
def test_a_signal_that_make_passes_on_to_who_has_got_it_already_is_no_haste(artifact_folder: Path) -> None:
    with serving(artifact_folder, *TWO, command=COMMAND) as server, ExitStack() as stack:
        asking = [begin(server, stack) for _ in range(ASKING)]
        assert ask_once(server, "/health")[0] == 200
        server.process.terminate()
        time.sleep(HASTE_S / 4)
        server.process.terminate()
        time.sleep(A_WHILE_S)
        assert [end(connection) for connection in asking] == ["sample:1"] * ASKING
        assert server.process.wait(timeout=PATIENCE_S) == 0


@needs_fork
def test_told_twice_it_ends_whatever_is_under_way(artifact_folder: Path) -> None:
    with serving(artifact_folder, *TWO, command=COMMAND) as server, ExitStack() as stack:
        asking = [begin(server, stack) for _ in range(ASKING)]
        assert ask_once(server, "/health")[0] == 200
        for _ in range(2):
            server.process.terminate()
            time.sleep(A_WHILE_S)
        assert server.process.wait(timeout=PATIENCE_S) == 0
        assert {attempt(connection) for connection in asking} == {"cut"}


@needs_fork
def test_a_process_killed_in_mid_request_is_replaced_and_the_others_go_on(artifact_folder: Path) -> None:
    with (
        serving(artifact_folder, *TWO, "--access-log", "off", command=COMMAND) as server,
        ExitStack() as stack,
    ):
        asking = [begin(server, stack) for _ in range(ASKING)]
        wait_for(lambda: len(workers(server)) == 2)
        killed, spared = sorted(workers(server))
        os.kill(killed, signal.SIGKILL)
        answers = [attempt(connection) for connection in asking]
        assert set(answers) <= {"sample:1", "cut"}
        for _ in range(ASKING):
            assert ask_once(server, "/health")[0] == 200
        wait_for(lambda: len(workers(server) - {killed}) == 2)
        assert spared in workers(server)
        assert server.errors() == f"WARNING digitscope: worker {killed} has died (SIGKILL); another takes its place\n"


def attempt(connection: HTTPConnection) -> str:
    """Return what ``end`` does, or "cut" if the connection was."""
    try:
        return end(connection)
    except OSError:  # as every error of http.client's connections is
        return "cut"


@needs_fork
def test_when_the_first_process_is_killed_none_stays_behind(artifact_folder: Path) -> None:
    with serving(artifact_folder, *TWO, command=COMMAND) as server:
        wait_for(lambda: len(workers(server)) == 2)
        server.process.kill()
        wait_for(lambda: is_gone(server))


def start(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line until it gives up."""
    known = {name: text for name, text in os.environ.items() if not name.startswith(BEGIN)}
    line = [*COMMAND, *options]
    return subprocess.run(
        line, cwd=ROOT, env=known | environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S * 2
    )


@needs_fork
def test_a_port_in_use_is_named_together_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = start(DIGITSCOPE_PORT=str(taken.getsockname()[1]))
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert "choose another port" in run.stderr


@needs_fork
def test_without_artifacts_the_start_names_the_first_file_it_missed(tmp_path: Path) -> None:
    run = start("--port", "0", DIGITSCOPE_ARTIFACTS=str(tmp_path / "nowhere"))
    assert run.returncode == 1
    assert "make build-data" in run.stderr
    assert "Traceback" not in run.stderr


@needs_fork
@pytest.mark.parametrize("told", [["--sha256"], []])
def test_only_what_has_the_demanded_sha256_is_served(artifact_folder: Path, told: list[str]) -> None:
    demanded = digest_of(artifact_folder)
    with serving(artifact_folder, *TWO, "--sha256", demanded, command=COMMAND) as server:
        assert ask_once(server, "/health")[0] == 200
    other = "0" * 64
    options, environ = ([*told, other], {}) if told else ([], {"DIGITSCOPE_SHA256": other})
    run = start("--port", "0", "--artifacts", str(artifact_folder), *options, **environ)
    assert run.returncode == 1
    assert f"its sha256 is {demanded}, and --sha256 says {other}" in run.stderr


BAD = {
    "HOST": "", "PORT": "http", "WORKERS": "0", "SHA256": "ab", "MEMORY": "much", "ALLOW_HOSTS": "good.example,https://bad.example",
    "PREFIX": "/a b/", "PROXIES": "-1", "ACCESS_LOG": "yes", "WORKER": "2",
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_variable_that_is_bad_or_unknown_is_refused_by_name_in_one_sentence(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        read_settings([], {BEGIN + name: BAD[name]})
    said = capsys.readouterr().err
    assert (refused.value.code, said.count("\n")) == (2, 1)
    assert BEGIN + name in said


@pytest.mark.parametrize(
    "option", ["--port=http", "--workers=0", "--prefix=/../", "--proxies=99", "--access-log=", "--unknown=1"]
)
def test_an_option_that_is_bad_or_unknown_is_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        read_settings([option], {})
    assert refused.value.code == 2
    assert option.split("=", maxsplit=1)[0] in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--port", "--workers", "--memory", "--proxies"])
@pytest.mark.parametrize("number", ["00000099999999", "9999999999", "1" + "0" * 5_000, "-1", "²"])
def test_a_number_is_refused_however_long_it_is_written(
    option: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, environ in (([f"{option}={number}"], {}), ([], {BEGIN + option[2:].upper(): number})):
        with pytest.raises(SystemExit) as refused:
            read_settings(words, environ)
        assert refused.value.code == 2
        assert "must be a whole number" in capsys.readouterr().err.splitlines()[-1]


def settings(words: Sequence[str], **environ: str) -> dict[str, Any]:
    """Return the settings that are not as they are by themselves."""
    usual, known = vars(read_settings([], {})), vars(read_settings(words, environ))
    return {name: value for name, value in known.items() if value != usual[name]}


def test_the_command_line_wins_over_the_environment() -> None:
    environ = {"DIGITSCOPE_PORT": "8060", "DIGITSCOPE_ALLOW_HOSTS": "a.example, [::1]", "HOME": "/root"}
    assert settings([], **environ) == {"port": 8060, "allow_host": ["a.example", "[::1]"]}
    assert settings(["--port", "8070", "--allow-host", "b.example"], **environ) == {
        "port": 8070,
        "allow_host": ["b.example"],
    }


@pytest.mark.parametrize("given", ["digits", "/digits", "digits/", "/digits/"])
def test_a_prefix_has_a_slash_at_both_ends_however_it_is_given(given: str) -> None:
    assert settings(["--prefix", given]) == {"prefix": "/digits/"}
    assert settings(["--prefix", "/"]) == {}


def test_the_page_for_administrators_has_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(--[\w-]+)` \| ([^|]+) \|", (ROOT / "docs/server.md").read_text(), re.MULTILINE)
    assert [(name, option) for name, option, _ in rows] == [(BEGIN + each.variable, each.option) for each in SETTINGS]
    defaults = {each.option: each.default for each in SETTINGS}
    for _, option, told in rows:
        if option not in ("--workers", "--artifacts", "--sha256", "--allow-host", "--access-log"):
            assert told.strip("` ") == str(defaults[option])
