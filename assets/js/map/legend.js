/* The legend of the map: a button for each group, which hides and shows it, or shows it alone. */

import { shortened } from "../core/dataset.js";
import { around, byId, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { allShown, alone, hiddenOf, toggled } from "../core/hidden.js";
import { hasModifier, isPress } from "../core/keys.js";
import { get, set, subscribe } from "../core/store.js";
import { markBrushes } from "./brush.js";
import { scaleBar } from "./scale.js";

/** @typedef {import("../core/store.js").Groups} Groups */

const DOUBLE_MS = 400; // between the two clicks of a double click
const GAP_PX = 2;
const LONGEST = 22; // characters of a name
const MOST_ROWS = 2; // of even columns
const MOST = 20; // groups that all have a button
const FEW = 12; // that have one if there are more
/** @type {Object<string, number>} steps along the buttons */
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

/**
 * The groups that have a button: all, or of many the largest; of shades of a value the images without one, if any.
 * @param {Pick<Groups, "members" | "scale">} groups
 */
export function listed({ members, scale }) {
  const all = members.map((_, k) => k);
  if (scale) return all.slice(1).filter((k) => members[k].length);
  if (all.length <= MOST) return all;
  return all.sort((one, other) => members[other].length - members[one].length).slice(0, FEW);
}

/** What says the whole name where there is no room for it. @param {string} name */
const whole = (name) => (name.length > LONGEST ? ` aria-label="${escape(name)}" data-tip="${escape(name)}"` : "");

/**
 * A button for each group that has one; one of them is in the order of the Tab key, arrow keys lead to the others.
 * @param {Pick<Groups, "names" | "colours" | "members" | "scale">} groups
 */
export function buttons({ names, colours, members, scale }) {
  const shown = listed({ members, scale });
  /** @param {number} k @param {number} place */
  const button = (k, place) =>
    `<button type="button" data-group="${k}" tabindex="${place ? -1 : 0}"${whole(names[k])}
      ><svg viewBox="0 0 10 10" aria-hidden="true"
      ><circle cx="5" cy="5" r="4" fill="${colours[k]}" stroke="${colours[k]}"/></svg
      ><span>${escape(shortened(names[k], LONGEST))}</span></button>`;
  const rest = scale ? 0 : names.length - shown.length;
  return shown.map(button).join("") + (rest ? `<span class="hint">and ${rest} more</span>` : "");
}

/**
 * How many buttons stand in a row, so that no row is much shorter than another.
 * @param {number[]} widths of the buttons, px
 * @param {number} room px
 */
export function perRow(widths, room) {
  const gaps = GAP_PX * (widths.length - 1);
  if (widths.reduce((sum, width) => sum + width, gaps) <= room) return widths.length;
  const most = Math.max(1, Math.floor((room + GAP_PX) / (Math.max(...widths) + GAP_PX)));
  return Math.ceil(widths.length / Math.ceil(widths.length / most));
}

/**
 * @type {{groups: Groups | null, widths: number[], clicked: {group: number, at: number} | null,
 *   sizes: ResizeObserver | null}}
 */
const state = { groups: null, widths: [], clicked: null, sizes: null };

const all = () => findAll(byId("map-legend"), "[data-group]");

/** Break the row evenly, unless that takes too many. */
function arrange() {
  const legend = byId("map-legend");
  const row = perRow(state.widths, legend.clientWidth);
  legend.style.gridTemplateColumns = `repeat(${row}, ${row < state.widths.length ? "1fr" : "max-content"})`;
  legend.classList.toggle("flowing", state.widths.length > MOST_ROWS * row);
}

/** Show the groups of the map that is drawn. @param {{groups: Groups} | null} map */
function render(map) {
  if (!map || map.groups === state.groups) return;
  const legend = byId("map-legend");
  state.groups = map.groups;
  legend.innerHTML = scaleBar(map.groups) + buttons(map.groups);
  legend.style.gridTemplateColumns = `repeat(${legend.children.length}, max-content)`;
  state.widths = Array.from(legend.children).map((button) => button.getBoundingClientRect().width);
  if (!state.sizes) (state.sizes = new ResizeObserver(arrange)).observe(legend);
  arrange();
  markBrushes();
  mark();
}

/** Say of each button whether its group is shown. */
function mark() {
  if (!state.groups) return;
  const hidden = hiddenOf(get("hidden"), state.groups.kind);
  for (const button of all())
    button.setAttribute("aria-pressed", String(!hidden.includes(Number(button.dataset.group))));
  byId("map-legend-all").dataset.needed = String(hidden.length > 0);
}

/**
 * Show all groups; the button for it goes then, and hands on the focus.
 * @param {import("../core/hidden.js").Kind} kind
 */
function showAll(kind) {
  const focused = document.activeElement === byId("map-legend-all");
  set("hidden", allShown(get("hidden"), kind));
  const current = all().find(({ tabIndex }) => tabIndex === 0);
  if (focused) current?.focus({ preventScroll: true });
}

/** Hide a group or show it; with a double click, or Shift, show it alone. @param {MouseEvent} event */
function onClick(event) {
  const [button, { groups }] = [around(event, "#map-legend [data-group]"), state];
  if (!groups) return;
  const { kind, names } = groups;
  if (around(event, "#map-legend-all")) return showAll(kind);
  if (!button) return;
  const [group, at] = [Number(button.dataset.group), event.timeStamp];
  const { clicked } = state;
  const isSecond = event.detail > 0 && clicked?.group === group && at - clicked.at < DOUBLE_MS;
  const toggle = toggled(get("hidden"), kind, group); // what the first click of two did is undone
  state.clicked = isSecond ? null : { group, at };
  if (event.shiftKey) set("hidden", alone(get("hidden"), kind, group, names.length));
  else set("hidden", isSecond ? alone(toggle, kind, group, names.length) : toggle);
}

/**
 * Arrow keys walk along the buttons; Shift and Enter are a click of which Firefox does not tell the Shift.
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  const button = around(event, "#map-legend [data-group]");
  if (!button || hasModifier(event)) return;
  if (event.shiftKey && isPress(event)) {
    event.preventDefault();
    button.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
  } else if (STEPS[event.key]) walk(button, event);
}

/** Go on to a button beside. @param {HTMLElement} button @param {KeyboardEvent} event */
function walk(button, event) {
  const items = all();
  const next = items[Math.min(Math.max(items.indexOf(button) + STEPS[event.key], 0), items.length - 1)];
  event.preventDefault();
  button.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

export function start() {
  subscribe("map", render);
  subscribe("hidden", mark);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
