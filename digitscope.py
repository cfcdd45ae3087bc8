"""digitscope for your own images and your own network: ``digitscope build`` and ``digitscope serve``, and from Python.

import digitscope
digitscope.build(model, dataset, out="ws")
digitscope.serve("ws")
digitscope.load_workspace("ws").to_frame()
"""

from __future__ import annotations

import argparse
import atexit
import csv
import gc
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.artifacts.digests import digest_of
from model.library import LIMIT_MB
from model.workspace import Workspace, load_workspace

if TYPE_CHECKING:
    from data.sources.collection import Collection
    from model.artifacts.records import Manifest

__all__ = ["Workspace", "build", "load_workspace", "serve"]

NEEDS_TRAINING = (
    "building needs {name}, which serving does not; install it with: pip install 'digitscope[train]' (or .[train])"
)


def build(
    model: Any,
    dataset: Any,
    out: str | Path,
    *,
    classes: Sequence[str] | None = None,
    limit: int | None = None,
    size: int | None = None,
    layer: str | None = None,
    mean: Sequence[float] | None = None,
    std: Sequence[float] | None = None,
    name: str | None = None,
    title: str | None = None,
    columns: Mapping[str, Sequence[Any]] | Sequence[str] | None = None,
) -> Manifest:
    """Build what the page shows of images and a network.

    Args:
        model: An ``nn.Module`` of normalised images (n, channels, h, w) to scores (n, c).
        dataset: Arrays ``X`` or ``(X, y)``, a torch ``Dataset`` of images and labels, or what ``--images`` takes.
        out: The folder that is made; an older build there stays until the new one is whole.
        classes: Their names, in the order of the network's outputs.
        limit: At most so many images, of each class its share.
        size: Height and width to which images are scaled; the most frequent size otherwise.
        layer: The module whose output is the feature vector; the input of the last linear layer otherwise.
        mean: Of each channel, 0 to 1, as the network was trained; measured otherwise.
        std: Likewise.
        name: In the page's address; the folder's name otherwise.
        title: For people.
        columns: Of a table the names of those to keep, which then colour the map; all that say something otherwise. Of
            images that are no table the values themselves, by their names, one for each image.

    Returns:
        The manifest of the new folder.

    Raises:
        ValueError: The images, the network or the features are not what can be shown; one sentence says why.
        OSError: The folder cannot be written, or holds something else.
    """
    from model.training.bring import Wishes, bring

    values, names = (columns, None) if hasattr(columns, "items") else (None, columns)
    wishes = Wishes(name, title, layer, as_tuple(mean), as_tuple(std), as_tuple(names))
    collection = collect(dataset, classes, limit, None if size is None else (size, size), columns=values)
    return bring(model, collection, Path(out), wishes)


def as_tuple(values: Iterable[Any] | None) -> tuple[Any, ...] | None:
    """Return values that cannot change, if there are any."""
    return None if values is None else tuple(values)


def collect(
    dataset: Any, classes: Sequence[str] | None, limit: int | None, size: tuple[int, int] | None, *, columns: Any = None
) -> Collection:
    """Return the images of whatever ``build`` takes, with the values of ``columns`` by their names if there are any.

    Raises:
        SourceError: It holds none that can be read.
    """
    from data.sources.arrays import from_arrays
    from data.sources.reading import read_images
    from data.sources.torch_dataset import from_dataset

    values = None if columns is None else dict(columns.items())
    if isinstance(dataset, str | Path):
        refuse_values(values)
        return read_images(dataset, limit=limit, classes=classes, size=size)
    if isinstance(dataset, tuple) or hasattr(dataset, "ndim"):
        images, labels = dataset if isinstance(dataset, tuple) else (dataset, None)
        return from_arrays(images, labels, classes, limit=limit, size=size, columns=values)
    return from_dataset(dataset, classes, limit=limit, size=size, columns=values)


def refuse_values(columns: Mapping[str, Any] | None) -> None:
    """Refuse values beside a file or a folder, of which nobody knows the order.

    Raises:
        SourceError: There are some.
    """
    from data.sources.collection import SourceError

    if columns is not None:
        raise SourceError("columns with values go with arrays or a Dataset; of a table give the names of its columns")


def serve(
    *folders: str | Path,
    host: str = "127.0.0.1",
    port: int = 8050,
    memory: float = LIMIT_MB,
    allow_host: Sequence[str] = (),
    sha256: Sequence[str] = (),
) -> None:
    """Serve folders of artifacts until interrupted; the first is shown at once, the others are in a menu.

    Args:
        folders: What ``build`` made.
        host: The address to listen on.
        port: Likewise.
        memory: What the data sets in memory may weigh, MB.
        allow_host: Further names under which the page may be asked for.
        sha256: Of the manifests, as ``build`` told them; a folder with another one is not served.

    Raises:
        ArtifactError: The first is missing or damaged.
        OSError: The port is taken.
    """
    from app import serve_folders

    paths = [Path(folder) for folder in folders]
    serve_folders(paths, host=host, port=port, limit_mb=memory, allowed_hosts=allow_host, sha256=sha256)


