"""Values that no page sends, and JSON that is none."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from copy import copy
from random import Random
from typing import Any

MARK = "zq7"  # in all texts that are sent
MARKUP = f"'\"><{MARK} onload=alert(1)>"
LINES = f"a\r\n{MARK}: b\r\n\r\nERROR digitscope: all is lost"
TEXTS = (
    MARKUP, LINES, "", "sample:99999999999", "sample:²", "drawn:-1", "sample:1\0", "../../../etc/passwd", "{{7*7}}",
    "%s%n",
    "$ne", "__proto__", "constructor", "é\u202e\ufeff", "NaN", "null", "1e999", "0x10", "-0", "tsne", "\U0001f9a0" * 50,
    "A" * 3_000, "=cmd|' /C calc'!A0", b64encode(bytes(98)).decode(), "AAAA" * 4_000,
)  # fmt: skip
NUMBERS = (
    0, -1, 1, 255, 2**31, 2**63, -(2**63) - 1, 10**400, 1e308, -1e-320, 0.1, float("nan"), float("inf"), float("-inf"),
)  # fmt: skip
MOST_LEVELS = 3_000
LONG = 3_000  # entries of a list


def nonsense(dice: Random, levels: int = 3) -> Any:
    """Return any value that JSON can have, and some that it cannot."""
    kind = dice.randrange(8 if levels else 5)
    if kind < 2:
        return dice.choice(TEXTS)
    if kind < 4:
        return dice.choice(NUMBERS)
    if kind == 4:
        return dice.choice((None, True, False, [], {}))
    if kind == 5:
        return [nonsense(dice, levels - 1) for _ in range(dice.randrange(5))]
    if kind == 6:
        return {dice.choice(TEXTS): nonsense(dice, levels - 1) for _ in range(dice.randrange(5))}
    return dice.choice(([0] * LONG, [[[1, 2]] * LONG], {str(k): k for k in range(LONG)}, nested(dice.randrange(200))))


def nested(levels: int) -> Any:
    """Return lists within lists."""
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def spoilt(dice: Random, good: Any) -> Any:
    """Return what the page sends with something else in a place or two, or something missing."""
    bad = good
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        place = dice.choice(list(places(bad)))
        bad = without(bad, place) if place and dice.random() < 0.1 else altered(bad, place, nonsense(dice))
    return bad


def places(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the way to everything within what the page sends, but for the inside of long lists."""
    yield path
    inner = part.items() if isinstance(part, dict) else enumerate(part[:9]) if isinstance(part, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key)) if len(path) < 9 else ()


def altered(part: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return what the page sends with something else in one place."""
    if not path:
        return value
    copied = copy(part)
    copied[path[0]] = altered(part[path[0]], path[1:], value)
    return copied


def without(part: Any, path: tuple[Any, ...]) -> Any:
    """Return what the page sends without one part of it."""
    copied = copy(part)
    if len(path) == 1:
        del copied[path[0]]
    else:
        copied[path[0]] = without(part[path[0]], path[1:])
    return copied


def written(value: Any) -> bytes:
    """Return a value as JSON, or as what Python takes for it."""
    return json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")


def damaged(dice: Random, content: bytes) -> bytes:
    """Return JSON that is cut, mixed up, nested too deeply, too long, or of another encoding."""
    at = dice.randrange(len(content) + 1)
    deep = dice.randrange(MOST_LEVELS)
    return dice.choice((
        content[:at], content + content, content[:at] + dice.randbytes(9) + content[at:], b"\xff\xfe" + content,
        b"\xef\xbb\xbf" + content, content.decode(errors="replace").encode("utf-16"), b"", b"{", b"NaN", b"[" * 90_000,
        b'{"a":' * deep + content + b"}" * deep, b"[" * deep + b"]" * deep, b"[" + b"1," * 60_000 + b"1]",
        b'"' + b"x" * 400_000 + b'"', b"9" * 6_000, b'{"a": "\\ud800"}', b'{"a": 1' + b"0" * 500 + b"}", b"\0" * 999,
    ))  # fmt: skip
