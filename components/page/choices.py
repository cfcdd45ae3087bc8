"""The controls of choices: buttons side by side, or a menu. The browser keeps what is chosen and marks it in them."""

from __future__ import annotations

from dash import html

from components.page.attributes import aria, data
from components.question.choice import Choice


def segments(choice: Choice) -> html.Div:
    """Return a button for each value, side by side."""
    buttons = [
        html.Button(
            label, type="button", role="radio", tabIndex=0 if value == choice.default else -1,
            **aria(checked=str(value == choice.default).lower()), **data(value=value),
        )
        for value, label in choice.labels.items()
    ]  # fmt: skip
    label = aria(label=choice.name.removeprefix("the ").capitalize())
    return html.Div(buttons, id=choice.id, className="segments", role="radiogroup", **label, **data(choice=choice.id))


def menu(choice: Choice, *, label: str, explanation: str = "") -> html.Select:
    """Return the values as a menu; ``label`` and ``explanation`` say to screen readers what it is and what it does."""
    options = [html.Option(name, value=str(value)) for value, name in choice.labels.items()]
    said = {"label": label, **({"description": explanation} if explanation else {})}
    return html.Select(options, id=choice.id, className="menu", **aria(**said), **data(choice=choice.id))


def named_menu(label: str, choice: Choice, *, explanation: str) -> html.Label:
    """Return a menu with its ``label`` before it and what it does as its ``explanation``."""
    chosen = menu(choice, label=label, explanation=explanation)  # the words beside it may give way to it
    return html.Label([html.Span(label), chosen], className="choice", **data(tip=explanation))
