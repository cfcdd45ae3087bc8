"""What a manifest must be, known outside of its folder: its sha256, in the code for what ships, else from whoever asks.

A manifest vouches for every file beside it, and nothing beside it for the manifest. ``shipped/`` has a file for each
data set that ships, as ``sha256sum -c`` reads it. A build of such a data set adds its own line before its folder takes
the place of the old one, and takes the old line away afterwards: killed in between, both are known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from model.artifacts.records import SCHEMA
from model.artifacts.schema import MANIFEST
from model.spec import SHIPPED_SPECS

SHIPPED = Path(__file__).parents[2] / "data" / "artifacts" / SCHEMA  # a folder a data set
KNOWN = Path(__file__).with_name("shipped")


def digest_of(folder: Path) -> str:
    """Return the sha256 of the manifest in ``folder``, in hexadecimal digits.

    Raises:
        OSError: There is none.
    """
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def objection(folder: Path, content: bytes, demanded: Collection[str] = ()) -> str:
    """Return why ``content`` is not the manifest that ``folder`` must have, or nothing.

    Args:
        folder: Where it was found.
        content: What was found.
        demanded: sha256 of the manifests that whoever asks trusts; any is if there are none.
    """
    found = hashlib.sha256(content).hexdigest()
    if demanded and found not in demanded:
        return f"is not what was asked for: its sha256 is {found}, and --sha256 says {' or '.join(sorted(demanded))}"
    ours = list_for(folder)
    if ours is not None and found not in (known := read_list(ours)):
        return f"was altered: its sha256 is {found}, in this version's {ours.name} {' or '.join(known) or 'is none'}"
    return ""


def list_for(folder: Path) -> Path | None:
    """Return the file that knows what stands in ``folder``; none if it is no folder of those that ship."""
    place = folder.resolve()
    ships = place.parent == SHIPPED.resolve() and place.name in SHIPPED_SPECS
    return KNOWN / f"{place.name}.sha256" if ships else None


def read_list(path: Path) -> list[str]:
    """Return the digests in a list; none if it cannot be read."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
    return [line.split()[0] for line in lines if line.split()]


def write_list(path: Path, digests: Collection[str]) -> None:
    """Write a list of digests in one step."""
    draft = path.with_suffix(".part")
    draft.write_text("".join(f"{digest}  {MANIFEST}\n" for digest in digests), encoding="ascii")
    draft.replace(path)


def vouch(folder: Path, draft: Path) -> list[str]:
    """Add the manifest of ``draft`` to what may stand in ``folder``, and return what might until now.

    Raises:
        OSError: The list cannot be written.
    """
    path = list_for(folder)
    if path is None:
        return []
    before, digest = read_list(path), digest_of(draft)
    write_list(path, dict.fromkeys([*before, digest]))
    return [each for each in before if each != digest]


def forget(folder: Path, digests: Collection[str]) -> None:
    """Take ``digests`` off what may stand in ``folder``.

    Raises:
        OSError: The list cannot be written.
    """
    path = list_for(folder)
    if path is not None and digests:
        write_list(path, [each for each in read_list(path) if each not in digests])