def main() -> None:
    """Read the command line; what goes wrong is said in one sentence."""
    options = arguments()
    try:
        if options.command == "serve":
            served = {"host": options.host, "port": options.port, "memory": options.memory}
            serve(*options.folders, **served, allow_host=options.allow_host, sha256=options.sha256)
        else:
            build_from(options)
    except ModuleNotFoundError as error:
        sys.exit(f"digitscope: {NEEDS_TRAINING.format(name=error.name)}")
    except (ValueError, RuntimeError, OSError) as error:
        sys.exit(f"digitscope: {described(error)}")
    except KeyboardInterrupt:
        if options.command == "build":
            sys.stderr.write("digitscope: interrupted; the same command goes on where this one was\n")
        sys.exit(130)  # as shells have it for Ctrl-C


def described(error: Exception) -> str:
    """Return what went wrong; of what the system says, without its number."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} cannot be used ({error.strerror}); choose another"
    if isinstance(error, OSError) and error.strerror:
        return f"the folder could not be written ({error.strerror}); make room there, or choose another with --out"
    return str(error)


def build_from(options: argparse.Namespace) -> None:
    """Build what the command line asks for."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that all is left as by Ctrl-C
    check_paths(options)
    atexit.register(gc.freeze)  # or Python looks through all objects of torch as it ends, for seconds
    from data.sources.reading import read_class_names
    from model.training.load_network import load_network

    names = read_class_names(options.classes) if options.classes else None
    network = load_network(options.model, options.weights)
    manifest = build(
        network, options.images, options.out, classes=names, limit=options.limit, size=options.size,
        layer=options.layer, mean=options.mean, std=options.std, name=options.name, title=options.title,
        columns=options.columns,
    )  # fmt: skip
    read = "" if manifest["accuracy"] is None else f", {manifest['accuracy']:.2%} read right"
    sys.stdout.write(f"{manifest['images']:,} images{read}; look at them with: digitscope serve {options.out}\n")
    sys.stdout.write(f"sha256 of its manifest: {digest_of(options.out)}\n")


def check_paths(options: argparse.Namespace) -> None:
    """Refuse what is not there before torch is imported, which takes seconds.

    Raises:
        ValueError: There are no such images, or no such network.
        OSError: The artifacts cannot be put where they are wanted.
    """
    from data.sources.reading import check_source
    from model.artifacts.place import check_place
    from model.training.named import check_spec, check_weights

    check_source(options.images)
    check_spec(options.model)
    if options.weights:
        check_weights(options.weights)
    check_place(options.out)


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="digitscope", description="See what an image network has learned.")
    commands = parser.add_subparsers(dest="command", required=True)
    add_build(commands.add_parser("build", help="make a folder of artifacts of your images and your network"))
    serving = commands.add_parser("serve", help="serve folders of artifacts")
    serving.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="what build made")
    add_serving(serving)
    return parser.parse_args()


def add_serving(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``digitscope serve``."""
    parser.add_argument(
        "--host", type=read_by_app("listening_address"), default="127.0.0.1",
        help="address to listen on (default %(default)s)",
    )  # fmt: skip
    parser.add_argument("--port", type=read_by_app("port_number"), default=8050, help="its port (default %(default)s)")
    parser.add_argument(
        "--memory", type=read_by_app("megabytes"), default=LIMIT_MB, metavar="MB",
        help="what the data sets in memory may weigh (default %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--allow-host", type=read_by_app("host_name"), action="append", default=[], metavar="NAME",
        help="answer under this name too, as behind a proxy; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--sha256", type=read_by_app("digest"), action="append", default=[], metavar="DIGITS",
        help="serve only what has this manifest, as build told it; one for each folder",
    )  # fmt: skip


def read_by_app(name: str) -> Callable[[str], Any]:
    """Return what reads an option as the function ``name`` of ``app`` does, which takes a second to import."""

    def read(text: str) -> Any:
        return getattr(import_module("app"), name)(text)

    return read


def whole(text: str) -> int:
    """Read a number of images or pixels.

    Raises:
        argparse.ArgumentTypeError: It is none; the message says what is.
    """
    if text.isascii() and text.isdigit() and int(text[:9]) > 0:
        return int(text[:9])
    raise argparse.ArgumentTypeError(f"{text[:20]!r} must be a whole number from 1")


def names_in(text: str) -> list[str]:
    """Read names with commas between them; one with a comma in it stands in double quotes."""
    return [name.strip() for name in next(csv.reader([text], skipinitialspace=True), []) if name.strip()]


def add_build(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``digitscope build``."""
    parser.add_argument(
        "--images", required=True, help="a folder with one folder a class, a .parquet, .csv or .npz, or digits, mnist, "
        "fashion-mnist",
    )  # fmt: skip
    parser.add_argument("--model", required=True, metavar="FILE.py:NAME", help="the network, or package.module:name")
    parser.add_argument("--weights", type=Path, metavar="FILE.pt", help="its state dict, as torch.save writes it")
    parser.add_argument("--layer", help="the feature vector is what this module gives (default: before the last one)")
    parser.add_argument("--mean", type=float, nargs="+", help="of the pixels, 0 to 1, as the network was trained")
    parser.add_argument("--std", type=float, nargs="+", help="likewise; both are measured if they are left out")
    parser.add_argument("--classes", type=Path, metavar="FILE.txt", help="their names, a line each, in order")
    parser.add_argument("--limit", type=whole, help="at most so many images, of each class its share")
    parser.add_argument("--size", type=whole, help="height and width of an image, pixels")
    parser.add_argument("--name", help="in the page's address (default: the folder's name)")
    parser.add_argument("--title", help="for people")
    parser.add_argument(
        "--columns", type=names_in, metavar="A,B", help="of a table those that colour the map (default: up to a dozen)"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="the folder to make")


if __name__ == "__main__":
    main()
