/* The bench: one of its tabs is on the page at a time. On a phone two parts of the stage are tabs beside them. */

import { setProps } from "./dash.js";
import { around, byId, findAll } from "./dom.js";
import { hasModifier } from "./keys.js";
import { mount } from "./mount.js";
import { pageData } from "./page_data.js";
import { stepped } from "./settings.js";
import { get, set, subscribe } from "./store.js";
import { askAhead } from "./views.js";

/** @type {{shown: string}} the tab whose panels are on the page */
const state = { shown: "" };

/**
 * The tab that has a panel, if one has.
 * @param {string} panel id of its root element
 * @param {Object<string, {panels: string[]}>} tabs
 */
export function tabOf(panel, tabs = pageData("tabs")) {
  const [name] = Object.entries(tabs).find(([, { panels }]) => panels.includes(panel)) ?? [];
  return name ?? null;
}

/**
 * The tab whose panels are on the page: the chosen one, or the one before as long as a part of the stage is chosen.
 * @param {string} chosen
 * @param {string[]} names of the tabs that have panels
 * @param {string} before empty if there was none
 */
export function tabToShow(chosen, names, before) {
  return names.includes(chosen) ? chosen : before || names[0];
}

/** Bring a tab into sight. @param {string} tab */
export function open(tab) {
  if (tab !== get("tab")) set("tab", tab);
}

/** Put the panels of the chosen tab on the page, and mark it; parts of the stage are there already. */
function follow() {
  if (!get("mounted")) return;
  const [tab, tabs] = [get("tab"), pageData("tabs")];
  byId("app").dataset.tab = tab;
  mark(tab);
  const name = tabToShow(tab, Object.keys(tabs), state.shown);
  if (name === state.shown) return;
  state.shown = name;
  askAhead(tabs[name].ahead);
  setProps("bench", { children: tabs[name].layout });
  arrive(name);
}

/** Tell all once the panels of a tab are on the page. @param {string} name */
function arrive(name) {
  const bench = byId("bench");
  if (state.shown !== name) return;
  if (!bench.querySelector(`[data-tab="${name}"]`)) return requestAnimationFrame(() => arrive(name));
  bench.scrollTop = 0;
  mount();
}

/** Say which tab is in sight; Tab reaches that one. @param {string} tab */
function mark(tab) {
  for (const button of findAll(byId("tabs"), "[role='tab']")) {
    const chosen = button.dataset.tab === tab;
    button.setAttribute("aria-selected", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
  }
  const more = byId("tabs-more", HTMLSelectElement);
  more.value = [...more.options].some(({ value }) => value === tab) ? tab : "";
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "#tabs [data-tab], [data-open]");
  if (button) open(button.dataset.tab ?? button.dataset.open ?? "");
}

/** @param {Event} event */
function onChange(event) {
  const more = around(event, "#tabs-more", HTMLSelectElement);
  if (more?.value) open(more.value);
}

/** The arrow keys lead from tab to tab. @param {KeyboardEvent} event */
function onKey(event) {
  const button = around(event, "#tabs [role='tab']");
  if (!button || hasModifier(event)) return;
  const buttons = findAll(byId("tabs"), "[role='tab']").filter((one) => one.checkVisibility());
  const names = buttons.map(({ dataset }) => dataset.tab ?? "");
  const to = stepped(names, button.dataset.tab ?? "", event.key);
  if (to === null) return;
  event.preventDefault();
  open(to);
  buttons[names.indexOf(to)].focus();
}

export function start() {
  subscribe("tab", follow);
  subscribe("mounted", follow);
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("keydown", onKey);
}
