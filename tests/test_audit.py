from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import audit
from tests.audit import CLEAN, HOLES, UNANSWERED, Audit, UnansweredError, read_npm_audit, read_pip_audit, report

PACKAGE = {"name": "flask", "version": "3.1.3", "vulns": []}
HOLE = {"id": "PYSEC-2026-1", "fix_versions": ["3.1.4"], "aliases": [], "description": ""}
SKIPPED = {"name": "dash", "skip_reason": "Dependency not found"}
NPM = {"plotly.js": {"range": "<2.25.2", "severity": "high"}}


def made(printed: str, *, status: int = 0, error: str = "", read: Any = read_pip_audit) -> Audit:
    """Return an audit whose command prints something and ends with a status."""
    code = f"import sys; print({printed!r}); print({error!r}, file=sys.stderr); sys.exit({status})"
    return Audit("constraints.txt", [sys.executable, "-c", code], Path(), read)


def test_holes_are_told_with_the_version_that_mends_them() -> None:
    answer = {"dependencies": [PACKAGE, {**PACKAGE, "vulns": [HOLE]}]}
    assert read_pip_audit(answer) == ["flask 3.1.3: PYSEC-2026-1, mended in 3.1.4"]
    assert read_npm_audit({"vulnerabilities": NPM}) == ["plotly.js <2.25.2: high"]


@pytest.mark.parametrize("packages", [[], [PACKAGE, SKIPPED]])
def test_a_package_that_could_not_be_asked_for_is_no_good_news(packages: list[Any]) -> None:
    with pytest.raises(UnansweredError, match="packages could not be asked for"):
        read_pip_audit({"dependencies": packages})


def test_npm_without_an_answer_is_no_good_news() -> None:
    with pytest.raises(UnansweredError, match="405 Method Not Allowed"):
        read_npm_audit({"message": "405 Method Not Allowed", "error": {"summary": ""}})


@pytest.mark.parametrize(
    ("audits", "status", "said"),
    [
        ([made('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}')], CLEAN, "no known holes."),
        ([made('{"vulnerabilities": {}}', read=read_npm_audit)], CLEAN, "no known holes."),
        ([made("", status=1, error="no route to host")], UNANSWERED, "nobody answered (no route to host)."),
        ([made("[]", status=0)], UNANSWERED, "nobody answered (the answer cannot be read)."),
        ([Audit("package-lock.json", ["no-such-npm"], Path(), read_npm_audit)], UNANSWERED, "no-such-npm"),
        (
            [made(""), made('{"vulnerabilities": {"a": {"range": "1", "severity": "low"}}}', read=read_npm_audit)],
            HOLES, "1 known holes.\n  a 1: low",
        ),
    ],
)  # fmt: skip
def test_only_an_answer_without_holes_is_a_success(
    audits: list[Audit], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(audits) == status
    assert said in capsys.readouterr().out


def test_the_vendored_library_is_asked_for_with_all_that_it_was_made_of() -> None:
    packages = json.loads((audit.ROOT / "vendor" / "package-lock.json").read_text())["packages"]
    (library,) = (audit.ROOT / "assets" / "vendor").glob("*.js")
    assert packages["node_modules/plotly.js"]["version"] in library.name
    licences = library.with_name(library.name.replace("min.js", "licences.txt")).read_text()
    named = {f"{path.rpartition('node_modules/')[2]} {facts.get('version')}" for path, facts in packages.items()}
    within = {each.partition("\n")[0] for each in licences.split("\n----\n\n")}
    assert len(within) > 10
    assert within <= named
