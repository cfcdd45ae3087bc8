"""What a source lists before any picture is decoded, and the collection that reading the pictures makes of it.

Letters: n pictures of h × w pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data.sources.collection import Collection, Column, OnProgress, SourceError
from data.sources.columns import select
from data.sources.labels import Labels
from data.sources.picture import Picture, PictureEntry, UnreadableError, read_picture, read_size
from data.sources.sampling import choose, tell_choice

MOST_BYTES = 4_000_000_000  # of all pixels together, since they are in memory at once
Size = tuple[int, int]  # height and width


@dataclass(frozen=True)
class Listing:
    """The pictures of a source with what is known of each, before any is decoded."""

    entries: Sequence[PictureEntry]  # n
    labels: Labels
    title: str
    provenance: str
    columns: Mapping[str, Column] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decoded:
    """The pictures that could be read."""

    pictures: list[Picture]
    kept: list[int]  # which of the entries they are
    skipped: list[str]  # a sentence for each of the others


def collect(
    listing: Listing, *, limit: int | None = None, size: Size | None = None, on_progress: OnProgress | None = None
) -> Collection:
    """Decode the pictures of a source, at most ``limit`` of them, all to one size.

    Raises:
        SourceError: Not two of them can be read, or all together they are too large.
    """
    chosen = choose(listing.labels.numbers, limit)
    entries = [listing.entries[k] for k in chosen]
    sizes = read_sizes(entries, on_progress)
    common = size or common_size(sizes)
    check_size(common, len(entries))
    decoded = decode(entries, common, on_progress)
    if entries and not decoded.pictures:
        raise SourceError(f"none of the {len(entries):,} pictures could be read: {decoded.skipped[0]}")
    kept = chosen[decoded.kept]
    return Collection(
        images=together([picture.pixels for picture in decoded.pictures]),
        labels=listing.labels.numbers[kept],
        classes=listing.labels.classes,
        columns={name: select(values, kept) for name, values in listing.columns.items()},
        skipped=tuple(decoded.skipped),
        notes=(*listing.notes, *listing.labels.notes, *tell_choice(listing.labels.numbers, limit),
               *tell_sizes([sizes[k] for k in decoded.kept], common, asked=size is not None),
               *tell_remarks(decoded.pictures)),
        title=listing.title, provenance=listing.provenance,
    )  # fmt: skip


def read_sizes(entries: Sequence[PictureEntry], on_progress: OnProgress | None = None) -> list[Size | None]:
    """Return the size of each picture; none of one that cannot be read."""
    sizes = []
    for entry in entries:
        if on_progress:
            on_progress(0, len(entries))  # none is decoded yet, but reading the headers of many takes seconds
        sizes.append(read_size(entry))
    return sizes


def common_size(sizes: Sequence[Size | None]) -> Size:
    """Return the most frequent size, the smallest of those that are equally frequent."""
    found = Counter(filter(None, sizes))
    return min(found, key=lambda each: (-found[each], each[0] * each[1], each), default=(1, 1))


def tell_sizes(sizes: Sequence[Size | None], common: Size, *, asked: bool) -> list[str]:
    """Say how pictures that had other ``sizes`` got the common one, if any had."""
    others = sum(size != common for size in sizes)
    if not others:
        return []
    why = "as was asked" if asked else "the most frequent size"
    return [
        f"{others:,} of {len(sizes):,} images had another size than {common[0]} × {common[1]} (height × width), {why}; "
        "they were scaled to cover it and cut at the centre"
    ]


def check_size(size: Size, n: int) -> None:
    """Check that n pictures of a size are possible.

    Raises:
        SourceError: It is no size, or they need too much memory.
    """
    if min(size) < 1:
        raise SourceError(f"the size is {size[0]} × {size[1]}; give a height and a width of at least 1 pixel")
    if 3 * n * size[0] * size[1] > MOST_BYTES:
        raise SourceError(
            f"{n:,} images of {size[0]:,} × {size[1]:,} in colour are {3e-9 * n * size[0] * size[1]:,.1f} GB; at most "
            f"{MOST_BYTES // 10**9} GB are read: give a smaller size, such as that of the network, or a limit"
        )


def decode(entries: Sequence[PictureEntry], size: Size, on_progress: OnProgress | None) -> Decoded:
    """Decode the pictures that can be."""
    decoded = Decoded([], [], [])
    for k, entry in enumerate(entries):
        try:
            decoded.pictures.append(read_picture(entry, size))
            decoded.kept.append(k)
        except UnreadableError as error:
            decoded.skipped.append(f"{entry.name} {error}")
        if on_progress:
            on_progress(k + 1, len(entries))
    return decoded


def together(pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Return pictures of one size as (n, h, w) if all are grey, otherwise as (n, h, w, 3)."""
    if all(picture.ndim == 2 for picture in pictures):
        return np.stack(pictures) if pictures else np.empty((0, 1, 1), dtype=np.uint8)
    images = np.empty((len(pictures), *pictures[0].shape[:2], 3), dtype=np.uint8)
    for image, picture in zip(images, pictures, strict=True):
        image[:] = picture if picture.ndim == 3 else picture[..., None]
    return images


def tell_remarks(pictures: Sequence[Picture]) -> list[str]:
    """Say what was done to how many pictures."""
    counts = Counter(remark for picture in pictures for remark in picture.remarks)
    return [f"{count:,} image{'s were' if count > 1 else ' was'} {remark}" for remark, count in sorted(counts.items())]
