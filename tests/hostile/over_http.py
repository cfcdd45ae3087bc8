"""Hostile requests whose HTTP is none: headers, lengths, hosts, chunks, requests within requests."""

from __future__ import annotations

from random import Random

from tests.hostile.attack import JSON, WITHIN, Attack, filled, post, request
from tests.hostile.nonsense import MARK, MARKUP, written
from tests.hostile.surface import Surface

HOSTS = (
    "evil.example", "localhost:99999999", "127.0.0.1.evil.example", "", " ", MARKUP, "localhost, evil.example",
    "[::1", "0x7f.1",
    "user@localhost", "localhost/../..", "a" * 3_000, "LOCALHOST.", "169.254.169.254",
    "localhost\r\nHost: evil.example", "é",
    "%6cocalhost", "localhost:80:80", "[::ffff:127.0.0.1]", "2130706433", "localhost\t", "xn--" + "a" * 70,
)  # fmt: skip
HEADERS = (
    "X: " + "a" * 300_000, *(f"X: {size * 'b'}" for size in (9_000, 70_000)),
    "\r\n".join(f"X{k}: {k}" for k in range(3_000)),
    "no colon", ": no name", "X : space", " folded: a\r\n  b", "X: \0", f"X: a\n{MARK}: b", f"X: a\r{MARK}: b",
    "X: \udcff",
    "Range: bytes=0-,0-,0-", "Range: bytes=" + ",".join(f"{k}-" for k in range(900)),
    "Range: bytes=-99999999999999999999",
    "If-None-Match: " + '"a",' * 3_000, f"If-Modified-Since: {MARKUP}",
    "If-Modified-Since: Mon, 99 Jan 99999 99:99:99 GMT",
    "Accept-Encoding: " + "gzip;q=0.1," * 900, f"Cookie: {'a=b; ' * 3_000}", f"Origin: {MARKUP}", f"Referer: {MARKUP}",
    "X-Forwarded-For: " + "1.1.1.1, " * 900, f"X-Forwarded-Host: {MARK}.example", "X-Forwarded-Proto: javascript",
    f"X-Forwarded-Prefix: /{MARK}", "Forwarded: for=evil;host=evil.example", "X-HTTP-Method-Override: DELETE",
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAA",
    "Expect: 200-ok",
    "Expect: 100-continue", "Authorization: Basic \xff", "Content-Type: multipart/form-data; boundary=" + "a" * 5_000,
    "Content-Type: application/json; charset=idna", "Accept-Language: " + "a-" * 3_000, "TE: trailers", "Trailer: Host",
    "Proxy: http://evil.example", "Transfer-Encoding: identity", "X-Original-URL: /admin", "Max-Forwards: -1",
    "Depth: infinity",
    "HTTP2-Settings: AAMAAABkAAQAAP__\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings",
)  # fmt: skip
LENGTHS = (
    "-1", "+2", "0x2", "2 ", " 2", "2,2", "2\r\nContent-Length: 3", "1e1", "", "²", "9" * 30, "9" * 5_000, "99999999",
    "2;a",
)  # fmt: skip
CHUNKS = (
    b"0\r\n\r\n", b"2\r\n{}\r\n0\r\n\r\n", b"ffffffffffffffff\r\n{}", b"-1\r\n{}\r\n",
    b"2;" + b"a" * 9_000 + b"\r\n{}\r\n0\r\n\r\n",
    b"0x2\r\n{}\r\n0\r\n\r\n", b"2\n{}\n0\n\n", b"zz\r\n", b"1\r\na\r\n" * 900, b"0\r\nHost: evil.example\r\n\r\n",
)  # fmt: skip
CODINGS = (
    "chunked", "CHUNKED", "chunked, chunked", "gzip, chunked", "identity", " chunked",
    "chunked\r\nTransfer-Encoding: x", "\x0bchunked",
    "chunked;q=1", '"chunked"', "xchunked", "chunked\r\nContent-Length: 2",
)  # fmt: skip
GARBAGE = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300), b"SSH-2.0-OpenSSH_9\r\n\r\n", b"\r\n\r\n\r\n",
    b"GET /\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9), b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET  /  HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / FTP/1.1\r\n\r\n",
    b"\0" * 99 + b"\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\nHost: localhost\n\n",
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"*1\r\n$4\r\nPING\r\n\r\n", b"GET /" + b"a" * 270_000 + b" HTTP/1.1\r\n\r\n", b"A" * 400_000,
    b"GET /\x1b[31m HTTP/1.1\r\n\r\n",
)  # fmt: skip


