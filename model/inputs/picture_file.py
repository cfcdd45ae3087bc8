"""A picture file before it is decoded: what it says of itself, and the parts of it that a decoder needs.

Decoders read everything in a file: profiles and texts that unpack to a thousand times their size, comments by the
hundred thousand, scans that look at every pixel again. A file of 5 MB can keep a processor busy for half an hour that
way. So the file is taken apart here, which costs next to nothing, and only what makes up the picture goes on.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

PNG_START, JPEG_START, EXIF_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"Exif\0\0"
PALETTE = 3  # kind of colour
PNG_ONCE = (b"IHDR", b"PLTE", b"tRNS", b"IEND")
# Markers of JPEG. All FRAMES describe the picture, but other kinds than those two are hardly ever met.
SEQUENTIAL, PROGRESSIVE = (0xC0, 0xC1), 0xC2
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
TABLES = (0xC4, 0xDB, 0xDD)  # Huffman codes, quantisation, restarts
JFIF, EXIF, ADOBE = 0xE0, 0xE1, 0xEE  # the first and the last say what the colours are
SCAN = 0xDA  # pixels follow
BARE = (0x01, *range(0xD0, 0xD9))  # markers without anything after them
ORIENTATION = 0x0112
MAX_PARTS = 10_000  # writers cut 5 MB into hundreds

Part = tuple[int, int, int]  # marker, begin and end in the file


class PictureError(ValueError):
    """The file is not a picture in which a digit can be found."""


@dataclass(frozen=True)
class PictureFile:
    """A PNG or JPEG file that has not been decoded."""

    kind: str  # in words, for people
    width: int
    height: int
    content: bytes  # the same picture without anything else
    orientation: int  # as EXIF has it: 1 is upright, others are turned or mirrored
    held: float  # bytes that a decoder holds for each pixel, all at once; 0 if it can leave pixels out
    scans: int = 1
    animated: bool = False


def read_picture_file(content: bytes) -> PictureFile:
    """Take a picture file apart without decoding it.

    Raises:
        PictureError: It is neither PNG nor JPEG, of a rare kind, or damaged before the pixels begin.
    """
    try:
        if content.startswith(PNG_START):
            return read_png(content)
        if content.startswith(JPEG_START):
            return read_jpeg(content)
    except PictureError:
        raise
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise PictureError(
            "the picture cannot be read (it has no beginning or no end); save or send it anew"
        ) from error
    raise PictureError("the file is neither PNG nor JPEG; choose a picture of one digit")


def read_png(content: bytes) -> PictureFile:
    """Take a PNG file apart.

    Source:
        Portable Network Graphics (PNG) Specification (Third Edition), W3C, 2025.
    """
    chunks = list(png_chunks(content))
    first = {name: (begin, end) for name, begin, end in reversed(chunks)}
    needed = [
        content[begin:end]
        for name, begin, end in chunks
        if name == b"IDAT" or (name in PNG_ONCE and first[name] == (begin, end))
    ]
    width, height, bits = struct.unpack_from(">IIB", content, first[b"IHDR"][0] + 8)
    if content[first[b"IHDR"][0] + 17] == PALETTE and b"PLTE" not in first:
        raise PictureError("the PNG lacks the palette of its colours; save it anew")
    exif = content[slice(*first.get(b"eXIf", (0, 0)))][8:]
    return PictureFile(
        kind="PNG of 16 bits" if bits == 16 else "PNG",
        width=width, height=height, content=b"".join([PNG_START, *needed]), orientation=read_orientation(exif),
        held=8 if bits == 16 else 4, animated=b"acTL" in first,
    )  # fmt: skip


def png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Give name, begin and end of each chunk; the file may end before the last one does.

    Raises:
        PictureError: They are too many.
    """
    begin = len(PNG_START)
    for _ in range(MAX_PARTS):
        (length,) = struct.unpack_from(">I", content, begin)
        name, end = content[begin + 4 : begin + 8], begin + length + 12
        yield name, begin, end
        if name == b"IEND" or end >= len(content):
            return
        begin = end
    raise PictureError(f"the file is cut into more than {MAX_PARTS:,} parts; save it anew, as JPEG for example")


