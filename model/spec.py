"""What a data set is, apart from its images: its names, sizes and origin.

Letters: n images, k classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

BLOCK_PX = 3  # side of a block of pixels, of an image of 28


@dataclass(frozen=True)
class DatasetSpec:
    """A data set; names and titles are text for people and never markup."""

    name: str  # in addresses
    title: str
    item: str  # what one image shows, as "digit"
    items: str  # ... and several, as "digits"
    classes: tuple[str, ...]  # k names, by index
    height: int  # of an image, pixels
    width: int
    channels: int  # 1 grey, 3 red, green, blue
    pad: bool  # whether images are ink on paper as a pen draws it, so that there is a pad
    provenance: str = ""  # where the images come from
    licence: str = ""

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array of an image: (h, w) if it is grey, (h, w, 3) if it is in colour."""
        return (self.height, self.width) if self.channels == 1 else (self.height, self.width, self.channels)

    @cached_property
    def size(self) -> str:
        """Height and width of an image for people."""
        return f"{self.height}×{self.width}"

    @property
    def block_side(self) -> int:
        """Side of the blocks of pixels with which what is said of pixels is tried: a tenth of an image, or nearly."""
        return block_side(self.height, self.width)

    def class_name(self, index: int) -> str:
        """Return the name of the class ``index``, and a dash for an image that has none (−1)."""
        return self.classes[index] if index >= 0 else "–"

    def called(self, index: int) -> str:
        """Return the short of ``many``: "4s", and for names the name."""
        return f"{self.classes[index]}s" if len(self.classes[index]) == 1 else self.classes[index]

    def many(self, index: int) -> str:
        """Return what images of the class ``index`` are called: "4s", and for names "images of Bag"."""
        name = self.classes[index]
        return f"{name}s" if len(name) == 1 else f"{self.items} of {name}"


def block_side(height: int, width: int) -> int:
    """Return 3 pixels for an image of 28, and as large a share of others; 1 or more."""
    return max(1, round(BLOCK_PX * min(height, width) / 28))


DIGITS = DatasetSpec(
    name="mnist",
    title="MNIST digits",
    item="digit",
    items="digits",
    classes=tuple("0123456789"),
    height=28,
    width=28,
    channels=1,
    pad=True,
    provenance="Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits",
    licence="CC BY-SA 3.0",
)

FASHION = DatasetSpec(
    name="fashion-mnist",
    title="Fashion-MNIST",
    item="garment",
    items="garments",
    classes=(
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ),
    height=28,
    width=28,
    channels=1,
    pad=False,
    provenance="H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST, 2017, arXiv:1708.07747",
    licence="MIT",
)  # fmt: skip

SHIPPED_SPECS = {spec.name: spec for spec in (DIGITS, FASHION)}