def host(dice: Random, surface: Surface) -> Attack:
    """Ask under another name."""
    where = filled(dice, dice.choice(surface.routes).path)
    more = dice.choice(([], [f"Host: {dice.choice(HOSTS)}"], [f"X-Forwarded-Host: {dice.choice(HOSTS)}"]))
    return Attack("host", request(where, headers=more, host=dice.choice((*HOSTS, "localhost") if more else HOSTS)))


def header(dice: Random, surface: Surface) -> Attack:
    """Send a header or two that mean harm."""
    chosen = dice.sample(HEADERS, dice.choice((1, 1, 2)))
    route = dice.choice(surface.routes)
    if "POST" in route.methods:
        return Attack("header", post(route.path, b"{}", JSON, *chosen), is_waiting(chosen))
    return Attack("header", request(filled(dice, route.path), headers=chosen), is_waiting(chosen))


def is_waiting(headers: list[str]) -> bool:
    """Return whether some of the headers let the server wait for more."""
    return any(each.startswith("Transfer-Encoding") for each in headers)


def opening(dice: Random, surface: Surface, header: str) -> bytes:
    """Return the head of a request that posts JSON, with a header that says how its body comes."""
    return f"POST {dice.choice(surface.posts)} HTTP/1.1\r\nHost: localhost\r\n{JSON}\r\n{header}\r\n\r\n".encode()


def length(dice: Random, surface: Surface) -> Attack:
    """Post something of another length than is said."""
    said = dice.choice((*LENGTHS, "0", "1", "900"))
    head = opening(dice, surface, f"Content-Length: {said}")
    return Attack("length", head + dice.choice((b"", b"{}", b"a" * 99)), gives_up=True)


def chunks(dice: Random, surface: Surface) -> Attack:
    """Post something in chunks, or as if."""
    head = opening(dice, surface, f"Transfer-Encoding: {dice.choice(CODINGS)}")
    return Attack("chunks", head + dice.choice(CHUNKS), gives_up=True)


def smuggled(dice: Random, surface: Surface) -> Attack:
    """Hide a request within the body of another one, or send many at once."""
    within = request(dice.choice(("/admin", f"/{MARKUP}", "/view")), host=dice.choice(HOSTS))
    front = dice.choice((
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n", b"Content-Length: 2\r\n\r\n{}",
        b"Content-Length: 2\r\n\r\n{}\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", b"Content-Length : 0\r\n\r\n",
        b"Content-Length:\r\n 0\r\n\r\n",
    ))  # fmt: skip
    head = f"POST {dice.choice(surface.posts)} HTTP/1.1\r\nHost: localhost\r\n{JSON}\r\n".encode()
    many = b"".join(
        request(filled(dice, each.path)).replace(b"close", b"keep-alive") for each in dice.sample(surface.routes, 5)
    )
    return Attack("smuggled", dice.choice((head + front + within, head + front + within, many + within)), gives_up=True)


def half(dice: Random, surface: Surface) -> Attack:
    """Begin something, and go away."""
    address, element, good = dice.choice(surface.questions)
    whole = post(address, written({element: {"number": 1, "question": good}}))
    whole = dice.choice((whole, request(filled(dice, dice.choice(surface.routes).path))))
    return Attack("half", whole[: dice.randrange(1, len(whole) + 1)], gives_up=True)


def garbage(dice: Random, surface: Surface) -> Attack:
    """Send what is no HTTP at all."""
    whole = post(dice.choice(surface.posts), b"{}")
    at = dice.randrange(len(whole))
    mixed = whole[:at] + dice.randbytes(dice.randrange(1, 6)) + whole[at:]
    return Attack(
        "garbage", dice.choice((*GARBAGE, mixed, mixed, mixed, dice.randbytes(300) + b"\r\n\r\n")), gives_up=True
    )


def file(dice: Random, surface: Surface) -> Attack:
    """Ask for a part of a file, or another version of it."""
    gets = [route.path for route in surface.routes if "GET" in route.methods]
    version = dice.choice(("", "?v=", f"?v={MARK}", "?v=1&v=2", f"?v={WITHIN[4]}", "?" + "v=a&" * 500))
    ranged = dice.choice(([], ["Range: bytes=5-2"], ["Range: bytes=0-0"], [f"If-Range: {MARKUP}", "Range: bytes=0-"]))
    return Attack("file", request(filled(dice, dice.choice(gets)).split("?")[0] + version, headers=ranged))
