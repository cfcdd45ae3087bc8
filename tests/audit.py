"""Asks which packages have known holes: in constraints.txt, in package-lock.json, and in what assets/vendor is made of.

``make audit`` runs it. It succeeds only if every package was asked for and none has a hole: a service that does not
answer is no good news.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PATIENCE_S = 300
CLEAN, HOLES, UNANSWERED = 0, 1, 3  # status of the command
PIP_AUDIT = (
    *(sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"),
    *("--no-deps", "--disable-pip", "--requirement", "constraints.txt"),
)
NPM_AUDIT = ("npm", "audit", "--json", "--package-lock-only")


class UnansweredError(Exception):
    """Nobody said whether there are holes."""


@dataclass(frozen=True)
class Audit:
    """What is asked for, by which command, and what reads its answer into a line for each hole."""

    subject: str
    command: Sequence[str]
    folder: Path
    read: Callable[[Any], list[str]]

    def run(self) -> list[str]:
        """Return a line for each hole.

        Raises:
            UnansweredError: It is not known whether there are any; the message says why.
        """
        try:
            done = subprocess.run(
                self.command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=PATIENCE_S
            )
            return self.read(json.loads(done.stdout))
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnansweredError(str(error)) from error
        except (ValueError, KeyError, TypeError) as error:
            raise UnansweredError(last_line(done.stderr) or "the answer cannot be read") from error


def last_line(text: str) -> str:
    """Return the last line that says something."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def read_pip_audit(answer: Any) -> list[str]:
    """Return a line for each hole that pip-audit tells.

    Raises:
        UnansweredError: There is a package that it could not ask for.
    """
    packages = answer["dependencies"]
    skipped = [each for each in packages if "skip_reason" in each]
    if skipped or not packages:
        why = skipped[0]["skip_reason"] if skipped else "there are none"
        raise UnansweredError(f"{len(skipped)} of {len(packages)} packages could not be asked for: {why}")
    return [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version'}"
        for each in packages for hole in each["vulns"]
    ]  # fmt: skip


def read_npm_audit(answer: Any) -> list[str]:
    """Return a line for each package with holes that npm tells.

    Raises:
        UnansweredError: npm was not answered.
    """
    if "error" in answer:
        raise UnansweredError(answer.get("message") or answer["error"].get("summary") or "npm got no answer")
    return [f"{name} {hole['range']}: {hole['severity']}" for name, hole in answer["vulnerabilities"].items()]


def report(audits: Sequence[Audit]) -> int:
    """Run all of them, say what came of each, and return the status of the command."""
    statuses = []
    for audit in audits:
        try:
            holes = audit.run()
        except UnansweredError as error:
            print(f"{audit.subject}: not known whether there are holes, nobody answered ({error}).")
            statuses.append(UNANSWERED)
            continue
        print("\n  ".join([f"{audit.subject}: {len(holes) or 'no'} known holes.", *holes]))
        statuses.append(HOLES if holes else CLEAN)
    return HOLES if HOLES in statuses else max(statuses)


def main() -> int:
    """Audit everything and return the status of the command."""
    return report([
        Audit("constraints.txt", PIP_AUDIT, ROOT, read_pip_audit),
        Audit("vendor/package-lock.json", NPM_AUDIT, ROOT / "vendor", read_npm_audit),
        Audit("package-lock.json", NPM_AUDIT, ROOT, read_npm_audit),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
