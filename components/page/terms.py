"""Words of the glossary in a layout: buttons that explain themselves; and the dialog with all of them."""

from __future__ import annotations

from dash import html

from components.page import ids
from components.page.attributes import aria, data, name_by_tip
from components.page.glossary import GLOSSARY


def term(key: str, text: str) -> html.Button:
    """Return ``text`` as a button that explains it; ``assets/js/charts/popover.js`` shows the meaning beside it.

    Args:
        key: Which entry of the glossary.
        text: As it stands on the page.

    Raises:
        ValueError: There is no such entry.
    """
    if key not in GLOSSARY:
        raise ValueError(f"there is no term {key!r} in the glossary; add it, or take one of {', '.join(GLOSSARY)}")
    return html.Button(text, type="button", className="term", **data(term=key), **aria(describedby=f"meaning-{key}"))


def glossary_button() -> html.Button:
    """Return the button that opens the glossary."""
    label = "Glossary: what the words on this page mean"
    return html.Button("?", id=ids.GLOSSARY_OPEN, type="button", className="quiet", **name_by_tip(label))


def glossary() -> html.Dialog:
    """Return the dialog with all terms, closed; ``assets/js/page/glossary.js`` fills it."""
    close = html.Button("×", className="close", type="button", **data(close=""), **name_by_tip("Close (Esc)"))
    parts = [close, html.H2("Glossary"), html.Div(id=ids.GLOSSARY_BODY)]
    return html.Dialog(parts, id=ids.GLOSSARY, className="glossary", **aria(label="Glossary"))
