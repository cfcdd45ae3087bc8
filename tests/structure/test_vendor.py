from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.structure.source import ROOT, asset_files

VENDOR = ROOT / "assets" / "vendor"
README = (VENDOR / "README.md").read_text()
LIBRARIES = sorted(VENDOR.glob("*.js"))
LARGEST = 1_800_000  # bytes


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda path: path.name)
def test_a_library_is_unchanged_and_says_where_it_is_from(library: Path) -> None:
    assert library.name in README
    assert sha256(library.read_bytes()).hexdigest() in README


def test_no_library_is_larger_than_it_must_be() -> None:
    assert all(library.stat().st_size < LARGEST for library in LIBRARIES)


def test_every_plot_is_of_a_kind_that_the_bundle_draws() -> None:
    figures = "\n".join(
        path.read_text() for path in [*(ROOT / "components" / "figures").glob("*.py"), *asset_files("js")]
    )
    assert set(re.findall(r"""["']?type["']?: ["'](\w+)["'],?\s+["']?mode""", figures)) == {"scatter", "scattergl"}
    assert re.findall(r"""["']?type["']?: ["'](bar|heatmap|box|pie|histogram\w*|\w+3d|contour)["']""", figures) == []


def test_the_licence_is_in_the_library() -> None:
    assert all("Licensed under the MIT license" in library.read_text() for library in LIBRARIES)
