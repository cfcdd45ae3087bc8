/* Drawing on the pad by keys: the arrows move a pen that Space puts down and lifts. */

import { byId, findAll } from "../core/dom.js";
import { DIRECTIONS, hasModifier } from "../core/keys.js";
import { get, subscribe } from "../core/store.js";
import { BOX } from "../core/stroke_points.js";
import { announce } from "./message.js";
import { beginStroke, endStroke, growStroke, isGrowing, tools, undo } from "./pad.js";
import { canvas } from "./paint.js";
import { ERASER, isInked, PIXELS, UNIT } from "./strokes.js";

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/store.js").Stroke} Stroke
 */

const NEAR = UNIT; // that a step goes: a pixel of the network
const FAR = 4 * UNIT; // with Shift
const REST_MS = 400; // after which a screen reader is told where the pen is

/**
 * Where a step leads, all arrow keys that are held taken together; never off the pad.
 * @param {Point} place
 * @param {Iterable<string>} held names of keys
 * @param {number} step
 * @returns {Point}
 */
export function moved([x, y], held, step) {
  for (const key of held) [x, y] = [x + step * DIRECTIONS[key][0], y + step * DIRECTIONS[key][1]];
  /** @param {number} value */
  const inside = (value) => Math.min(BOX, Math.max(0, value));
  return [inside(x), inside(y)];
}

/**
 * A place in words: the pixel of the network's picture, and whether it is inked.
 * @param {Point} place
 * @param {boolean} inked
 */
export function placeInWords([x, y], inked) {
  /** @param {number} value */
  const pixel = (value) => Math.min(PIXELS, Math.floor(value / UNIT) + 1);
  return `Column ${pixel(x)} of ${PIXELS}, row ${pixel(y)}, ${inked ? "on ink" : "blank"}.`;
}

/**
 * @type {{place: Point, held: Set<string>, stroke: Stroke | null, byKeys: boolean, shown: boolean, used: boolean,
 *   resting: ReturnType<typeof setTimeout> | undefined}}
 * the stroke that the pen draws; whether a key was used last, and since the pad has the focus
 */
const pen = {
  place: [BOX / 2, BOX / 2],
  held: new Set(),
  stroke: null,
  byKeys: false,
  shown: false,
  used: false,
  resting: undefined,
};

const isDown = () => isGrowing(pen.stroke);

/* What is seen and heard */

/** The pen on the pad, as wide as it draws, and, before it is used, what the keys do. */
function show() {
  if (!canvas()) return;
  const [cursor, { erases, width }] = [byId("draw-pen"), tools()];
  cursor.hidden = !pen.shown;
  byId("draw-keys").hidden = !pen.shown || pen.used;
  cursor.classList.toggle("down", isDown());
  const side = `${(100 * Number(width) * UNIT * (erases ? ERASER : 1)) / BOX}%`;
  const [left, top] = pen.place.map((value) => `${(100 * value) / BOX}%`);
  Object.assign(cursor.style, { left, top, width: side, height: side });
}

/** Say where the pen is once it rests; while it draws, the landing is what there is to hear. */
function tellPlace() {
  clearTimeout(pen.resting);
  pen.resting = setTimeout(() => {
    const drawing = get("drawing");
    const inked = drawing !== null && isInked(drawing, pen.place);
    if (pen.shown && !isDown()) announce(placeInWords(pen.place, inked));
  }, REST_MS);
}

/* The keys */

function lift() {
  if (isDown()) endStroke();
  pen.stroke = null;
}

/** @param {number} step */
function move(step) {
  pen.place = moved(pen.place, pen.held, step);
  if (isDown()) growStroke([pen.place]);
  tellPlace();
}

function toggle() {
  const name = tools().erases ? "Eraser" : "Pen";
  announce(`${name} ${isDown() ? "lifted" : "down"}.`);
  if (isDown()) lift();
  else pen.stroke = beginStroke(pen.place);
}

function takeBack() {
  announce(undo() ? "Taken back." : "There is nothing to take back.");
}

function leave() {
  lift();
  findAll(document, "#draw-panel .tools button:enabled").at(0)?.focus();
}

/** @type {Object<string, () => void>} */
const deeds = { " ": toggle, "Backspace": takeBack, "Delete": takeBack, "Escape": leave };

/** @param {KeyboardEvent} event */
function onKey(event) {
  pen.byKeys = true;
  const [isArrow, isDeed] = [Object.hasOwn(DIRECTIONS, event.key), Object.hasOwn(deeds, event.key)];
  const isOurs = event.target === canvas() && (isArrow || isDeed);
  if (!isOurs || hasModifier(event)) return;
  event.preventDefault();
  Object.assign(pen, { shown: true, used: true });
  if (isArrow) {
    pen.held.add(event.key);
    move(event.shiftKey ? FAR : NEAR);
  } else if (!event.repeat) deeds[event.key]();
  show();
}

/** @param {KeyboardEvent} event */
function onKeyUp(event) {
  pen.held.delete(event.key);
}

/* The focus */

/** @param {FocusEvent} event */
function onFocus(event) {
  if (event.target !== canvas()) return;
  pen.shown = pen.byKeys;
  show();
}

/** @param {FocusEvent} event */
function onBlur(event) {
  if (event.target !== canvas()) return;
  lift();
  pen.held.clear();
  Object.assign(pen, { shown: false, used: false });
  show();
}

/** Whoever takes the mouse needs no pen of the keys. @param {PointerEvent} event */
function onPointer(event) {
  pen.byKeys = false;
  if (event.target !== canvas()) return;
  lift();
  pen.shown = false;
  show();
}

export function start() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("keyup", onKeyUp);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onBlur);
  document.addEventListener("pointerdown", onPointer, true);
  subscribe("drawing", show);
}
