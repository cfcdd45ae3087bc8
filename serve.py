"""digitscope for many visitors: several processes that share one address and one copy of the data sets.

``make serve`` starts it. What can be set stands in ``SETTINGS``: each on the command line or in the environment.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import (
    MAX_REQUEST_BYTES,
    create_site,
    digest,
    host_name,
    listening_address,
    log_to_stderr,
    megabytes,
    names_of,
    port_number,
    whole,
)
from components.page.files import HOME
from components.server.access_log import write_access_log
from components.server.serving import MOST_CONNECTIONS, address, listen, open_server, run
from components.server.workers import Wanted, Workers
from model.artifacts.manifest import ArtifactError
from model.library import LIMIT_MB

BEGIN = "DIGITSCOPE_"  # of all variables
WAITING = 1024  # connections that the system keeps until a process takes them
MOST_WORKERS, MOST_PROXIES = 64, 9
PREFIX = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")
BAD_USAGE = 2  # status, as argparse has it
NO_FORK = "several processes need fork, which this system does not have; python app.py serves with one"


@dataclass(frozen=True)
class Setting:
    """What can be set, by an option or else by a variable."""

    variable: str  # without BEGIN
    option: str
    read: Callable[[str], Any]  # raises argparse.ArgumentTypeError
    default: Any
    help: str
    metavar: str
    several: bool = False  # the option may be given several times, the variable has commas between them

    @property
    def name(self) -> str:
        """What it is called here."""
        return self.option.removeprefix("--").replace("-", "_")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from ``least`` to ``most``."""

    def read(text: str) -> int:
        if least <= (number := whole(text)) <= most:
            return number
        raise argparse.ArgumentTypeError(f"{text[:20]!r} must be a whole number from {least} to {most}")

    return read


def path_prefix(text: str) -> str:
    """Read a path below which everything is; it is returned with a slash at both ends.

    Raises:
        argparse.ArgumentTypeError: It is none; the message says what is.
    """
    prefix = f"/{text.strip('/')}/" if text.strip("/") else HOME
    if PREFIX.fullmatch(prefix):
        return prefix
    raise argparse.ArgumentTypeError(
        f"{text[:40]!r} is no prefix; it must be a path as in /digits/, of letters, digits and . _ ~ -"
    )


def on_or_off(text: str) -> bool:
    """Read whether something is wanted.

    Raises:
        argparse.ArgumentTypeError: It is neither "on" nor "off".
    """
    if text in ("on", "off"):
        return text == "on"
    raise argparse.ArgumentTypeError(f"{text[:20]!r} must be on or off")


def usable_cores() -> int:
    """Return on how many processors this process may run."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST_WORKERS)


SETTINGS = (
    Setting("HOST", "--host", listening_address, "127.0.0.1", "address to listen on", "ADDRESS"),
    Setting("PORT", "--port", port_number, 8050, "its port", "PORT"),
    Setting("WORKERS", "--workers", whole_number(1, MOST_WORKERS), usable_cores(), "processes", "N"),
    Setting("ARTIFACTS", "--artifacts", Path, (), "folder of a data set; else all that come with it", "FOLDER", True),
    Setting("SHA256", "--sha256", digest, (), "serve only what has this manifest", "DIGITS", True),
    Setting("MEMORY", "--memory", megabytes, LIMIT_MB, "MB that the data sets in memory may weigh", "MB"),
    Setting("ALLOW_HOSTS", "--allow-host", host_name, (), "answer under this name too", "NAME", True),
    Setting("PREFIX", "--prefix", path_prefix, HOME, "path that all addresses begin with, as in /digits/", "PATH"),
    Setting("PROXIES", "--proxies", whole_number(0, MOST_PROXIES), 0, "proxies before it that are believed", "N"),
    Setting("ACCESS_LOG", "--access-log", on_or_off, True, "a line for each answer, on stderr", "on|off"),
)


def read_settings(words: Sequence[str], environ: Mapping[str, str]) -> argparse.Namespace:
    """Return every setting: from the command line, else from the environment, else as it is by itself.

    Args:
        words: Of the command line.
        environ: Variables; those that do not begin with ``BEGIN`` are not looked at.

    Raises:
        SystemExit: One is unknown or bad, with status 2; one sentence says so.
    """
    parser = argparse.ArgumentParser(prog="serve.py", description="Serve the digitscope page with several processes.")
    for each in SETTINGS:
        said = f"{each.help}; or {BEGIN}{each.variable} (default {shown(each.default)})"
        action = "append" if each.several else "store"
        parser.add_argument(each.option, type=each.read, action=action, metavar=each.metavar, help=said)
    given = parser.parse_args(words)
    try:
        known = {each.name: each.default for each in SETTINGS} | from_environment(environ)
    except ValueError as error:
        parser.exit(BAD_USAGE, f"digitscope: {error}\n")
    return argparse.Namespace(**known | {name: value for name, value in vars(given).items() if value is not None})


def shown(value: Any) -> str:
    """Return a default as one would write it."""
    return {True: "on", (): "none"}.get(value, str(value)) if isinstance(value, bool | tuple) else str(value)


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings that stand in the environment, by name.

    Raises:
        ValueError: One is unknown or bad; the message says what there is, or what is allowed.
    """
    settings = {BEGIN + each.variable: each for each in SETTINGS}
    found = {name: text for name, text in environ.items() if name.startswith(BEGIN)}
    for name in found.keys() - settings.keys():
        raise ValueError(f"there is no setting {name[:60]}; there are {', '.join(settings)}")
    return {settings[name].name: read_variable(settings[name], text) for name, text in found.items()}


def read_variable(setting: Setting, text: str) -> Any:
    """Return what a variable says.

    Raises:
        ValueError: It is nothing that can be set.
    """
    try:
        if setting.several:
            return [setting.read(part.strip()) for part in text.split(",") if part.strip()]
        return setting.read(text)
    except argparse.ArgumentTypeError as error:
        raise ValueError(f"{BEGIN}{setting.variable}: {error}") from error


def serve(settings: argparse.Namespace) -> bool:
    """Serve until interrupted.

    Returns:
        Whether that was why it ended; otherwise its processes died.

    Raises:
        ArtifactError: An artifact of the first data set is missing or damaged.
        OSError: The port is taken, or there is no such address.
    """
    log_to_stderr()
    if settings.access_log:
        write_access_log()
    with listen(settings.host, settings.port) as listener:
        hosts = [*names_of(listener, settings.host), *settings.allow_host]
        site = create_site(
            settings.artifacts, limit_mb=settings.memory, hosts=hosts, root=settings.prefix, sha256=settings.sha256
        )
        site.open_all()

        def work(is_wanted: Wanted) -> None:
            server = open_server(
                site, listener, largest_request=MAX_REQUEST_BYTES, prefix=settings.prefix, proxies=settings.proxies,
                connections=MOST_CONNECTIONS // settings.workers,
            )  # fmt: skip
            run(server, stops=(signal.SIGTERM,), again=signal.SIG_IGN, is_wanted=is_wanted)

        listener.listen(WAITING)
        print(f"digitscope is at {address(*listener.getsockname()[:2])}{settings.prefix[1:]}", flush=True)
        return Workers(settings.workers, work, leave=listener.close).run()


def main() -> None:
    """Read the settings and serve until interrupted."""
    settings = read_settings(sys.argv[1:], os.environ)
    if not hasattr(os, "fork"):
        sys.exit(f"digitscope: {NO_FORK}")
    try:
        sys.exit(0 if serve(settings) else 1)
    except (ArtifactError, OSError) as error:
        sys.exit(f"digitscope: {error}")


if __name__ == "__main__":
    main()
