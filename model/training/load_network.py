"""Anybody's network, from code in a file or a package."""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from torch import nn

from model.training.named import NetworkError, check_spec
from model.training.weights_file import put_weights, read_weights

__all__ = ["NetworkError", "load_network"]

SEED = 7  # of the weights of a network that is given none
SHOWN = 3


def load_network(spec: str, weights: Path | None = None) -> nn.Module:
    """Load a network, ready to be asked.

    Args:
        spec: ``mynet.py:Net`` or ``package.module:name``. The name is a class or a function, which is called without
            arguments, or a network itself.
        weights: Its ``state_dict`` in a file, or a checkpoint with one in it; without it the weights are those that the
            code makes, the same ones each time.

    Returns:
        The network in evaluation mode on the processor.

    Raises:
        NetworkError: The code raises or holds no such network, or the weights are not those of it.
    """
    network = make_network(spec)
    if weights is not None:
        put_weights(network, read_weights(weights), f"{weights} has weights of another network than {spec}")
    return network.eval()


def make_network(spec: str) -> nn.Module:
    """Run the code that ``spec`` names.

    Raises:
        NetworkError: It raises, or gives no network.
    """
    place, _, name = spec.rpartition(":")
    check_spec(spec)
    file = Path(place) if place.endswith(".py") else None
    with importable(file.resolve().parent if file else Path.cwd()), torch.random.fork_rng(devices=[]):
        torch.manual_seed(SEED)
        module = import_file(file) if file else import_package(place)
        made = called(find(module, name, place), spec)
    if not isinstance(made, nn.Module):
        raise NetworkError(
            f"{spec} gives {type(made).__name__}; name a torch.nn.Module, or a function that returns one"
        )
    return made.cpu()


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Let code import what lies beside it, as when it is run."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        with suppress(ValueError):  # the code may have done so already
            sys.path.remove(str(folder))


def import_file(path: Path) -> ModuleType:
    """Run a file as a module.

    Raises:
        NetworkError: It is no code, or it raises.
    """
    found = spec_from_file_location(f"network_in_{path.stem}", path.resolve())
    if found is None or found.loader is None:
        raise NetworkError(f"{path} is no file of Python's; give the path of the code, as mynet.py:Net")
    module = module_from_spec(found)
    sys.modules[found.name] = module  # as dataclasses need it
    run(partial(found.loader.exec_module, module), str(path), path.resolve())
    return module


def import_package(name: str) -> ModuleType:
    """Import a module by its name.

    Raises:
        NetworkError: There is none, or it raises.
    """
    try:
        module: ModuleType = run(partial(import_module, name), name, None)
    except NetworkError as error:
        cause = error.__cause__
        if isinstance(cause, ModuleNotFoundError) and cause.name and f"{name}.".startswith(f"{cause.name}."):
            raise NetworkError(
                f"there is no module {cause.name}; install it, or give a file as mynet.py:Net"
            ) from cause
        raise
    return module


def run(code: Callable[[], Any], name: str, file: Path | None) -> Any:
    """Run code of others.

    Raises:
        NetworkError: It raises anything.
    """
    try:
        return code()
    except (Exception, SystemExit) as error:
        raise NetworkError(describe(error, name, file)) from error


def describe(error: BaseException, name: str, file: Path | None) -> str:
    """Say what code of others raised, and in which of its lines."""
    ending = str(file or Path(f"{name.replace('.', '/')}.py"))
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(ending)]
    said = str(error)
    if isinstance(error, SyntaxError) and str(error.filename).endswith(ending):
        lines, said = [error.lineno], error.msg
    place = f"{name}, line {lines[-1]}," if lines else name
    first = said.strip().partition("\n")[0]
    return f"{place} raises {type(error).__name__}{': ' if first else ''}{first}; mend the code and try again"


def find(module: ModuleType, name: str, place: str) -> Any:
    """Return what a module calls by a name.

    Raises:
        NetworkError: Nothing.
    """
    if hasattr(module, name):
        return getattr(module, name)
    own = [key for key, value in vars(module).items() if not key.startswith("_") and makes_network(value, module)]
    near = get_close_matches(name, [*own, *vars(module)], n=SHOWN) or own[:SHOWN]
    remedy = f"did you mean {' or '.join(near)}?" if near else "no class or function in it could be a network"
    raise NetworkError(f"{place} has no {name}; {remedy}")


def makes_network(value: Any, module: ModuleType) -> bool:
    """Return whether something in a module can be a network or make one."""
    if isinstance(value, nn.Module):
        return True
    return getattr(value, "__module__", None) == module.__name__ and (
        inspect.isclass(value) or inspect.isfunction(value)
    )


def called(found: Any, spec: str) -> Any:
    """Return a network as it is, or what a class or function gives without arguments.

    Raises:
        NetworkError: It is none of these, needs arguments, or raises.
    """
    if isinstance(found, nn.Module) or not callable(found):
        return found
    needed = arguments(found)
    if needed:
        name = spec.rpartition(":")[2]
        raise NetworkError(
            f"{spec} needs arguments ({', '.join(needed)}); name a function without any, as "
            f"def network(): return {name}({', '.join(f'{each}=...' for each in needed)})"
        )
    source = inspect.getsourcefile(found) if inspect.isclass(found) or inspect.isfunction(found) else None
    return run(found, spec, Path(source) if source else None)


def arguments(found: Callable[..., Any]) -> list[str]:
    """Return the names of the arguments that have no default."""
    try:
        parameters = inspect.signature(found).parameters.values()
    except (ValueError, TypeError):  # of code in C
        return []
    optional = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [each.name for each in parameters if each.default is each.empty and each.kind not in optional]
