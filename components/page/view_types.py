"""What the server tells the browser as data, in the browser's own types: the TypedDicts of Python as TypeScript.

``make types`` writes them into ``assets/js/types/views.d.ts``, where the scripts find the types of what they draw; a
test holds that file to what is declared here and there.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from components.page.index import PageData
from components.panels.activations import ActivationsView
from components.panels.calibration import CalibrationView
from components.panels.compare import CompareView
from components.panels.correlation import Matrix
from components.panels.digit import DigitView
from components.panels.draw import Landing
from components.panels.draw.picture import FoundDigits
from components.panels.feature_maps import EnlargedView, FeatureMapsView
from components.panels.group import GroupView, NearestMembers
from components.panels.quality import QualityView
from components.panels.runs import RunsView
from components.panels.saliency import SaliencyView
from components.panels.surrogate import FitsView, SurrogateView, Weights
from components.panels.trust import TrustView
from components.panels.unit import DossierView
from components.panels.why import EquationView, WhyView
from components.question.view import Answer

FILE = Path(__file__).parents[2] / "assets" / "js" / "types" / "views.d.ts"
HEAD = "// What the server tells as data. `make types` writes this file from the TypedDicts of Python; change those.\n"

# What comes to the browser as a whole; what is within comes along.
VIEWS: tuple[type, ...] = (
    PageData, Landing, DigitView, ActivationsView, FeatureMapsView, QualityView, SaliencyView, SurrogateView, Weights,
    DossierView, CompareView, WhyView, EquationView, EnlargedView, FitsView, Matrix, CalibrationView, RunsView,
    TrustView, FoundDigits, GroupView, NearestMembers, Answer,
)  # fmt: skip

NAMES: dict[Any, str] = {
    Any: "unknown",
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    NoneType: "null",
}
FIELD = re.compile(r"^ {4}(?P<name>\w+): [^#\n]*(?:  # (?P<comment>.*))?$", re.MULTILINE)


class UntranslatableError(TypeError):
    """A type has no counterpart that JSON could carry."""


def declarations(views: Sequence[type] = VIEWS) -> str:
    """Return the content of the file: an interface for each view and for each of its parts."""
    return HEAD + "".join(f"\n{interface(part)}" for part in parts_of(views))


def parts_of(views: Sequence[type]) -> list[type]:
    """Return ``views`` and the TypedDicts within them, each once, a view before its parts.

    Raises:
        UntranslatableError: Two of them have the same name.
    """
    found: dict[str, type] = {}
    waiting = list(views)
    while waiting:
        part = waiting.pop(0)
        if found.setdefault(part.__name__, part) is not part:
            modules = f"{found[part.__name__].__module__} and {part.__module__}"
            raise UntranslatableError(f"{modules} both declare a {part.__name__}; the browser needs one name for each")
        inner = [one for hint in get_type_hints(part).values() for one in within(hint)]
        waiting = [*(one for one in inner if one not in found.values()), *waiting]
    return list(found.values())


def within(hint: Any) -> Iterator[type]:
    """Give the TypedDicts that a type is made of."""
    if is_typeddict(hint):
        yield hint
    for argument in get_args(hint):
        yield from within(argument)


def interface(part: type) -> str:
    """Return a TypedDict as an interface, with what is said about it and behind its own fields."""
    comments = {match["name"]: match["comment"] for match in FIELD.finditer(inspect.getsource(part))}
    lines = [f"/** {inspect.getdoc(part)} */", f"export interface {part.__name__} {{"]
    for name, hint in get_type_hints(part, include_extras=True).items():
        lines += [f"  /** {comments[name]} */"] if comments.get(name) else []
        optional = get_origin(hint) is NotRequired
        lines.append(f"  {name}{'?' if optional else ''}: {translate(get_args(hint)[0] if optional else hint)};")
    return "\n".join([*lines, "}", ""])


def translate(hint: Any) -> str:
    """Return a type as TypeScript has it once it went through JSON.

    Raises:
        UntranslatableError: It is none that JSON could carry.
    """
    if hint in NAMES:
        return NAMES[hint]
    if is_typeddict(hint):
        return str(hint.__name__)
    inner = [translate(argument) for argument in get_args(hint) if argument is not Ellipsis]
    as_long_as_wanted = len(inner) < len(get_args(hint))
    match get_origin(hint):
        case origin if origin in (Union, UnionType):
            return " | ".join(inner)
        case origin if origin is list or as_long_as_wanted:
            return f"{inner[0]}[]" if "|" not in inner[0] else f"({inner[0]})[]"
        case origin if origin is tuple:
            return f"[{', '.join(inner)}]"
        case origin if origin is dict and inner[0] == "string":
            return f"Record<string, {inner[1]}>"
    raise UntranslatableError(f"{hint} has no counterpart in the browser; use numbers, texts, lists, dicts by text")


if __name__ == "__main__":
    FILE.write_text(declarations())
