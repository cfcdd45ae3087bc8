"""The page around the panels: the header, the stage that stays, and the bench whose tabs change."""

from __future__ import annotations

from typing import Any

from dash import dcc, html, set_props
from dash.development.base_component import Component

from components.page import ids
from components.page.attributes import aria, data, name_by_tip, tip
from components.page.data_sets import DataSets, data_set_menu
from components.page.panel import Panel
from components.page.share import share, share_button
from components.page.terms import glossary, glossary_button, term
from components.panels import panels_for, tabs_for
from components.panels.digit import PANEL as DIGIT
from components.panels.draw import PANEL as DRAW
from components.panels.map import PANEL as MAP
from components.panels.map import map_foot
from components.question.facts import is_labelled, one
from components.question.view import explain_failure, mailboxes
from model.spec import DIGITS
from model.workspace import Workspace

ON_THE_PHONE = (DIGIT, DRAW)  # parts of the stage that a phone shows one at a time
FEW = 2  # tabs that a phone shows beside those; the others are in a menu


def page(workspace: Workspace, sets: DataSets) -> html.Div:
    """Return the whole page; the bench is empty until the browser knows which of its tabs is in sight."""
    notices = html.Div(
        [html.P(id=ids.URL_NOTICE), html.P(id=ids.CONNECTION_NOTICE), html.P(id=ids.ERROR_NOTICE)],
        className="notices", role="status",
    )  # fmt: skip
    strip = html.Div([*placed(DRAW, workspace), map_foot(workspace)], className="strip")
    bench = html.Div(id=ids.BENCH, className="bench", role="tabpanel", tabIndex=-1, **aria(labelledby=ids.TABS))
    main = html.Main([*placed(MAP, workspace), strip, *placed(DIGIT, workspace), tab_bar(workspace), bench])
    skip = html.A("Skip to the map", href=f"#{ids.MAP_STAGE}", className="skip")
    boxes = mailboxes([view for panel in panels_for(workspace) for view in panel.views])
    return html.Div(
        [skip, header(workspace, sets), notices, main, glossary(), share(workspace), *boxes],
        id=ids.APP,
        className="app",
    )


def placed(panel: Panel, workspace: Workspace) -> list[Component]:
    """Return a panel of the stage, if it applies."""
    return [panel.layout(workspace)] if panel.applies(workspace) else []


def tab_names(workspace: Workspace) -> list[str]:
    """Return the names of all that can be opened, those of the phone alone last."""
    alone = [panel.name for panel in ON_THE_PHONE if panel.applies(workspace)]
    return [*(tab.name for tab in tabs_for(workspace)), *alone]


def tab_bar(workspace: Workspace) -> html.Div:
    """Return the row of tabs; those of the phone alone, and its menu of the last ones, are shown by the style sheet."""
    tabs = tabs_for(workspace)
    first, last = tabs[:FEW], tabs[FEW:]
    buttons = [
        *(tab_button(panel.name, title, "phone") for panel, title in phone_tabs(workspace) if panel.applies(workspace)),
        *(tab_button(tab.name, tab.title) for tab in first),
        *(tab_button(tab.name, tab.title, "last") for tab in last),
    ]
    rest = [html.Option("More", value="")] + [html.Option(tab.title, value=tab.name) for tab in last]
    more = html.Select(rest, id=ids.TABS_MORE, className="menu", **aria(label="More tabs"))
    bar = html.Div(buttons, id=ids.TABS, className="tabs", role="tablist", **aria(label="What the bench shows"))
    return html.Div([bar, more], className="tab-bar")


def phone_tabs(workspace: Workspace) -> list[tuple[Panel, str]]:
    """Return the parts of the stage that a phone shows one at a time, with what they are called."""
    titles = {DIGIT: workspace.spec.item.capitalize(), DRAW: "Draw" if workspace.spec.pad else "Picture"}
    return [(panel, titles[panel]) for panel in ON_THE_PHONE]


def tab_button(name: str, title: str, kind: str = "") -> html.Button:
    """Return the button of a tab; by its kind the style sheet tells "phone" and "last"."""
    return html.Button(
        title, type="button", role="tab", className=kind, tabIndex=-1,
        **aria(selected="false", controls=ids.BENCH), **data(tab=name),
    )  # fmt: skip


def header(workspace: Workspace, sets: DataSets) -> html.Header:
    """Return the name, the data set and what it is, how to get at a digit, and what concerns the whole page."""
    number = dcc.Input(
        id=ids.GO_TO, type="text", inputMode="numeric", placeholder=f"0 to {len(workspace.labels) - 1}",
        maxLength=9, autoComplete="off",
    )  # fmt: skip
    go_to = html.Label(["No.", number], htmlFor=ids.GO_TO, className="go-to")
    an_item = one(workspace.spec.item)
    picks = [pick_button("random", "Random", f"Show {an_item} drawn by lot")]
    if is_labelled(workspace):
        mistakes = f"Show {an_item} that the network reads wrongly, by lot"
        picks.append(pick_button("misread", "Mistakes", mistakes))
    theme = html.Button("◐", id=ids.THEME_SWITCH, className="quiet", **name_by_tip("Light or dark"))
    about = html.P(facts(workspace), className="hint about")
    controls = html.Div([go_to, *picks, share_button(), theme, glossary_button()], className="controls")
    return html.Header([html.H1("digitscope"), *data_set_menu(sets), about, controls])


def pick_button(kind: str, label: str, explanation: str) -> html.Button:
    """Return a button that draws a digit by lot."""
    return html.Button(label, className="quiet", **data(pick=kind), **tip(explanation))


def facts(workspace: Workspace) -> list[Any]:
    """Return what the images are, and how many of those with a label the network reads right."""
    spec, known = workspace.spec, workspace.labels >= 0
    if spec == DIGITS:
        images = [f"{len(workspace.labels):,} MNIST test digits that the ", term("cnn", "network"), " has never seen"]
    else:
        images = [f"{spec.title}: {len(workspace.labels):,} {spec.items} as a ", term("cnn", "network"), " sees them"]
    if not known.any():
        return images
    right = 100 * float((workspace.predicted == workspace.labels)[known].mean())
    return [*images, f", {right:.2f} % read right"]


def show_error(error: Exception) -> None:
    """Tell the visitor in a notice what went wrong in a callback; what was shown before stays."""
    set_props(ids.ERROR_NOTICE, {"children": f"{explain_failure(error)} What you see is as it was before."})
