/* The one popover of the page: what a term means, or what a button is for, beside the element that says data-term or
 * data-tip. The pointer opens it by resting there, the keyboard by the focus, a finger by a tap on a term or by staying
 * on a button. It goes with Escape, when the page scrolls, and when the pointer or the focus goes on.
 */

import { around, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { pageData } from "../core/page_data.js";
import { subscribe } from "../core/store.js";
import { isSameSpot } from "./plot.js";

const GAP_PX = 6; // between the popover and what it explains
const EDGE_PX = 8; // between the popover and the window's edge
const REST_MS = { term: 150, tip: 400 }; // the pointer rests before it opens
const LEAVE_MS = 200; // to get from the element into the popover
const STAY_MS = 500; // a finger stays on a button
const SAME_PLACE_PX = 2; // a scroll that moves the element by less has not moved it
const STILL_PX = 10; // a finger that moves by more does something else
const EXPLAINED = "[data-term], [data-tip]";

/**
 * @typedef {import("./plot.js").Size} Size
 * @typedef {{left: number, top: number, bottom: number}} Box
 */

/**
 * Where a popover stands: under what it explains, or above where there is no room under it, always within the window.
 * @param {Box} anchor
 * @param {Size} popover
 * @param {Size} view
 */
export function beside(anchor, { width, height }, view) {
  const [above, under] = [anchor.top - GAP_PX - height, anchor.bottom + GAP_PX];
  const [right, bottom] = [view.width - EDGE_PX - width, view.height - EDGE_PX - height];
  const top = under <= bottom || above < EDGE_PX ? Math.min(under, bottom) : above;
  return { left: Math.max(EDGE_PX, Math.min(anchor.left - EDGE_PX, right)), top };
}

/**
 * What a popover says, as HTML.
 * @param {{term?: string, tip?: string}} explained the data of the element
 * @param {Object<string, import("../types/views.js").GlossaryEntry>} terms
 */
export function explanationOf({ term, tip = "" }, terms) {
  if (term === undefined) return escape(tip);
  const { name, meaning } = terms[term];
  return `<strong>${escape(name)}</strong> ${escape(tip && `${tip} `)}${escape(meaning)}`;
}

/* In the page */

/**
 * @typedef {HTMLElement | SVGElement} Explained
 * @typedef {ReturnType<typeof setTimeout> | undefined} Timer
 * @type {{anchor: Explained | null, place: DOMRect | null, held: boolean, timer: Timer, press: Timer,
 *   pressed: [number, number], escaped: boolean}} what is explained and where that was, whether a click keeps it open,
 * what waits, and a finger that stays, and where; whether the last key was Escape
 */
const state = {
  anchor: null,
  place: null,
  held: false,
  timer: undefined,
  press: undefined,
  pressed: [0, 0],
  escaped: false,
};

/** What explains itself around the target of an event. @param {Event} event */
function explained(event) {
  return /** @type {Explained | null} */ (around(event, EXPLAINED, Element));
}

/** The popover, made when it is first needed. */
function popover() {
  const [existing] = findAll(document, ".popover");
  if (existing) return existing;
  const element = Object.assign(document.createElement("div"), { className: "popover", popover: "manual" });
  element.setAttribute("role", "tooltip");
  return element;
}

/** Explain an element; in a dialog, since nothing else can be pointed at then. @param {Explained} anchor */
function show(anchor) {
  hide();
  const [place] = anchor.getClientRects();
  if (!place || anchor.dataset.tip === "") return; // it has gone meanwhile, or has nothing to say
  const element = popover();
  element.innerHTML = explanationOf(anchor.dataset, pageData("terms"));
  (anchor.closest("dialog") ?? document.body).append(element);
  element.showPopover();
  const { left, top } = beside(place, element.getBoundingClientRect(), viewSize());
  Object.assign(element.style, { left: `${left}px`, top: `${top}px` });
  Object.assign(state, { anchor, place });
}

const viewSize = () => ({ width: document.documentElement.clientWidth, height: window.innerHeight });

function hide() {
  clearTimeout(state.timer);
  findAll(document, ".popover:popover-open").forEach((element) => element.hidePopover());
  Object.assign(state, { anchor: null, place: null, held: false });
}

/** Do something unless something else happens before. @param {() => void} deed @param {number} after_ms */
function later(deed, after_ms) {
  clearTimeout(state.timer);
  state.timer = setTimeout(deed, after_ms);
}

/** @param {PointerEvent} event */
function onOver(event) {
  if (event.pointerType === "touch") return;
  const anchor = explained(event);
  if (anchor && anchor !== state.anchor) later(() => show(anchor), anchor.dataset.term ? REST_MS.term : REST_MS.tip);
  else if (anchor || around(event, ".popover")) clearTimeout(state.timer);
  else if (!state.held) later(hide, LEAVE_MS);
}

/** @param {FocusEvent} event */
function onFocus(event) {
  const anchor = explained(event);
  if (anchor && anchor === state.anchor) return; // the pointer was first
  if (state.escaped) return hide(); // the focus comes back from what was closed
  if (anchor && (anchor.matches(":focus-visible") || anchor.querySelector(":focus-visible"))) show(anchor);
  else if (!state.held) hide();
}

/** A term stays open once it is clicked, until it is again; a button has been used. @param {MouseEvent} event */
function onClick(event) {
  const term = around(event, "[data-term]");
  if (!term) return around(event, ".popover") ? undefined : hide();
  if (state.held && state.anchor === term) return hide();
  show(term);
  state.held = true;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  state.escaped = event.key === "Escape";
  if (event.key === "Tab") return hide();
  if (event.key !== "Escape" || !state.anchor) return;
  if (state.anchor.dataset.term) swallow(event); // a dialog around it stays open
  hide();
}

/** A finger that stays on a button asks what it does, a mouse that presses it knows. @param {PointerEvent} event */
function onPress(event) {
  const anchor = explained(event);
  if (!anchor || anchor.dataset.term) return;
  if (event.pointerType !== "touch") return hide();
  state.press = setTimeout(() => explain(anchor), STAY_MS);
  state.pressed = [event.clientX, event.clientY];
}

/** @param {PointerEvent} event */
function onMove({ clientX, clientY }) {
  if (state.press && !isSameSpot([clientX, clientY], state.pressed, STILL_PX)) onRelease();
}

/** @param {Explained} button */
function explain(button) {
  state.press = undefined;
  show(button);
  button.addEventListener("click", swallow, { capture: true, once: true });
  addEventListener("pointerdown", () => button.removeEventListener("click", swallow, true), { once: true });
}

/** @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function onRelease() {
  clearTimeout(state.press);
  state.press = undefined;
}

/** A focus scrolls its element into view before it is explained; later scrolls move it away. */
function onScroll() {
  clearTimeout(state.press);
  const [now] = state.anchor?.getClientRects() ?? [];
  const { place } = state;
  if (place && !(now && Math.hypot(now.left - place.left, now.top - place.top) < SAME_PLACE_PX)) hide();
}

export function start() {
  document.addEventListener("pointerover", onOver);
  document.addEventListener("pointerdown", onPress);
  document.addEventListener("pointermove", onMove);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, onRelease);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", () => state.held || hide());
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("scroll", onScroll, { capture: true, passive: true });
  document.addEventListener("close", hide, true);
  window.addEventListener("resize", hide);
  subscribe("selection", hide);
}
