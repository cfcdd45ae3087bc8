"""The container: what Dockerfile and compose.yaml promise, held without Docker."""

from __future__ import annotations

import json
import re
import shlex
from fnmatch import fnmatch

import pytest

from serve import BEGIN, SETTINGS
from tests.structure.source import PACKAGES, ROOT

LINES = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
STEPS = [tuple(line.split(maxsplit=1)) for line in LINES if line and not line.startswith("#")]
LAST = STEPS[max(number for number, (word, _) in enumerate(STEPS) if word == "FROM") :]
COMPOSE = (ROOT / "compose.yaml").read_text()
LET_IN = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]


def said(word: str, steps: list[tuple[str, ...]] = LAST) -> list[str]:
    """Return what follows an instruction, each time that it stands in some steps."""
    return [rest for instruction, rest in steps if instruction == word]


def copied() -> set[str]:
    """Return what is taken from this folder."""
    lines = [shlex.split(rest) for rest in said("COPY", STEPS) if "--from" not in rest]
    return {name for line in lines for name in line[:-1]}


def test_both_stages_begin_with_one_image_of_a_stated_python_and_debian() -> None:
    (image,) = said("ARG", STEPS)
    assert re.fullmatch(r"PYTHON=python(:\d\.\d+(\.\d+)?-slim-\w+|@sha256:[0-9a-f]{64})", image)
    assert {rest.split()[0] for rest in said("FROM", STEPS)} == {"${PYTHON}"}


def test_the_program_belongs_to_root_and_runs_as_somebody_else() -> None:
    (user,) = said("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user), "a number, which tells from outside that it is not root"
    assert "--chown" not in "".join(said("COPY"))
    assert [word for word, _ in LAST][-1] == "CMD"


def test_nothing_is_written_when_it_runs() -> None:
    assert "PYTHONDONTWRITEBYTECODE=1" in said("ENV")[0].split()
    assert "VOLUME" not in dict(STEPS)


def test_the_packages_are_those_of_the_lock_file_and_nothing_is_compiled() -> None:
    (installation,) = [rest for rest in said("RUN", STEPS) if "pip install" in rest]
    assert "--constraint constraints.txt --requirement requirements.txt" in installation
    assert "--only-binary :all:" in installation
    assert '["project"]["dependencies"]' in installation


def test_its_health_is_asked_where_it_listens() -> None:
    (check,) = said("HEALTHCHECK")
    command = json.loads(check.split("CMD", 1)[1])
    assert command[:2] == ["python", "-c"]
    compile(command[2], "Dockerfile", "exec")
    assert "/health" in command[2]


def test_it_starts_what_make_serve_starts_and_hears_signals_itself() -> None:
    (command,) = said("CMD")
    assert json.loads(command) == ["python", "serve.py"]
    assert "exec $(PY) serve.py" in (ROOT / "Makefile").read_text()


def test_all_that_is_copied_exists_and_is_let_in_and_nothing_is_missing() -> None:
    assert {name for name in copied() if not (ROOT / name).exists()} == set()
    assert copied() == set(LET_IN)
    assert copied() >= {*PACKAGES, "assets", *(path.name for path in ROOT.glob("*.py"))}


def test_only_what_is_named_goes_into_the_image_and_never_what_git_ignores_in_it() -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] not in "#!"]
    assert ignored[0] == "*"
    beneath = [line for line in (ROOT / ".gitignore").read_text().splitlines() if line.startswith("data/")]
    assert {line.rstrip("/") for line in beneath} <= set(ignored)
    assert any(fnmatch("components/__pycache__", pattern) for pattern in ignored)


@pytest.mark.parametrize("text", [COMPOSE, "\n".join(said("ENV"))], ids=["compose.yaml", "Dockerfile"])
def test_every_setting_is_one_that_there_is(text: str) -> None:
    known = {BEGIN + setting.variable for setting in SETTINGS}
    assert set(re.findall(rf"\b{BEGIN}\w+", text)) - known == set()


@pytest.mark.parametrize(
    "promise",
    [
        r"read_only: true", r"tmpfs:\n +- /tmp:size=\d+m\S*noexec", r"cap_drop:\n +- ALL\n", r"mem_limit: \d",
        r"- no-new-privileges:true", r'- "127\.0\.0\.1:8050:8050"', r"pids_limit: \d",
    ],
)  # fmt: skip
def test_compose_gives_it_no_more_than_it_needs(promise: str) -> None:
    assert re.search(promise, COMPOSE)
    assert not re.search(r"privileged: true|cap_add|network_mode|pid: |/var/run/docker", COMPOSE)