def read_jpeg(content: bytes) -> PictureFile:
    """Take a JPEG file apart; of several pictures in it, as phones store them, the first counts.

    Raises:
        PictureError: It is of a rare kind.

    Source:
        ITU-T Recommendation T.81, 1992.
    """
    parts = list(jpeg_parts(content))
    first = {marker: (begin, end) for marker, begin, end in reversed(parts)}
    frames = [part for part in parts if part[0] in FRAMES]
    if len(frames) != 1 or frames[0][0] not in (*SEQUENTIAL, PROGRESSIVE):
        raise PictureError("the picture is a JPEG of a rare kind; save it as an ordinary JPEG or as PNG")
    needed = [
        content[begin:end]
        for marker, begin, end in parts
        if marker in (*FRAMES, *TABLES) or (marker in (JFIF, ADOBE) and first[marker] == (begin, end))
    ]
    pixels = first[SCAN][0]
    segments = [content[begin + 4 : end] for marker, begin, end in parts if marker == EXIF]
    exif = next((data.removeprefix(EXIF_START) for data in segments if data.startswith(EXIF_START)), b"")
    frame, begin, end = frames[0]
    height, width = struct.unpack_from(">HH", content, begin + 5)
    held = held_by_jpeg(content[begin + 9 : end], content[pixels + 4], progressive=frame == PROGRESSIVE)
    return PictureFile(
        kind="progressive JPEG" if held else "JPEG",
        width=width, height=height, content=b"".join([JPEG_START, *needed, content[pixels:]]),
        orientation=read_orientation(exif), held=held, scans=content.count(bytes([0xFF, SCAN]), pixels),
    )  # fmt: skip


def held_by_jpeg(frame: bytes, layers: int, *, progressive: bool) -> float:
    """Return how many bytes for each pixel a decoder holds: none if its first scan has all there is of each pixel.

    Args:
        frame: The number of components, and for each three bytes: name, how many samples across and down, table.
        layers: How many components are in the first scan.
        progressive: Whether a scan has only some of the digits.
    """
    if not progressive and layers == frame[0]:
        return 0
    samples = [(frame[k] >> 4, frame[k] & 15) for k in range(2, 2 + 3 * frame[0], 3)]
    finest = max(across for across, _ in samples) * max(down for _, down in samples)
    return 2 * sum(across * down for across, down in samples) / max(finest, 1)  # 16 bits a coefficient


def jpeg_parts(content: bytes) -> Iterator[Part]:
    """Give marker, begin and end of each part before the pixels, and where they begin.

    Raises:
        PictureError: They are too many.
    """
    begin = len(JPEG_START)
    for _ in range(MAX_PARTS):
        begin = content.index(b"\xff", begin)
        marker = content[begin + 1]
        if marker in (0x00, 0xFF, *BARE):  # padding, or nothing that is needed
            begin += 1 if marker == 0xFF else 2
            continue
        end = begin + 2 + struct.unpack_from(">H", content, begin + 2)[0]
        yield marker, begin, end
        if marker == SCAN:
            return
        begin = end
    raise PictureError(f"the file is cut into more than {MAX_PARTS:,} parts; save it anew")


def read_orientation(exif: bytes) -> int:
    """Return how a picture lies according to its EXIF data, 1 to 8; 1, which is upright, where they do not say.

    Source:
        Exchangeable image file format for digital still cameras: Exif Version 3.0, CIPA DC-008, 2023, 4.6.5.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None or len(exif) < 8:
        return 1
    (begin,) = struct.unpack_from(f"{order}I", exif, 4)
    count = int.from_bytes(exif[begin : begin + 2], "little" if order == "<" else "big")
    for at in range(begin + 2, min(begin + 2 + 12 * count, len(exif) - 11), 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, at)
        if tag == ORIENTATION:
            return value if 1 <= value <= 8 else 1
    return 1
