"""A server for one process: where it listens, how many it serves at once, whom it believes, and how it stops."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from threading import Event
from typing import Any
from wsgiref.types import WSGIApplication

from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher
from werkzeug.middleware.proxy_fix import ProxyFix

from components.server.door import Door
from components.server.hosts import bracketed

FIRST_FREE_PORT, LAST_PORT = 1024, 65_535
THREADS = 8  # a click asks two questions at once, and there may be many visitors
MOST_CONNECTIONS = 1000  # a browser keeps six
MOST_FILES = 2 * MOST_CONNECTIONS  # open at once
IDLE_S = 60  # after which a connection that says nothing is closed
LOOK_S = 10  # between two looks for such
PATIENCE_S = 5.0  # for answers under way when the server is to stop
QUIET_S = 0.1  # without any, after which there are none: what was just sent may not have been read yet
NO_OVERFLOW = sys.maxsize  # bytes of a body kept in memory: there may be no folder for temporary files
STOPS = (signal.SIGINT, signal.SIGTERM)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to ``host`` and ``port``.

    Raises:
        OSError: The port is taken or the address is not this machine's; the message says what to do.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OSError(f"cannot listen on {host}:{port} ({error}); {remedy(error, port)}") from error
    return listener


def remedy(error: OSError, port: int) -> str:
    """Return what to do when a port or address cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return f"choose another port, as in --port {port + 1 if port < LAST_PORT else port - 1}"
    if error.errno == errno.EACCES:
        return f"choose a port of {FIRST_FREE_PORT} or above, as in --port 8050"
    return "choose an address of this machine, as in --host 127.0.0.1"


def address(host: str, port: int) -> str:
    """Return where a browser finds the page."""
    return f"http://{bracketed(host)}:{port}/"


def open_server(
    page: WSGIApplication,
    listener: socket.socket,
    *,
    largest_request: int,
    connections: int = MOST_CONNECTIONS,
    prefix: str = "",
    proxies: int = 0,
) -> Any:
    """Return a server of ``page`` whose visitors may connect already; ``run`` answers them.

    Args:
        page: The application.
        listener: A bound socket.
        largest_request: Bytes of a body that are read.
        connections: How many are kept at once, if the system allows as many.
        prefix: A path, as in "/digits/", that addresses begin with; it does no harm if a proxy takes it off.
        proxies: How many stand between visitors and this server. So many are believed who a visitor is and which host
            and scheme he asked for.
    """
    believing = ProxyFix(page, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else page
    settings = Adjustments(
        sockets=[listener], threads=THREADS, ident=None,
        connection_limit=min(connections, raise_connection_limit()), asyncore_use_poll=True,
        channel_timeout=IDLE_S, cleanup_interval=LOOK_S,
        url_prefix=prefix, clear_untrusted_proxy_headers=not proxies,
        max_request_body_size=largest_request, inbuf_overflow=NO_OVERFLOW, outbuf_overflow=NO_OVERFLOW,
    )  # fmt: skip
    place = (listener.family, listener.type, listener.proto, listener.getsockname())
    threads = ThreadedTaskDispatcher()
    threads.set_thread_count(THREADS)
    return Door(believing, _sock=listener, dispatcher=threads, adj=settings, sockinfo=place, bind_socket=False)


def raise_connection_limit() -> int:
    """Ask the system for enough open files, and return how many connections to keep: half of what it allows."""
    try:
        import resource
    except ImportError:  # Windows, where polling works with few
        return 250
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < MOST_FILES:
        soft = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, soft // 2)


def run(
    server: Any, *, stops: Sequence[signal.Signals] = STOPS, again: signal.Handlers = signal.SIG_DFL,
    is_wanted: Callable[[], bool] = lambda: True,
) -> None:  # fmt: skip
    """Answer visitors until SIGINT or SIGTERM, and then what they have asked by then.

    Args:
        server: What ``open_server`` returned.
        stops: Other signals than these two.
        again: What a second signal does; by default it ends at once.
        is_wanted: Says, about once a second, whether to go on.
    """
    stopped = Event()

    def stop(number: int, frame: object) -> None:
        for each in stops:
            signal.signal(each, again)
        stopped.set()
        server.pull_trigger()

    for each in stops:
        signal.signal(each, stop)
    while not stopped.is_set() and is_wanted():
        poll_once(server, timeout=1.0)
    finish(server)


def poll_once(server: Any, *, timeout: float) -> None:
    """Read, write and accept what is ready, waiting for it at most ``timeout`` seconds."""
    server.asyncore.loop(timeout=timeout, map=server._map, use_poll=server.adj.asyncore_use_poll, count=1)


def finish(server: Any) -> None:
    """Accept nobody any more, answer what has been asked, and close everything."""
    server.asyncore.dispatcher.close(server)
    began = quiet = time.monotonic()
    while time.monotonic() - quiet < QUIET_S and time.monotonic() - began < PATIENCE_S:
        poll_once(server, timeout=QUIET_S / 2)
        if any(channel.is_under_way for channel in list(server.active_channels.values())):
            quiet = time.monotonic()
    server.task_dispatcher.shutdown(timeout=QUIET_S)
    server.asyncore.close_all(server._map)
