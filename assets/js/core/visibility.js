/* Panels below the fold cost nothing until they are looked at.
 *
 * data-reveal names a store that is told once that its panel has come into view, data-follow one that is told the
 * selection whenever it changes while the panel is in view, and when the panel comes back. Where data-follow names
 * none, its script is told, by the function that it gave (`whenAsked`).
 */

import { setProps } from "./dash.js";
import { get, subscribe } from "./store.js";
import { byId, findAll } from "./dom.js";

const REVEAL_MARGIN = "120px"; // a little before it comes into view
const FOLLOW_MARGIN = "0px 0px -60px 0px"; // its heading peeps out below the first screen, which is no look at it

/** @param {HTMLElement} panel */
const follows = (panel) => panel.dataset.follow !== undefined;
/** @param {string} id @param {unknown} data */
const tell = (id, data) => setProps(id, { data });

/** @type {Object<string, () => void>} by the id of the panel */
const asked = {};

/** Be told when a panel in view does not show what is selected. @param {string} id @param {() => void} listener */
export function whenAsked(id, listener) {
  asked[id] = listener;
}

/** Ask for what a panel in view does not show yet. @param {HTMLElement} panel */
function ask(panel) {
  const selection = get("selection");
  if (!selection || panel.dataset.asked === selection) return;
  panel.dataset.asked = selection;
  if (panel.dataset.follow) tell(panel.dataset.follow, selection);
  else asked[panel.id]?.();
}

/** Let a panel ask anew: something else that its content depends on has changed. @param {string} id */
export function again(id) {
  const panel = byId(id);
  delete panel.dataset.asked;
  if (panel.classList.contains("in-view")) ask(panel);
  else forget(panel);
}

/** A panel out of view shows nothing that is current, and asks when it comes back. @param {HTMLElement} panel */
function forget(panel) {
  delete panel.dataset.asked;
  delete panel.dataset.shows;
}

/** Another digit is selected: panels in view ask for it, the others no longer show anything that is current. */
function onSelected() {
  findAll(document, "[data-follow]").forEach((panel) => {
    if (panel.classList.contains("in-view")) ask(panel);
    else forget(panel);
  });
}

/** @param {IntersectionObserverEntry} entry */
function onIntersection({ isIntersecting, target }) {
  if (!(target instanceof HTMLElement)) return;
  target.classList.toggle("in-view", isIntersecting);
  if (!isIntersecting) return;
  if (follows(target)) ask(target);
  if (target.dataset.reveal) {
    tell(target.dataset.reveal, true);
    delete target.dataset.reveal;
  }
}

/**
 * Whether every panel in view shows the drawing's update `number` or a later one.
 * @param {number} number
 * @param {(selection: string | undefined) => number} numberOf
 */
export function caughtUp(number, numberOf) {
  const panels = [...findAll(document, "[data-follow].in-view[data-asked]")];
  return panels.every((panel) => numberOf(panel.dataset.shows) >= Math.min(number, numberOf(panel.dataset.asked)));
}

function watch() {
  const waiting = findAll(document, "[data-reveal], [data-follow]");
  if (!waiting.length) return requestAnimationFrame(watch);
  /** @param {string} rootMargin */
  const within = (rootMargin) => new IntersectionObserver((entries) => entries.forEach(onIntersection), { rootMargin });
  const [reveal, follow] = [REVEAL_MARGIN, FOLLOW_MARGIN].map(within);
  waiting.forEach((element) => (follows(element) ? follow : reveal).observe(element));
}

export function start() {
  subscribe("selection", onSelected);
  watch();
}
