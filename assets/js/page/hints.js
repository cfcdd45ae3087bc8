/* The three hints of a first visit. Each goes for good once its visitor has done what it says, or has dismissed it. */

import { around, findAll } from "../core/dom.js";
import { keep, kept } from "../core/keep.js";
import { setting } from "../core/settings.js";
import { subscribe } from "../core/store.js";

const KEY = "digitscope-hints";

/** Where a hint is followed, and what has the focus once it is dismissed. @type {Object<string, string>} */
const PLACES = { click: "#map-stage", switch: "#map-panel, #map-miniatures", draw: "#draw-panel" };

/** The hints that are still new, in their order. @param {string | null} known those that are not, as it is kept */
export function newTo(known) {
  const names = known?.split(" ") ?? [];
  return Object.keys(PLACES).filter((name) => !names.includes(name));
}

/** What is kept once a hint is known too. @param {string | null} known @param {string} name */
export function withKnown(known, name) {
  return [...new Set([...(known?.split(" ") ?? []), name])].join(" ");
}

/** @type {{known: string | null, hand: EventTarget | null, projection: string | undefined}} `hand` was there last */
const state = { known: null, hand: null, projection: undefined };

/** Show the hints that are new: the style sheet has the rest. */
function show() {
  document.documentElement.dataset.hints = newTo(state.known).join(" ");
}

/** @param {string} name */
function learn(name) {
  if (!newTo(state.known).includes(name)) return;
  state.known = withKnown(state.known, name);
  keep(KEY, state.known);
  show();
}

/** The visitor has done something, and not the page by itself. @param {string} name */
function learnByHand(name) {
  if (state.hand instanceof Element && state.hand.closest(PLACES[name])) learn(name);
}

function onSettings() {
  const projection = setting("map-projection");
  if (projection !== state.projection) learnByHand("switch");
  state.projection = projection;
}

/** Take a hint away; the focus goes to what it spoke of. @param {HTMLElement} hint */
function dismiss(hint) {
  const { hint: name = "" } = hint.dataset;
  const focused = hint.contains(document.activeElement);
  learn(name);
  const place = findAll(document, PLACES[name]).find((element) => element.checkVisibility());
  const target = place?.matches("[tabindex]") ? place : place?.querySelector("[tabindex='0']");
  if (focused && target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/** @param {MouseEvent} event */
function onClick(event) {
  const hint = around(event, "[data-dismiss]")?.closest("[data-hint]");
  if (hint instanceof HTMLElement) dismiss(hint);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const hint = event.key === "Escape" && around(event, "[data-hint]");
  if (hint) dismiss(hint);
}

export function start() {
  Object.assign(state, { known: kept(KEY), projection: setting("map-projection") });
  show();
  for (const name of ["pointerdown", "keydown"])
    document.addEventListener(name, ({ target }) => (state.hand = target), true);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  subscribe("selection", () => learnByHand("click"));
  subscribe("settings", onSettings);
  subscribe("drawing", (drawing) => drawing?.strokes.length && learnByHand("draw"));
}
