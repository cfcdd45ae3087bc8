"""The names under which the page may be asked for; a page of somebody else's that borrows the address gets nothing.

A browser can be led to ask this server in the name of another site, whose scripts then read the answers (DNS
rebinding). The ``Host`` header gives it away: it has the name of that site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from ipaddress import ip_address

from flask import Flask, Response, request

from components.server.refusals import note_refusal

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
ANY_ADDRESS = ("0.0.0.0", "[::]")  # listening there means: on every address of the machine
PORT = re.compile(r":\d*$")


def answer_only_to(server: Flask, hosts: Collection[str]) -> None:
    """Answer requests for one of ``hosts`` and for this machine itself; others get 400 and the remedy.

    Args:
        server: What is asked.
        hosts: Names or addresses without a port, IPv6 in brackets; "0.0.0.0" or "[::]" stands for every address that is
            written as a number, which no rebinding can be.
    """
    allowed = {*LOOPBACK, *map(str.lower, filter(None, hosts))}

    @server.before_request
    def refuse_other_hosts() -> Response | None:
        # Whoever sends no name at all, as HTTP/1.0 allows, is no browser.
        if "Host" not in request.headers or is_allowed(request.host, allowed):
            return None
        note_refusal(f"the host {request.headers['Host']!r} is not allowed; --allow-host adds one")
        text = "digitscope does not answer under this name; start it with --allow-host and the name."
        return Response(text, 400, mimetype="text/plain")


def is_allowed(host: str, allowed: Set[str]) -> bool:
    """Return whether a ``Host`` header, such as "localhost:8050" or "[::1]:8050", names one of ``allowed``."""
    name = PORT.sub("", host).lower()
    return name in allowed or (is_address(name) and not allowed.isdisjoint(ANY_ADDRESS))


def is_address(name: str) -> bool:
    """Return whether ``name`` is an IP address, IPv6 in brackets."""
    try:
        return bool(ip_address(name.removeprefix("[").removesuffix("]")))
    except ValueError:
        return False


def bracketed(host: str) -> str:
    """Return a host as addresses of pages have it: IPv6 in brackets, which tell its colons from the port's."""
    return f"[{host}]" if ":" in host else host
