"""Weights of anybody's network, from a file that can run no code."""

from __future__ import annotations

import pickle
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from model.training.named import SAVE, NetworkError, check_weights

WRAPPINGS = ("state_dict", "model_state_dict", "model", "weights", "net", "network")  # where checkpoints keep weights
PREFIXES = ("module.", "_orig_mod.", "model.")  # of DataParallel, torch.compile, Lightning
COUNTER = "num_batches_tracked"  # of BatchNorm: old files lack it, and nothing is computed with it
SHOWN = 3


def read_weights(path: Path) -> dict[str, Tensor]:
    """Read weights by their names, without running what a pickle could.

    Raises:
        NetworkError: There is no such file, or it holds something else than weights.
    """
    check_weights(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            content = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, EOFError, RuntimeError, ValueError, LookupError, pickle.UnpicklingError) as error:
        raise NetworkError(f"{path} {refusal(str(error))}; {SAVE}") from error
    found = unwrapped(content)
    if not found:
        keys = f" with {', '.join(map(str, list(content)[:SHOWN]))}" if isinstance(content, dict) and content else ""
        raise NetworkError(f"{path} holds {type(content).__name__}{keys} and no weights by their names; {SAVE}")
    return found


def refusal(said: str) -> str:
    """Say why torch does not read a file."""
    if "TorchScript" in said:
        return "is a TorchScript archive and not weights"
    foreign = re.search(r"GLOBAL ([\w.]+)", said)
    if foreign:
        return f"holds Python objects ({foreign[1]}) beside weights, which could run code"
    return "is not a file of weights that torch can read"


def unwrapped(content: Any) -> dict[str, Tensor] | None:
    """Return the weights by their names that content is, or has in it as checkpoints do."""
    if not isinstance(content, Mapping):
        return None
    if content and all(isinstance(name, str) and isinstance(value, Tensor) for name, value in content.items()):
        return dict(content)
    inner = (unwrapped(content.get(key)) for key in WRAPPINGS)
    return next((found for found in inner if found), None)


def put_weights(network: nn.Module, weights: Mapping[str, Tensor], fault: str) -> None:
    """Give a network its weights.

    Args:
        network: Which.
        weights: By the names of the network's parameters and buffers, with the prefix of a wrapper before all of them
            or without.
        fault: What to say if they do not fit, before the reasons.

    Raises:
        NetworkError: They do not fit.
    """
    own = network.state_dict()
    weights = without_prefix(weights, own)
    reasons = [
        tell([name for name in own if name not in weights and not name.endswith(COUNTER)], "missing"),
        tell([name for name in weights if name not in own], "unexpected"),
        tell([shapes(name, weights[name], own[name]) for name in own if differs(weights.get(name), own[name])],
             "of another shape"),
    ]  # fmt: skip
    if any(reasons):
        raise NetworkError(f"{fault}: {', '.join(filter(None, reasons))}")
    try:
        network.load_state_dict({**own, **weights})
    except RuntimeError as error:
        raise NetworkError(f"{fault}: {str(error).partition(chr(10))[0]}") from error


def without_prefix(weights: Mapping[str, Tensor], own: Mapping[str, Tensor]) -> Mapping[str, Tensor]:
    """Take off what wrappers put before all names, unless the network has it too."""
    for prefix in (*PREFIXES, *PREFIXES):
        if all(name.startswith(prefix) for name in weights) and not any(name.startswith(prefix) for name in own):
            weights = {name.removeprefix(prefix): value for name, value in weights.items()}
    return weights


def differs(given: Tensor | None, own: Tensor) -> bool:
    """Return whether a weight has another shape than the network's; one that is lazy has none yet."""
    return given is not None and not is_lazy(own) and given.shape != own.shape


def shapes(name: str, given: Tensor, own: Tensor) -> str:
    """Say which shape a weight has and which it must have."""
    return f"{name} {tuple(given.shape)} instead of {tuple(own.shape)}"


def tell(names: list[str], what: str) -> str:
    """Say how many weights are what, and which are the first."""
    if not names:
        return ""
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return f"{len(names):,} {'is' if len(names) == 1 else 'are'} {what} ({', '.join(names[:SHOWN])}{more})"
