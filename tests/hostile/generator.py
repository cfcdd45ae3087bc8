"""As many hostile requests as wanted, each the same whenever its number and the seed are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from tests.hostile import over_http, over_json
from tests.hostile.attack import Attack, post
from tests.hostile.nonsense import written
from tests.hostile.pictures import odd_picture
from tests.hostile.surface import Surface

SEED = 7
# How often each comes, of the sum of all. To try something else: one more function from dice and surface to an attack.
KINDS: dict[Callable[[Random, Surface], Attack], int] = {
    over_json.question: 6,
    over_json.questions: 1,
    over_json.callback: 5,
    over_json.posted: 3,
    over_json.no_json: 3,
    over_json.packed: 1,
    over_json.method: 2,
    over_json.path: 4,
    over_json.suite: 2,
    over_http.host: 2,
    over_http.header: 3,
    over_http.length: 2,
    over_http.chunks: 2,
    over_http.smuggled: 2,
    over_http.half: 2,
    over_http.garbage: 3,
    over_http.file: 1,
    odd_picture: 2,
}


def uses(surface: Surface) -> list[Attack]:
    """Return everything that pages ask, and post to callbacks, as they do."""
    asked = [(address, {element: {"number": 1, "question": good}}) for address, element, good in surface.questions]
    return [Attack("use", post(address, written(body))) for address, body in [*asked, *surface.callbacks]]


def attacks(surface: Surface, count: int, seed: int = SEED) -> Iterator[Attack]:
    """Give hostile requests."""
    return (attack(surface, number, seed) for number in range(count))


def attack(surface: Surface, number: int, seed: int = SEED) -> Attack:
    """Return one hostile request."""
    dice = Random(f"{seed}:{number}")
    (make,) = dice.choices(list(KINDS), list(KINDS.values()))
    return make(dice, surface)
