from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from components.server.serving import address
from model.artifacts.digests import digest_of
from tests.server import PATIENCE_S, ROOT, ask_once, serving


def start(*options: object) -> subprocess.CompletedProcess[str]:
    """Run the command line until it gives up."""
    command = [sys.executable, "app.py", *map(str, options)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def refusal(*options: object, status: int = 1) -> str:
    """Return the words with which a start fails: no traceback, a status that says so."""
    run = start(*options)
    assert run.returncode == status
    assert "Traceback" not in run.stderr
    return run.stderr.strip()


def test_the_app_starts_prints_its_address_answers_and_ends_when_interrupted(artifact_folder: Path) -> None:
    with serving(artifact_folder) as server:
        with urlopen(f"{server.address}health", timeout=PATIENCE_S) as answer:
            assert answer.status == 200
        with urlopen(server.address, timeout=PATIENCE_S) as page:
            assert b"digitscope" in page.read()
        server.process.send_signal(signal.SIGINT)
        assert (server.process.wait(timeout=PATIENCE_S), server.errors()) == (0, "")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", "http://127.0.0.1:8050/"), ("0.0.0.0", "http://0.0.0.0:8050/"), ("::1", "http://[::1]:8050/")],
)
def test_the_address_is_one_that_a_browser_takes(host: str, expected: str) -> None:
    assert address(host, 8050) == expected
    assert urlsplit(expected).port == 8050


def test_a_port_in_use_is_named_together_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = refusal("--port", port)
    assert str(port) in words
    assert "--port" in words
    assert "\n" not in words


def test_an_address_of_another_machine_is_refused_with_the_way_out() -> None:
    words = refusal("--host", "192.0.2.1", "--port", 0)
    assert "192.0.2.1" in words
    assert "--host 127.0.0.1" in words


@pytest.mark.parametrize("host", ["", " "])
def test_no_address_is_not_taken_for_every_address(host: str) -> None:
    assert "is no address" in refusal(f"--host={host}", status=2)


@pytest.mark.parametrize("port", ["-1", "70000", "http"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert port in refusal("--port", port, status=2)


@pytest.mark.parametrize("memory", ["0", "-5", "much", "1.5"])
def test_an_amount_of_memory_that_is_none_is_refused(memory: str) -> None:
    assert memory in refusal(f"--memory={memory}", status=2)


def test_several_folders_are_served_and_only_the_first_must_be_whole(artifact_folder: Path, tmp_path: Path) -> None:
    other, broken = (Path(shutil.copytree(artifact_folder, tmp_path / name)) for name in ("other", "broken"))
    damage(broken, "altered")
    with serving(artifact_folder, "--artifacts", str(other), "--artifacts", str(broken), "--memory", "1") as server:
        for path, status in (("", 200), ("?data=mnist-2", 200), ("?data=mnist-3", 503), ("?data=mnist", 200)):
            assert ask_once(server, f"/{path}")[0] == status
        assert ask_once(server, "/data/mnist-2/points.bin") == ask_once(server, "/points.bin")
        assert "features.npy was altered" in server.errors()


def damage(folder: Path, deed: str) -> str:
    """Damage an artifact folder and return the name of the file that suffered."""
    features, manifest = folder / "features.npy", folder / "manifest.json"
    whole = features.read_bytes()
    if deed == "missing":
        features.unlink()
    elif deed == "cut short":
        features.write_bytes(whole[: len(whole) // 2])
    elif deed == "altered":
        features.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    elif deed == "brackets":
        manifest.write_bytes(b"[" * 100_000)
        return manifest.name
    else:
        told = json.loads(manifest.read_text())
        if deed == "of another schema":
            told["schema"] = "v0"
        else:
            told["quality"]["tsne"]["trustworthiness"] = "0.99"
        manifest.write_text(json.dumps(told))
        return manifest.name
    return features.name


@pytest.mark.parametrize(
    "deed", ["missing", "cut short", "altered", "brackets", "of another schema", "a word for a number"]
)
def test_a_damaged_artifact_stops_the_start_with_its_name_and_the_remedy(
    artifact_folder: Path, tmp_path: Path, deed: str
) -> None:
    folder = Path(shutil.copytree(artifact_folder, tmp_path / "v1"))
    name = damage(folder, deed)
    words = refusal("--artifacts", folder, "--port", 0)
    assert name in words
    assert "make build-data" in words


def test_only_what_has_the_demanded_sha256_is_served(artifact_folder: Path, tmp_path: Path) -> None:
    folder, told = Path(shutil.copytree(artifact_folder, tmp_path / "ws")), digest_of(artifact_folder)
    with serving(folder, "--sha256", told.upper()) as server:
        assert ask_once(server, "/health")[0] == 200
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["quality"]["tsne"]["trustworthiness"] = 1.0  # which nobody counts again
    (folder / "manifest.json").write_text(json.dumps(manifest))
    words = refusal("--artifacts", folder, "--sha256", told, "--port", 0)
    assert f"manifest.json is not what was asked for: its sha256 is {digest_of(folder)}" in words
    assert "ab is no sha256" in refusal("--sha256", "ab", status=2).replace("'", "")


def test_without_any_artifacts_the_start_names_the_first_file_it_missed(tmp_path: Path) -> None:
    words = refusal("--artifacts", tmp_path / "nowhere", "--port", 0)
    assert str(tmp_path / "nowhere") in words
    assert "make build-data" in words
