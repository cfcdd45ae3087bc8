"""One picture of a source: its size before it is decoded, and its pixels, whatever kind of file it is.

Letters: h × w pixels.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from data.sources.pixels import stretched

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "PPM")  # others of Pillow's run programs or unpack archives
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".ppm", ".pgm", ".pbm"})
MAX_FILE_BYTES = 200_000_000
ORIENTATION = 0x0112
EARLY_EXIF = ("JPEG", "MPO", "TIFF", "WEBP")  # have it in the header; of others all would have to be decoded
LYING = (5, 6, 7, 8)  # orientations with height and width exchanged
DEEP = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")  # more than 8 bits a pixel
PAPER = (255, 255, 255)

TURNED = "turned upright as their EXIF data say"
LAID = "transparent and laid on white"
DEEPER = "of more than 8 bits a pixel and reduced to 8"
MOVING = "of several frames, of which the first was read"

# What Pillow's decoders raise when a file is damaged.
DAMAGE = (OSError, SyntaxError, ValueError, struct.error, zlib.error, EOFError, LookupError, TypeError, ArithmeticError,
          RuntimeError)  # fmt: skip


class UnreadableError(ValueError):
    """A picture cannot be read; the message completes a sentence that begins with its name."""


@dataclass(frozen=True)
class PictureEntry:
    """A picture that has not been read."""

    name: str  # for people: its place within the source
    content: Path | bytes | Image.Image


@dataclass(frozen=True)
class Picture:
    """A picture that has been read."""

    pixels: NDArray[np.uint8]  # (h, w) if grey, (h, w, 3) otherwise
    remarks: tuple[str, ...]  # what was done to it, each completing "these images are"


def read_size(entry: PictureEntry) -> tuple[int, int] | None:
    """Return height and width of an upright picture from its header, or nothing if that cannot be read."""
    try:
        with opened(entry) as image:
            width, height = image.size
            lies = image.format in EARLY_EXIF and orientation(image) in LYING
            return (width, height) if lies else (height, width)
    except UnreadableError:
        return None


def read_picture(entry: PictureEntry, size: tuple[int, int] | None = None) -> Picture:
    """Decode a picture.

    Args:
        entry: Which.
        size: Height and width; the picture is scaled to cover them and cut at its centre. Its own size if None.

    Raises:
        UnreadableError: It is missing, damaged, too large, or no picture.
    """
    with opened(entry) as image:
        image.load()
        remarks = [TURNED] * (orientation(image) > 1) + [MOVING] * (getattr(image, "n_frames", 1) > 1)
        remarks += [DEEPER] * (image.mode in DEEP) + [LAID] * see_through(image)
        upright = plain(ImageOps.exif_transpose(image))
        return Picture(without_colour(np.asarray(fitted(upright, size))), tuple(remarks))


@contextmanager
def opened(entry: PictureEntry) -> Iterator[Image.Image]:
    """Open a picture whose header has been read.

    Raises:
        UnreadableError: It cannot be opened, or what is done with it finds it damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            if isinstance(entry.content, Image.Image):
                yield entry.content
            else:
                with Image.open(readable(entry.content), formats=FORMATS) as image:
                    yield image
        except UnreadableError:
            raise
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            most = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
            raise UnreadableError(f"is larger than {most} million pixels; make it smaller") from error
        except MemoryError as error:
            raise UnreadableError("needs more memory than there is; make it smaller") from error
        except DAMAGE as error:
            raise UnreadableError(reason(error)) from error


def readable(content: Path | bytes) -> Path | BytesIO:
    """Return what Pillow opens.

    Raises:
        UnreadableError: There is no such file, or it is empty or too large.
    """
    if isinstance(content, Path) and not content.is_file():
        raise UnreadableError("is not there")
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > MAX_FILE_BYTES:
        raise UnreadableError(f"has {size / 1e6:,.0f} MB; at most {MAX_FILE_BYTES // 1_000_000} MB are read")
    if not size:
        raise UnreadableError("is empty")
    return BytesIO(content) if isinstance(content, bytes) else content


def reason(error: BaseException) -> str:
    """Say why a file could not be decoded."""
    if isinstance(error, PermissionError):
        return "cannot be read: you have no permission"
    if isinstance(error, UnidentifiedImageError):
        return f"is no picture that can be read ({', '.join(FORMATS)})"
    return "is truncated" if "truncated" in str(error) else "is damaged or cut off"


def orientation(image: Image.Image) -> int:
    """Return how a picture lies according to its EXIF data, 1 to 8; 1 is upright."""
    return int(image.getexif().get(ORIENTATION, 1))


def see_through(image: Image.Image) -> bool:
    """Return whether some of a picture is transparent."""
    return image.has_transparency_data and image.convert("RGBA").getchannel("A").getextrema()[0] != 255


def plain(image: Image.Image) -> Image.Image:
    """Return a picture as 8-bit grey ("L") or colour ("RGB"), laid on white where it is transparent."""
    if image.mode in DEEP:
        return Image.fromarray(reduced(np.asarray(image)))
    if see_through(image):
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (*PAPER, 255))
        return Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image.convert("RGB")


def reduced(deep: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Return pixels (h, w) of 16 bits as 8; of 32 bits or fractions the darkest becomes 0, the lightest 255.

    Raises:
        UnreadableError: Some are no numbers.
    """
    values = deep.astype(np.float64)
    if not np.isfinite(values).all():
        raise UnreadableError("has pixels that are NaN or infinite")
    if deep.dtype.kind != "f" and values.min() >= 0 and values.max() < 2**16:
        return np.round(values / 257).astype(np.uint8)
    return stretched(values, values.min(), values.max())


def fitted(image: Image.Image, size: tuple[int, int] | None) -> Image.Image:
    """Scale a picture so that it covers height and width, and cut the rest off on both sides alike."""
    if size is None or image.size == size[::-1]:
        return image
    return ImageOps.fit(image, size[::-1], Image.Resampling.BILINEAR)


def without_colour(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return pixels (h, w, 3) as (h, w) if their channels are equal."""
    if pixels.ndim == 3 and (pixels == pixels[..., :1]).all():
        return np.ascontiguousarray(pixels[..., 0])
    return pixels
