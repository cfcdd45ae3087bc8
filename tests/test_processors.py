from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import processors

OLD, NEW = "OPENBLAS_CORETYPE=Sandybridge", "OPENBLAS_CORETYPE=Haswell"
PICKY = """
import os

def test_of_the_old():
    assert os.environ["OPENBLAS_CORETYPE"] == "Haswell" and os.environ["OMP_NUM_THREADS"] == "1"
"""


@pytest.fixture
def picky(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Return the path of tests that fail on an old processor."""
    monkeypatch.setattr(processors, "SETTINGS", [OLD, NEW])
    monkeypatch.setattr(processors, "THREADS", [1])
    monkeypatch.setattr(processors, "PROBE", "print('as asked')")
    path = tmp_path / "test_picky.py"
    path.write_text(PICKY)
    return str(path)


def test_every_setting_has_a_line_and_one_that_fails_is_named_at_the_end(
    picky: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=f"failed under\n{OLD} OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1$"):
        processors.main([picky])
    told = capsys.readouterr().out
    assert f"FAILED    {OLD} OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 (as asked): 1 failed" in told
    assert f"passed    {NEW} OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 (as asked): 1 passed" in told
    assert "::test_of_the_old" in told


@pytest.mark.skipif(os.name != "posix", reason="elsewhere processes do not end by signals")
def test_a_setting_that_the_processor_cannot_have_is_left_out(
    picky: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processors, "PROBE", "import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    processors.main([picky])
    assert capsys.readouterr().out.count("left out") == 2


def test_a_setting_under_which_nothing_starts_fails_and_says_why(
    picky: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processors, "PROBE", "raise SystemExit('no NumPy here')")
    with pytest.raises(SystemExit, match=f"{OLD}.*\n{NEW}"):
        processors.main([picky])
    assert capsys.readouterr().out.count("no NumPy here") == 2
