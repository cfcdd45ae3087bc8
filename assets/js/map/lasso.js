/* Lasso and box: what is encircled on the map becomes the group, with Shift comes to it, with Alt is taken from it. */

import { isSameSpot, plotScales } from "../charts/plot.js";
import { open } from "../core/bench.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { change } from "../core/group.js";
import { get, set, subscribe } from "../core/store.js";
import { box, imagesIn } from "./area.js";
import { meant } from "./emphasis.js";
import { click, leave } from "./pointing.js";

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {"" | "lasso" | "box"} Tool
 */

const STEP_PX = 3; // from corner to corner
const LEAST_PX = 4; // less is a click

/**
 * @type {{pointer: number | null, corners: Point[], moves: boolean}} the pointer that draws an area, its corners, and
 * whether it is more than a click
 */
const state = { pointer: null, corners: [], moves: false };

/** What adds and what takes away. @param {Pick<PointerEvent, "shiftKey" | "altKey">} event */
export function howOf({ shiftKey, altKey }) {
  if (altKey) return "take";
  return shiftKey ? "add" : "new";
}

/** @param {PointerEvent} event @returns {Point} on the stage */
function placeOf({ clientX, clientY }) {
  const { left, top } = byId("map-stage").getBoundingClientRect();
  return [clientX - left, clientY - top];
}

/** The area that is drawn. */
function area() {
  const { corners } = state;
  return get("tool") === "box" ? box(corners[0], corners[corners.length - 1]) : corners;
}

/** Where the area is drawn, made when it is first needed. */
function outline() {
  const stage = byId("map-stage");
  if (!stage.querySelector(".lasso"))
    stage.insertAdjacentHTML("beforeend", '<svg class="lasso" aria-hidden="true"><polygon/></svg>');
  return find(stage, ".lasso polygon", SVGElement);
}

/** @param {PointerEvent} event */
function onDown(event) {
  const isOn = around(event, "#map-graph") && get("tool") && get("map") && event.isPrimary && event.button === 0;
  if (!isOn) return;
  Object.assign(state, { pointer: event.pointerId, corners: [placeOf(event)], moves: false });
  leave();
}

/** @param {PointerEvent} event */
function onMove(event) {
  if (event.pointerId !== state.pointer) return;
  event.stopImmediatePropagation(); // nothing is pointed at
  const [place, { corners }] = [placeOf(event), state];
  if (isSameSpot(place, corners[corners.length - 1], STEP_PX)) return;
  corners.push(place);
  if (!state.moves && !isSameSpot(place, corners[0], LEAST_PX)) {
    state.moves = true;
    byId("map-stage").setPointerCapture(event.pointerId); // not before, or a click would be the stage's
  }
  outline().setAttribute("points", area().join(" "));
}

/** @param {PointerEvent} event */
function onUp(event) {
  if (event.pointerId !== state.pointer) return;
  if (state.moves) select(howOf(event));
  else if (event.pointerType === "touch") click(event); // the browser was told to make no click of it
  drop();
}

/** Forget the area. */
function drop() {
  Object.assign(state, { pointer: null, corners: [] });
  outline().setAttribute("points", "");
}

/** Change the group by what is in the area. @param {import("../core/group.js").How} how */
function select(how) {
  const map = get("map");
  if (!map) return;
  const axes = map.columns.map((name) => map.points.columns[name]);
  const found = imagesIn(area(), axes, plotScales(map.gd), meant(map.points.count, map.groups));
  if (found.length || how !== "new") change(how, found, `${get("tool")} on ${map.name}`);
  say(found.length, how);
  if (found.length) open("group");
}

/** Say for screen readers what has happened. @param {number} count @param {import("../core/group.js").How} how */
function say(count, how) {
  const words = { new: "selected", add: "added", take: "taken away" };
  byId("map-announcement").textContent = count ? `${count} ${words[how]}` : "Nothing lies there";
}

/** Choose a tool, or put it away. @param {Tool} tool */
function choose(tool) {
  set("tool", get("tool") === tool ? "" : tool);
}

/** Let the tools say which is chosen, and the stage what a press does. */
function mark() {
  const tool = get("tool");
  byId("map-stage").dataset.tool = tool;
  for (const button of findAll(document, "[data-tool-of-map]"))
    button.setAttribute("aria-pressed", String(button.dataset.toolOfMap === tool));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "[data-tool-of-map]");
  if (button) choose(/** @type {Tool} */ (button.dataset.toolOfMap ?? ""));
}

/** Escape drops the area, or else puts the tool away. @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Escape" || !get("tool")) return;
  if (state.pointer !== null) drop();
  else choose(get("tool"));
}

let listens = false;

/** Before map/gestures.js, which would move the map. */
function listen() {
  if (listens || !get("map")) return;
  listens = true;
  const stage = byId("map-stage");
  /** @type {[string, (event: PointerEvent) => void][]} */
  const heard = [
    ["pointerdown", onDown],
    ["pointermove", onMove],
    ["pointerup", onUp],
    ["pointercancel", drop],
  ];
  for (const [name, listener] of heard)
    stage.addEventListener(name, /** @type {EventListener} */ (listener), { capture: true });
  for (const name of ["mousedown", "touchstart", "touchmove", "click"])
    stage.addEventListener(name, keep, { capture: true, passive: false });
  mark();
}

/** What a press with a tool brings is not the map's, but for a click. @param {Event} event */
function keep(event) {
  if (!get("tool") || !around(event, "#map-graph") || (event.type === "click" && !state.moves)) return;
  event.stopImmediatePropagation();
  if (event.cancelable && event.type !== "click") event.preventDefault();
}

export function start() {
  subscribe("map", listen);
  subscribe("tool", mark);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
