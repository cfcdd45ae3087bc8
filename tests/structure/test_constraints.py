"""constraints.txt holds the version of everything that is installed, but for what the torch of a machine decides."""

from __future__ import annotations

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packages import EXTRAS, ROOT, brought, declared

TEXT = (ROOT / "constraints.txt").read_text()
PINS = [Requirement(line.split("#")[0]) for line in TEXT.splitlines() if not line.startswith("#")]
PINNED = {canonicalize_name(pin.name): pin for pin in PINS}
DECLARED = [requirement for part in ("", *EXTRAS) for requirement in declared(part)]
FREE = {"torch", "torchvision", "filelock", "setuptools"}


def test_every_package_has_one_exact_version() -> None:
    assert len(PINNED) == len(PINS)
    assert [str(pin) for pin in PINS if [part.operator for part in pin.specifier] != ["=="] or "*" in str(pin)] == []


def test_everything_that_is_installed_is_held_but_for_what_torch_decides() -> None:
    assert brought(DECLARED, without=FREE) - PINNED.keys() == set()


def test_nothing_is_held_that_torch_decides() -> None:
    decided = brought(DECLARED) - brought(DECLARED, without=FREE)
    assert decided >= FREE
    assert decided & PINNED.keys() == set()


@pytest.mark.parametrize("requirement", [each for each in DECLARED if canonicalize_name(each.name) in PINNED], ids=str)
def test_the_version_held_is_one_that_is_asked_for(requirement: Requirement) -> None:
    (version,) = PINNED[canonicalize_name(requirement.name)].specifier
    assert requirement.specifier.contains(version.version)


def test_no_address_and_no_place_on_a_disk_is_in_it() -> None:
    assert "/" not in TEXT
    assert "--" not in TEXT
