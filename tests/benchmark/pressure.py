"""Eight who send the most costly pictures or drawings that are accepted, all at once: what somebody else notices."""

from __future__ import annotations

import base64
import http.client
import io
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import count, cycle, islice
from typing import Any

import numpy as np
from PIL import Image

from components.panels.draw import WIDTHS
from components.panels.draw.picture import ADDRESS as PICTURES
from components.panels.draw.picture import BUSY
from model.inputs.picture import MAX_BYTES, MAX_HELD, MAX_PIXELS, MAX_SCANS
from model.inputs.picture_file import PNG_START
from model.inputs.preprocess import rasterise
from model.inputs.strokes import MAX_POINTS, MAX_STROKES
from tests.benchmark.bench import Bench
from tests.benchmark.in_process import clock
from tests.benchmark.posts import ask_views, click, landing_question, post
from tests.benchmark.result import Row, size, timing
from tests.server import Server, serving

SENDERS = 8
ROUNDS = 4
ANSWERS = (http.client.OK, http.client.BAD_REQUEST, BUSY)  # an empty picture is refused once it has been read
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
COLOUR_AND_OPACITY, CHANNELS, PAETH = 6, 4, 4  # of PNG


def pressure(bench: Bench) -> list[Row]:
    """Send pictures and drawings, eight at once, and click meanwhile."""
    return [*drawings(bench), *under_pictures(bench), *under_drawings(bench)]


def drawings(bench: Bench) -> list[Row]:
    """Draw what an honest hand draws, without a server."""
    circles = {points: [np.array(circle(points))] for points in (40, 600)}
    return [
        timing(f"a drawing of {points} points → its picture", draws(strokes, bench.count), p95=50)
        for points, strokes in circles.items()
    ]


def draws(strokes: Sequence[Any], times: int) -> list[float]:
    """Return how long it takes to draw ``strokes``, each time, in milliseconds."""
    return [clock(lambda: rasterise(strokes, box=280)) for _ in range(1 + times)][1:]


def circle(points: int) -> list[list[float]]:
    """Return points on a circle."""
    angles = np.linspace(0, 6, points)
    return np.stack([140 + 100 * np.cos(angles), 140 + 100 * np.sin(angles)], axis=1).tolist()


def under_pictures(bench: Bench) -> list[Row]:
    """Upload eight pictures at once; memory is that of the process, over what it had before."""
    bodies = list(islice(cycle(costly_pictures()), SENDERS))
    with serving(bench.artifacts) as server:
        click(server, 0)
        before, _ = server.memory()
        clicks, answers = besiege(server, [partial(post, server, PICTURES, body, ANSWERS) for body in bodies])
        _, most = server.memory()
    return [
        timing(f"click → answer beside {SENDERS} costly pictures at once", clicks, p95=300),
        timing(f"{SENDERS} costly pictures at once → each is answered", answers, p95=5000),
        size(f"{SENDERS} costly pictures at once: memory over before", most - before, limit=300),
    ]


def under_drawings(bench: Bench) -> list[Row]:
    """Send eight drawings at once."""
    bodies = [landing_question(sent) for sent in islice(cycle(costly_drawings()), SENDERS)]
    with serving(bench.artifacts) as server:
        click(server, 0)
        clicks, answers = besiege(server, [partial(ask_views, server, body) for body in bodies])
    return [
        timing(f"click → answer beside {SENDERS} costly drawings at once", clicks, p95=1000),
        timing(f"{SENDERS} costly drawings at once → each is answered", answers, p95=5000),
    ]


def besiege(server: Server, posts: Sequence[Callable[[], object]]) -> tuple[list[float], list[float]]:
    """Do ``posts`` all at once, in some rounds, and click meanwhile; return the times of clicks and answers, ms."""
    clicks, answers = [], []
    with ThreadPoolExecutor(len(posts)) as pool:
        for _ in range(ROUNDS):
            sent = [pool.submit(clock, one) for one in posts]
            clicks += list(clicks_during(server, sent))
            answers += [answer.result() for answer in sent]
    return clicks, answers


def clicks_during(server: Server, sent: Sequence[Future[float]]) -> Iterator[float]:
    """Click until all that was sent is answered; give the times."""
    for digit in count():
        yield clock(lambda digit=digit: click(server, digit % 1_000))
        if not wait(sent, timeout=0.01).not_done:
            return


def costly_pictures() -> list[bytes]:
    """Return pictures that take the decoder as long, or as much memory, as any that is accepted, each of 5 MB."""
    side, deep = int((MAX_HELD / 4) ** 0.5), int((MAX_HELD / 8) ** 0.5)
    pictures = [png(side, 8), png(side, 8, interlaced=True), png(deep, 16, interlaced=True), photograph(), scans()]
    return [content.ljust(MAX_BYTES, b"\0") for content in pictures]


def png(side: int, bits: int, *, interlaced: bool = False) -> bytes:
    """Return an empty square in colour with opacity, as PNG, stored as is slowest to unpack."""
    header = struct.pack(">IIBBBBB", side, side, bits, COLOUR_AND_OPACITY, 0, 0, int(interlaced))
    packer = zlib.compressobj(9)
    packed = [packer.compress(line) for line in lines(side, bits, ADAM7 if interlaced else ((0, 0, 1, 1),))]
    parts = [(b"IHDR", header), (b"IDAT", b"".join(packed) + packer.flush()), (b"IEND", b"")]
    return PNG_START + b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts
    )


def lines(side: int, bits: int, passes: Sequence[tuple[int, int, int, int]]) -> Iterator[bytes]:
    """Give the lines of an empty square; a pass begins at a place and takes every so many pixels across and down."""
    for left, top, across, down in passes:
        line = bytes([PAETH]) + bytes(-(-(side - left) // across) * CHANNELS * bits // 8)
        for _ in range(top, side, down):
            yield line


def photograph() -> bytes:
    """Return a JPEG with as many pixels as are accepted."""
    return jpeg(noise(int(MAX_PIXELS**0.5)), quality=5)


def scans() -> bytes:
    """Return a JPEG that looks at every pixel as often as is accepted."""
    content = jpeg(noise(int((MAX_HELD / 6) ** 0.5)), quality=20, progressive=True, subsampling=0)
    last, end = content.rindex(b"\xff\xda"), content.rindex(b"\xff\xd9")
    more = MAX_SCANS - content.count(b"\xff\xda")
    return (content[:end] + more * content[last:end] + content[end:])[:MAX_BYTES]


def noise(side: int) -> Image.Image:
    """Return a square of soft noise."""
    small = np.random.default_rng(7).integers(0, 256, (side // 20, side // 20, 3), dtype=np.uint8)
    return Image.fromarray(small).resize((side, side), Image.Resampling.BICUBIC)


def jpeg(picture: Image.Image, **options: Any) -> bytes:
    """Return a picture as a JPEG file."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", **options)
    return stream.getvalue()


def costly_drawings() -> list[dict[str, Any]]:
    """Return drawings that take as long as any that is accepted."""
    dice = np.random.default_rng(7)
    common = {"n": 1, "box": 280, "width": list(WIDTHS)[-1]}
    short = dice.uniform(0, 280, (MAX_STROKES, MAX_POINTS // MAX_STROKES, 2)).tolist()
    edits = [[stroke, bool(k // 5 % 2)] for k, stroke in enumerate(short)]
    base = base64.b64encode(bytes(28 * 28)).decode()
    return [
        {**common, "base": base, "edits": edits},
        {**common, "strokes": short},
        {**common, "strokes": [dice.uniform(0, 280, (MAX_POINTS, 2)).tolist()]},
    ]
