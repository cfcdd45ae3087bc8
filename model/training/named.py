"""What names a network and its weights: whether there is such a thing is said without torch, which takes seconds."""

from __future__ import annotations

from pathlib import Path

SAVED = (".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".bin", ".safetensors", ".onnx")
SAVE = "save them with torch.save(model.state_dict(), path)"


class NetworkError(ValueError):
    """The network or its weights cannot be had; the message is one sentence for people."""


def check_spec(spec: str) -> None:
    """Check that ``mynet.py:Net`` or ``package.module:name`` names code.

    Raises:
        NetworkError: It names a file of weights, nothing in a file, or a file that is not there.
    """
    place, _, name = spec.rpartition(":")
    if Path(spec).suffix.lower() in SAVED:
        raise NetworkError(
            f"{spec} is a saved network or its weights, which are not run as code; give the code as mynet.py:Net and "
            f"the weights apart: {SAVE}"
        )
    if not place or not name:
        raise NetworkError(f"{spec!r} names no network; write mynet.py:Net or package.module:name")
    if place.endswith(".py") and not Path(place).is_file():
        raise NetworkError(f"there is no file {place}; give the path of the code, as mynet.py:Net")


def check_weights(path: Path) -> None:
    """Check that there are weights to read.

    Raises:
        NetworkError: There is no such file.
    """
    if not path.is_file():
        raise NetworkError(f"there is no file {path}; give the weights of the network: {SAVE}")
