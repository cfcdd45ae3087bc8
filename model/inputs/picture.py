"""From a picture file that somebody uploads to a digit as MNIST has them.

Letters: h×w pixels.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, UnidentifiedImageError

from model.inputs.picture_file import PictureError, PictureFile, read_picture_file
from model.inputs.pieces import outline_of
from model.inputs.preprocess import DIGIT_BOX, PEN_WIDTH, SIZE
from model.inputs.writing import find_writing

MAX_BYTES = 5_000_000
MAX_PIXELS = 50_000_000  # a phone's camera has 12 to 48 million
MAX_SIDE = 12_000  # pixels
MAX_RATIO = 20  # of the longer side to the other
MAX_HELD = 72_000_000  # bytes that decoding may take at once
MAX_SCANS = 30  # of a JPEG; writers make 10 in colour and 18 for print
STRIP = 64  # rows of the reduced picture that are made at once
WORKING_PX = 800  # longer side on which digits are looked for
FORMATS = ("PNG", "JPEG")
TINY_PX = 64  # longer side of a picture that is all digit, as MNIST's are
LEAST_PX = 280  # longer side on which digits are looked for, at least
DIGIT_PX = 200  # longer side of a digit that is cut out, at most
PREVIEW_PX = 320  # longer side of what is shown of the picture
COLOURFUL = 28  # of 255, of each colour difference: paper, ink and a table differ less, over most of a picture
LEAST_CONTRAST = 32  # of 255, between ink and paper
WIDEST_REACH = 7  # pixels by which a stroke is widened on each side, at most
STRAY_SHARE = 0.002  # of the ink, on each side, that does not count as part of the digit
TURNS = dict(zip(range(2, 9), (
    Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180, Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.TRANSPOSE, Image.Transpose.ROTATE_270, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_90,
), strict=True))  # fmt: skip
MIDDLE = 14.5  # pixels from the edge to the mean centre of mass of MNIST's digits: the middle of pixel 14, from 0

Ink = NDArray[np.float64]
Box = tuple[float, float, float, float]  # top, left, bottom, right; shares of the picture's height and width


@dataclass(frozen=True)
class Cutout:
    """A digit that was cut out of a picture."""

    image: NDArray[np.uint8]  # (28, 28), ink from 0 to 255
    box: Box


@dataclass(frozen=True)
class PictureReading:
    """What was found on a picture."""

    digits: list[Cutout]  # at least one, the largest first
    preview: Image.Image  # grey, small
    ruled: bool = False  # lines of the paper were taken off
    cleared: bool = False  # something at the edge was left out
    doubtful: bool = False  # it hardly looks like writing
    steps: tuple[str, ...] = ()  # what was done with a picture in which no digits are looked for


def read_digits(content: bytes) -> PictureReading:
    """Find the digits in a picture file and normalise each as MNIST did.

    Args:
        content: A PNG or JPEG file, dark on light or light on dark.

    Raises:
        PictureError: It is no such file, too large, animated, or shows nothing.
    """
    picture = open_picture(content)
    grey, preview = picture.convert("L"), picture.convert("L")
    preview.thumbnail((PREVIEW_PX, PREVIEW_PX))
    shades = np.asarray(grey)
    if max(shades.shape) < TINY_PX:
        return PictureReading([whole(shades)], preview)
    found = find_writing(np.asarray(enlarge(grey)))
    if not found.digits:
        return PictureReading([small_one(shades)], preview, doubtful=True)
    digits = [Cutout(normalise(digit.ink), shares(digit.box, found.shape)) for digit in found.digits]
    doubtful = not found.digits[0].has_strokes or is_colourful(picture)
    return PictureReading(digits, preview, found.ruled, found.cleared, doubtful)


def enlarge(grey: Image.Image) -> Image.Image:
    """Return a small picture larger, so that strokes are wider than what takes the noise away."""
    factor = -(-LEAST_PX // max(grey.size))
    return grey.resize((factor * grey.width, factor * grey.height), Image.Resampling.BICUBIC)


def whole(shades: NDArray[np.uint8]) -> Cutout:
    """Return all that has not the shade of the frame (h, w).

    Raises:
        PictureError: Everything has the same shade.
    """
    ink = ink_of(shades.astype(float))
    rows, columns = (extent(ink.sum(axis=axis)) for axis in (1, 0))
    box = shares((rows.start, columns.start, rows.stop, columns.stop), shades.shape)
    return Cutout(normalise(ink), box)


def small_one(shades: NDArray[np.uint8]) -> Cutout:
    """Return what is too small for writing (h, w), if it is all there is.

    Raises:
        PictureError: There is nothing, or something else.
    """
    found = whole(shades)
    if max(found.box[2] - found.box[0], found.box[3] - found.box[1]) > 0.1:
        raise PictureError("no writing was found in the picture; take one of a digit, dark on light or light on dark")
    return found


def shares(box: tuple[int, int, int, int], shape: tuple[int, ...]) -> Box:
    """Return a box of pixels as shares of a picture's ``shape`` (h, w)."""
    h, w = shape
    return box[0] / h, box[1] / w, box[2] / h, box[3] / w


