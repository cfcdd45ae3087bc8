"""The official Fashion-MNIST files: where they lie, that they are the right ones, and their arrays."""

from __future__ import annotations

from pathlib import Path

from data.idx import ROOT, IdxSource, RawFilesError, Split

RAW = ROOT / "FashionMNIST" / "raw"  # where torchvision looks for the four files

CLASSES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip

# sha256 of the uncompressed IDX files.
SHA256 = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}

REMEDY = f"""Put these four files, uncompressed, into {RAW}:
  {", ".join(SHA256)}
Debian and Ubuntu have them in the package dataset-fashion-mnist:
  sudo apt-get install dataset-fashion-mnist && mkdir -p {RAW}
  for file in {" ".join(SHA256)}; do
    zcat /usr/share/datasets/fashion-mnist/$file.gz > {RAW}/$file
  done"""


class FashionMnistError(RawFilesError):
    """The raw Fashion-MNIST files cannot be had, or are not the official ones."""


def load_split(*, train: bool, root: Path = ROOT) -> Split:
    """Read the 60,000 training or the 10,000 test garments, downloading them where that is possible.

    Args:
        train: The training garments if true, the test garments otherwise.
        root: The folder that holds ``FashionMNIST/raw``.

    Returns:
        Images (n, 28, 28) and labels (n,), both uint8.

    Raises:
        FashionMnistError: No mirror answers, or a file is not the official one.

    Source:
        H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking machine learning
        algorithms, 2017, arXiv:1708.07747.
    """
    from torchvision.datasets import FashionMNIST  # takes seconds to import, and only training and building need it

    return IdxSource("Fashion-MNIST", SHA256, REMEDY, FashionMnistError).load(FashionMNIST, root, train=train)
