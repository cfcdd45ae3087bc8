/* The pad: pen and eraser strokes on a canvas, in mouse, pen or touch. */

import { around, byId, context2d, findAll } from "../core/dom.js";
import { digitOf, isDrawn } from "../core/selection.js";
import { pixels } from "../core/sheets.js";
import { get, set, subscribe } from "../core/store.js";
import { BOX, extend } from "../core/stroke_points.js";
import { ERASER, PIXELS, pointOf, UNIT } from "./strokes.js";

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/store.js").Stroke} Stroke
 * @typedef {{strokes: Stroke[], base: Uint8Array | null, origin: number | null, before: Content | null}} Content
 * what is on the pad, and what it was before something was put on it
 * @type {Content & {current: (Stroke & {pointer: number}) | null, erases: boolean, width: string, normalised: boolean}}
 */
const state = {
  strokes: [],
  base: null,
  origin: null,
  before: null,
  current: null,
  erases: false,
  width: "2.3",
  normalised: true,
};

/** The pad, once it is there. */
function canvas() {
  return findAll(document, "#draw-canvas", HTMLCanvasElement).at(0);
}

/* Drawing on the screen */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Point[]} points
 * @param {number} width
 * @param {string} colour
 */
function line(context, points, width, colour) {
  Object.assign(context, {
    lineWidth: width,
    lineCap: "round",
    lineJoin: "round",
    strokeStyle: colour,
    fillStyle: colour,
  });
  context.beginPath();
  if (points.length === 1) {
    context.arc(...points[0], width / 2, 0, 2 * Math.PI);
    return context.fill();
  }
  context.moveTo(...points[0]);
  points.slice(1, -1).forEach((point, k) => {
    const next = points[k + 2];
    context.quadraticCurveTo(...point, (point[0] + next[0]) / 2, (point[1] + next[1]) / 2);
  });
  context.lineTo(...points[points.length - 1]);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {Uint8Array} base */
function paintBase(context, base) {
  base.forEach((ink, index) => {
    context.fillStyle = `rgb(${ink}, ${ink}, ${ink})`;
    context.fillRect((index % PIXELS) * UNIT, Math.floor(index / PIXELS) * UNIT, UNIT + 0.5, UNIT + 0.5);
  });
}

function paint() {
  const element = canvas();
  if (!element) return;
  const side = Math.round(element.clientWidth * (window.devicePixelRatio || 1));
  if (element.width !== side) element.width = element.height = side;
  const context = context2d(element);
  context.setTransform(side / BOX, 0, 0, side / BOX, 0, 0);
  context.clearRect(0, 0, BOX, BOX);
  if (state.base) paintBase(context, state.base);
  const width = Number(state.width) * UNIT;
  for (const { points, erases } of state.strokes)
    line(context, points, erases ? ERASER * width : width, erases ? "#000" : "#fff");
  byId("draw-normalised", HTMLButtonElement).disabled = state.base !== null; // a picture stays as it is
  element.parentElement?.classList.toggle("used", Boolean(state.base) || state.strokes.length > 0);
}

function changed() {
  requestAnimationFrame(paint);
  const { strokes, base, origin, width, normalised } = state;
  set("drawing", { strokes, base, origin, width, normalised });
}

/* The pointer */

/** @param {PointerEvent} event */
function onDown(event) {
  const element = canvas();
  if (!element || event.target !== element || event.button > 0 || state.current) return;
  event.preventDefault();
  element.setPointerCapture(event.pointerId);
  state.current = {
    points: [pointOf(event, element.getBoundingClientRect())],
    erases: state.erases,
    pointer: event.pointerId,
  };
  state.strokes.push(state.current);
  changed();
}

/** @param {PointerEvent} event */
function onMove(event) {
  const [element, { current }] = [canvas(), state];
  if (!element || current?.pointer !== event.pointerId) return;
  const rectangle = element.getBoundingClientRect();
  const moves = event.getCoalescedEvents?.() ?? [];
  for (const move of moves.length ? moves : [event]) extend(current.points, pointOf(move, rectangle));
  changed();
}

/** @param {PointerEvent} event */
function onUp(event) {
  if (state.current?.pointer === event.pointerId) state.current = null;
}

/* The tools */

/**
 * Put a picture on the pad to draw on, or nothing.
 * @param {Uint8Array | null} base
 * @param {number | null} origin the digit of the data set that it is
 */
export function putOnPad(base, origin = null) {
  const { strokes, base: picture, origin: digit, before } = state;
  if (strokes.length || picture) state.before = { strokes, base: picture, origin: digit, before };
  Object.assign(state, { strokes: [], base, origin, current: null });
  if (state.erases) toggle(byId("draw-tool"), "erases"); // a new drawing begins with the pen
  changed();
}

/** @param {HTMLElement} button @param {"erases" | "normalised"} name */
function toggle(button, name) {
  state[name] = !state[name];
  button.setAttribute("aria-pressed", String(state[name]));
}

/** @type {Object<string, (button: HTMLElement) => void>} by the id of the button */
const tools = {
  "draw-undo": () => {
    if (state.strokes.length) state.strokes.pop();
    else Object.assign(state, state.before);
    changed();
  },
  "draw-clear": () => putOnPad(null),
  "draw-tool": (button) => toggle(button, "erases"),
  "draw-normalised": (button) => {
    toggle(button, "normalised");
    changed();
  },
  "draw-width": (button) => {
    const widths = JSON.parse(button.dataset.widths ?? "{}");
    const all = Object.keys(widths);
    state.width = all[(all.indexOf(state.width) + 1) % all.length];
    button.textContent = widths[state.width];
    changed();
  },
  "draw-edit": async () => {
    const digit = digitOf(get("selection"));
    if (digit === null) return; // a drawing is on the pad already
    putOnPad(await pixels(digit), digit);
  },
};

/** The drawing itself is on the pad already. @param {string | null} selection */
function onSelected(selection) {
  byId("draw-edit", HTMLButtonElement).disabled = isDrawn(selection);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "button");
  if (button && Object.hasOwn(tools, button.id)) tools[button.id](button);
}

export function start() {
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) document.addEventListener(name, onUp);
  document.addEventListener("click", onClick);
  window.addEventListener("resize", paint);
  subscribe("selection", onSelected);
}