def normalise(ink: Ink) -> NDArray[np.uint8]:
    """Return ink (h, w), 0 to 1, as MNIST has its digits."""
    rows, columns = (extent(ink.sum(axis=axis)) for axis in (1, 0))
    picture = Image.fromarray((255 * ink[rows, columns]).astype(np.uint8))
    picture.thumbnail((DIGIT_PX, DIGIT_PX), Image.Resampling.BOX)
    return centre(shrink(thicken(np.asarray(picture, dtype=float) / 255)))


def is_colourful(picture: Image.Image) -> bool:
    """Return whether a picture has many colours, as pictures of paper have not."""
    _, *differences = picture.resize((64, 64), Image.Resampling.BOX).convert("YCbCr").split()
    return any(float(np.ptp(np.percentile(np.asarray(one), [10, 90]))) > COLOURFUL for one in differences)


def open_picture(content: bytes) -> Image.Image:
    """Return the picture in colour, opaque, upright, and at most ``WORKING_PX`` on its longer side.

    Raises:
        PictureError: As in ``read_picture``.
    """
    if not content:
        raise PictureError("the file is empty; choose a PNG or JPEG picture of one digit")
    if len(content) > MAX_BYTES:
        raise PictureError(too_many_bytes(len(content)))
    file = read_picture_file(content)
    check_picture(file)
    try:
        return turn_upright(flatten(decode(file)), file.orientation)
    except UnidentifiedImageError as error:
        raise PictureError("the picture is of a kind that there is not; save it anew") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(f"the picture cannot be read ({error}); save it anew") from error


def too_many_bytes(count: float) -> str:
    """Return why a file of ``count`` bytes is not read."""
    size = math.ceil(count / 1e5) / 10
    return f"the file has {size} MB; at most {MAX_BYTES / 1e6:.0f} MB are read, so make the picture smaller"


def check_picture(file: PictureFile) -> None:
    """Refuse a picture before it is decoded.

    Raises:
        PictureError: It is animated, too large, too long, or too costly to decode.
    """
    width, height = file.width, file.height
    has = f"the {file.kind} has {width:,}×{height:,} pixels"
    remedy = "cut the digit out or make the picture smaller"
    if file.animated:
        raise PictureError("the picture is animated; choose one that stands still")
    if min(width, height) < 1:
        raise PictureError(f"{has}, so there is nothing to read; save it anew")
    if max(width, height) > MAX_SIDE:
        raise PictureError(f"{has}; at most {MAX_SIDE:,} on a side are read, so {remedy}")
    if max(width, height) > MAX_RATIO * min(width, height):
        raise PictureError(f"{has}; one side may be {MAX_RATIO} times as long as the other, so cut the digit out")
    if width * height > MAX_PIXELS:
        raise PictureError(f"{has}; at most {MAX_PIXELS / 1e6:.0f} million are read, so {remedy}")
    if width * height * file.held > MAX_HELD:
        most = f"it is unpacked whole, so at most {MAX_HELD / file.held / 1e6:.3g} million are read"
        raise PictureError(f"{has}; {most}: {remedy}, or save it as an ordinary JPEG")
    if file.scans > MAX_SCANS:
        raise PictureError(f"the JPEG comes in {file.scans:,} scans; at most {MAX_SCANS} are read, so save it anew")


