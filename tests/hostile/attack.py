"""A hostile request, as it goes over the wire, and how one is put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from tests.hostile.nonsense import MARK, MARKUP, TEXTS

JSON = "Content-Type: application/json"
TYPES = (
    JSON,
    JSON,
    JSON,
    JSON,
    "Content-Type: text/plain",
    "Content-Type: application/json; charset=utf-7",
    "X-Type: none",
)
NUMBERS = ("0", "1", "9", "99999", "-1", "1e3", "9" * 400, "%30", "0x1", "१", "1.0")
WITHIN = (
    "../../../../etc/passwd", "..%2f..%2fserve.py", "....//....//app.py", "%2e%2e/%2e%2e/app.py", "%00", "%ff%fe",
    "a%0d%0ab",
    "..\\..\\app.py", "%252e%252e%252f", "C:%5cboot.ini", "", ".", "~root", quote(MARKUP), MARK + "%0d%0aX: y",
    "a" * 900,
    "__init__.py", "%u002e", "é",
)  # fmt: skip
PARAMETER = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>")


@dataclass(frozen=True)
class Attack:
    """A request that no page makes."""

    kind: str
    sent: bytes
    gives_up: bool = False  # whoever sends it goes away before the request, or the answer, has come to its end

    def __str__(self) -> str:
        return f"{self.kind}: {self.sent[:300]!r}"


def request(
    path: str, method: str = "GET", *, headers: Sequence[str] = (), body: bytes = b"", host: str = "localhost"
) -> bytes:
    """Return a request in the form that HTTP has; nothing is escaped."""
    length = [f"Content-Length: {len(body)}"] if body or method == "POST" else []
    head = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, *length]
    return "\r\n".join([*head, "", ""]).encode(errors="surrogatepass") + body


def post(path: str, body: bytes, *headers: str) -> bytes:
    """Return a request that posts JSON."""
    return request(path, "POST", headers=headers or (JSON,), body=body)


def filled(dice: Random, path: str) -> str:
    """Return the address of a route with something in place of each parameter, and perhaps something behind."""
    found = PARAMETER.sub(lambda part: dice.choice(NUMBERS if part[1] == "int" else WITHIN), path)
    return found + dice.choice(
        ("", "", "", f"?v={quote(dice.choice(TEXTS)[:500])}", f"?{quote(MARKUP)}=1&v=", "/", "/..", ";a=b")
    )
