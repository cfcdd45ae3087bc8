/* The pad: what is on it, what was before, and how it is drawn on. Each change goes into the store's key `drawing`.
 * What somebody else puts there, a drawing from a link, comes to the pad; a digit of the data set by its number alone.
 */

import { pixels } from "../core/sheets.js";
import { get, set, subscribe } from "../core/store.js";
import { extend } from "../core/stroke_points.js";
import { advance, begin, redo as redone, undo as undone } from "./history.js";
import { say } from "./message.js";

/**
 * @typedef {import("../core/store.js").Drawing} Drawing
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/store.js").Stroke} Stroke
 * @typedef {Pick<Drawing, "strokes" | "base" | "origin">} Content
 * @typedef {{erases: boolean, width: string, normalised: boolean}} Tools
 */

const PAUSE_MS = 1000; // the pen is off the pad for longer only when a digit is finished, mostly

/** @type {Content} */
const EMPTY = Object.freeze({ strokes: [], base: null, origin: null });

/**
 * `growing` is the stroke that is being drawn, `published` what the store was given last, `pause` what ends
 * the drawing.
 * @type {{history: import("./history.js").History<Content>, growing: Stroke | null, published: Drawing | null,
 *   tools: Tools, pause: ReturnType<typeof setTimeout> | undefined}}
 */
const state = {
  history: begin(EMPTY),
  growing: null,
  published: null,
  tools: { erases: false, width: "2.3", normalised: true },
  pause: undefined,
};

/** Tell the store what is on the pad. */
function tell() {
  const { width, normalised } = state.tools;
  state.published = { ...state.history.now, width, normalised };
  set("drawing", state.published);
}

/** @param {Content} content */
function advanceTo(content) {
  state.history = advance(state.history, content);
}

/* Drawing */

/** Pen or eraser comes down. @param {Point} point */
export function beginStroke(point) {
  const { strokes, ...rest } = state.history.now;
  const stroke = { points: [point], erases: state.tools.erases };
  state.growing = stroke;
  advanceTo({ ...rest, strokes: [...strokes, stroke] });
  finish(false);
  tell();
  return stroke;
}

/** Whether a stroke is still being drawn. @param {Stroke | null} stroke */
export function isGrowing(stroke) {
  return stroke !== null && state.growing === stroke;
}

/** It moves on. @param {Point[]} points */
export function growStroke(points) {
  if (!state.growing) return;
  for (const point of points) extend(state.growing.points, point);
  tell();
}

/** It is lifted; the stroke never changes from now on, but another one may follow. */
export function endStroke() {
  if (state.growing) state.pause = setTimeout(() => finish(true), PAUSE_MS);
  state.growing = null;
}

/** Say whether the drawing is finished, as far as one can know. @param {boolean} finished */
function finish(finished) {
  clearTimeout(state.pause);
  if (get("unfinished") === finished) set("unfinished", !finished);
}

/* What was before */

export const canUndo = () => state.history.past.length > 0;
export const canRedo = () => state.history.future.length > 0;

/** @param {import("./history.js").History<Content>} history */
function goTo(history) {
  if (history === state.history) return false;
  endStroke();
  finish(true);
  state.history = history;
  tell();
  return true;
}

/** Take the last change back. Returns whether there was one. */
export function undo() {
  return goTo(undone(state.history));
}

/** Make the change again that was taken back last. Returns whether there was one. */
export function redo() {
  return goTo(redone(state.history));
}

/* What is on the pad, and the tools */

/** Whether the pad is blank, whatever has been rubbed out on it. */
export function isBlank() {
  const { strokes, base } = state.history.now;
  return !strokes.length && !base;
}

/** @param {Content} content */
function replace(content) {
  endStroke();
  finish(true);
  if (!isBlank() || content.base || content.strokes.length) advanceTo(content);
  state.tools.erases = false; // a new drawing begins with the pen
}

/** Empty the pad. */
export function clear() {
  putOnPad(null);
}

/**
 * Put a picture on the pad to draw on, or nothing.
 * @param {Uint8Array | null} base
 * @param {number | null} origin the digit of the data set that it is
 */
export function putOnPad(base, origin = null) {
  replace({ ...EMPTY, base, origin });
  tell();
}

/** What the pad draws with. @returns {Readonly<Tools>} */
export function tools() {
  return state.tools;
}

/** Draw with other tools. @param {Partial<Tools>} changed */
export function choose(changed) {
  Object.assign(state.tools, changed);
  if (!("erases" in changed)) tell();
}

/** Put a digit of the data set on the pad. @param {number} digit */
export async function putDigit(digit) {
  const base = await find(digit);
  if (base) putOnPad(base, digit);
  return base !== null;
}

/** The pixels of a digit; null, and a word why, if they cannot be had. @param {number} digit */
async function find(digit) {
  try {
    return await pixels(digit);
  } catch {
    say(`The picture of No. ${digit} cannot be fetched; try again in a moment.`);
    return null;
  }
}

/** Somebody else has put a drawing into the store, or none: it comes to the pad. @param {Drawing | null} drawing */
async function onDrawing(drawing) {
  if (drawing === state.published) return;
  const { strokes, base, origin, width, normalised } = drawing ?? { ...EMPTY, ...state.tools };
  const isUnknown = origin !== null && !base;
  const ground = isUnknown ? await find(origin) : base;
  if (get("drawing") !== drawing) return; // a newer one has come
  if (isUnknown && !ground) return tell(); // the pad stays as it is
  replace({ strokes, base: ground, origin });
  Object.assign(state.tools, { width, normalised });
  if (isUnknown) tell();
  else state.published = drawing;
}

export function start() {
  subscribe("drawing", onDrawing);
}