def decode(file: PictureFile) -> Image.Image:
    """Return the pixels of a picture, "RGB", or "RGBA" if it has opacity, at most ``WORKING_PX`` on its longer side."""
    with Image.open(io.BytesIO(file.content), formats=FORMATS) as picture:
        picture.draft(None, (2 * WORKING_PX, 2 * WORKING_PX))  # JPEG: only every second, fourth or eighth pixel
        small = reduce(picture, max(1, max(picture.size) // (2 * WORKING_PX)))
    small.thumbnail((WORKING_PX, WORKING_PX))
    return small


def reduce(picture: Image.Image, factor: int) -> Image.Image:
    """Return a picture in colour ("RGB" or "RGBA") that is ``factor`` times smaller.

    It goes strip by strip, so that a large picture in colour is never in memory twice.
    """
    width, height = (-(-side // factor) for side in picture.size)
    small = Image.new("RGBA" if picture.has_transparency_data else "RGB", (width, height))
    for top in range(0, height, STRIP):
        bottom = min((top + STRIP) * factor, picture.height)
        strip = picture.crop((0, top * factor, picture.width, bottom))
        small.paste(to_colour(strip, small.mode).reduce(factor), (0, top))
    return small


def to_colour(picture: Image.Image, mode: str) -> Image.Image:
    """Return a picture in ``mode``, "RGB" or "RGBA"; 16 bits become 8."""
    if picture.mode.startswith("I"):
        picture = Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    return picture.convert(mode)


def turn_upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Return a picture as whoever took it saw it; ``orientation`` is that of EXIF, 1 to 8."""
    return picture if orientation == 1 else picture.transpose(TURNS[orientation])


def flatten(picture: Image.Image) -> Image.Image:
    """Return a picture without opacity; what is transparent becomes paper, light under dark ink or dark under light."""
    if picture.mode == "RGB":
        return picture
    opacity = picture.getchannel("A")
    shades, weights = np.asarray(picture.convert("RGB").convert("L"), dtype=float), np.asarray(opacity, dtype=float)
    dark = (shades * weights).sum() < 127 * max(weights.sum(), 1.0)
    paper = Image.new("RGB", picture.size, (255, 255, 255) if dark else (0, 0, 0))
    return Image.composite(picture.convert("RGB"), paper, opacity)


def ink_of(grey: Ink) -> Ink:
    """Return how far each pixel of a grey picture (h, w) is from the paper, 0 to 1, with the paper's noise taken off.

    Raises:
        PictureError: Everything has the same shade.
    """
    paper = np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))
    distance = np.abs(grey - paper)
    top = float(np.percentile(distance, 99.5)) if (distance > LEAST_CONTRAST).mean() > 0.01 else float(distance.max())
    if top < LEAST_CONTRAST:
        raise PictureError("there is nothing to see in the picture; ink and paper must differ clearly")
    ink: Ink = np.clip((distance / top - 0.3) / 0.5, 0, 1)
    return ink


def extent(profile: Ink) -> slice:
    """Return where the ink of a profile begins and ends, without stray specks at either side."""
    total = np.cumsum(profile) / profile.sum()
    first, last = np.searchsorted(total, [STRAY_SHARE, 1 - STRAY_SHARE])
    return slice(int(first), int(last) + 1)


def thicken(ink: Ink) -> Ink:
    """Widen strokes (h, w) that would vanish on the way down to 20 pixels, and let the picture grow by as much."""
    missing = PEN_WIDTH / DIGIT_BOX * max(ink.shape) - stroke_width(ink)
    reach = min(max(int(missing / 2), 0), WIDEST_REACH)
    picture = Image.fromarray((255 * np.pad(ink, reach)).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.MaxFilter(2 * reach + 1)), dtype=float) / 255


def stroke_width(ink: Ink) -> float:
    """Return the mean width of strokes (h, w): twice their area over the length of their outline."""
    inside = ink > 0.5
    return 2 * float(inside.sum()) / max(float(outline_of(inside).sum()), 1.0)


def shrink(ink: Ink) -> Ink:
    """Return ink (h, w) scaled so that its longer side is 20 pixels."""
    scale = DIGIT_BOX / max(ink.shape)
    size = [max(1, round(side * scale)) for side in ink.shape[::-1]]
    small = Image.fromarray((255 * ink).astype(np.uint8)).resize((size[0], size[1]), Image.Resampling.BOX)
    pixels = np.asarray(small, dtype=float)
    return pixels * (255 / max(float(pixels.max()), 1.0))


def centre(ink: Ink) -> NDArray[np.uint8]:
    """Return ink, at most 20×20, in 28×28 pixels with its centre of mass at ``MIDDLE``, as near as whole pixels go."""
    h, w = ink.shape
    mass = np.array([ink.sum(axis=1) @ (np.arange(h) + 0.5), ink.sum(axis=0) @ (np.arange(w) + 0.5)]) / ink.sum()
    top, left = np.clip(np.round(MIDDLE - mass), 0, [SIZE - h, SIZE - w]).astype(int)
    picture = np.zeros((SIZE, SIZE), dtype=np.uint8)
    picture[top : top + h, left : left + w] = ink.round()
    return picture
