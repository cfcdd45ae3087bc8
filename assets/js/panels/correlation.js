/* The correlation of every pair of features: a picture in either order, a cell to read, the strongest pairs. */

import { channels, step, under } from "../charts/cells.js";
import { paintPixels } from "../charts/picture.js";
import { bytesOf } from "../core/base64.js";
import { dataset } from "../core/dataset.js";
import { around, byId, find } from "../core/dom.js";
import { plain, ticksOf } from "../core/format.js";
import { hasModifier } from "../core/keys.js";
import { setting } from "../core/settings.js";
import { set, subscribe } from "../core/store.js";
import { redraw } from "../core/views.js";

const SCALE_STEPS = 129; // of the colour bar, odd so that 0 is one of them
const HELP = "Point at a cell, or walk with the arrow keys, to read it; a click or Enter opens both units.";

/**
 * @typedef {import("../types/views.js").Matrix} Matrix
 * @typedef {Pick<Matrix, "silent" | "why">} Silence
 */

/** The numbers behind a text in base64. @param {string} text of float32 */
export function floats(text) {
  return new Float32Array(bytesOf(text).buffer);
}

/**
 * Signed values as pixels: the colour is the sign's, and as opaque as the value is far from 0, whatever lies behind.
 * @param {ArrayLike<number>} values −1 to 1
 * @param {string[]} colours of −1 and of 1
 */
export function pixels(values, colours) {
  const [negative, positive] = colours.map(channels);
  const painted = new Uint8ClampedArray(4 * values.length);
  for (let k = 0; k < values.length; k++) {
    painted.set(values[k] < 0 ? negative : positive, 4 * k);
    painted[4 * k + 3] = 255 * Math.abs(values[k]);
  }
  return painted;
}

/** The matrix with rows and columns in another order. @param {ArrayLike<number>} values @param {number[]} order */
export function arranged(values, order) {
  const size = order.length;
  return Float32Array.from(
    { length: size * size },
    (_, k) => values[order[Math.floor(k / size)] * size + order[k % size]],
  );
}

/** The places of some units as runs [first, length]. @param {number[]} order @param {number[]} units */
export function runs(order, units) {
  /** @type {number[][]} */
  const found = [];
  order.forEach((unit, place) => {
    if (!units.includes(unit)) return;
    const last = found.at(-1);
    if (last && last[0] + last[1] === place) last[1] += 1;
    else found.push([place, 1]);
  });
  return found;
}

/** A pair in words. @param {number[]} pair @param {number} r @param {Silence} matrix */
export function pairText([one, other], r, { silent, why }) {
  const dumb = [one, other].find((unit) => silent.includes(unit));
  if (dumb !== undefined) return `unit ${one} and unit ${other}: no correlation, unit ${dumb} never ${why}s`;
  return one === other ? `unit ${one} with itself: r = 1` : `unit ${one} and unit ${other}: r = ${plain(r)}`;
}

/** The units without a correlation, named. @param {Silence} matrix */
export function silence({ silent, why }) {
  if (!silent.length) return `Every unit ${why}s for some ${dataset().item}, so every correlation is defined.`;
  /** @param {number} unit */
  const button = (unit) =>
    `<button type="button" class="unit" data-unit="${unit}" data-tip="Open unit ${unit}">${unit}</button>`;
  const one = silent.length === 1;
  const list = silent
    .map(button)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " and ");
  const units = `${one ? "Unit" : "Units"} ${list} never ${why}${one ? "s" : ""}`;
  return `${units}: no correlation is defined for ${one ? "it" : "them"} (hatched).`;
}

/**
 * The strongest pairs of one sign as buttons.
 * @param {number[][]} pairs
 * @param {(pair: number[]) => number} r
 * @param {string[]} colours
 */
export function list(pairs, r, colours) {
  /** @param {number[]} pair */
  const button = (pair) => {
    const value = r(pair);
    const style = `width: ${(100 * Math.abs(value)).toFixed(0)}%; background: ${colours[value < 0 ? 0 : 1]}`;
    const bar = `<span class="strength"><i style="${style}"></i></span>`;
    return `<li><button type="button" data-pair="${pair.join(" ")}" data-tip="Open both units"
      ><span>unit ${pair[0]} and unit ${pair[1]}</span>${bar}<span>${plain(value)}</span></button></li>`;
  };
  return pairs.length ? pairs.map(button).join("") : "<li>none</li>";
}

/** @param {Matrix} matrix @param {(pair: number[]) => number} r */
function frame(matrix, r) {
  return `<div class="matrix"><div class="ticks up"></div>
    <div class="cells" tabindex="0" role="group"
      aria-label="Correlation of each pair of units: arrow keys move, Enter opens both">
      <canvas class="values"></canvas><div class="silent"></div>
      <i class="across" hidden></i><i class="down" hidden></i></div>
    <div class="ticks along"></div></div>
    <div class="beside"><div class="signed"><span>−1</span><canvas class="bar"></canvas><span>+1</span></div>
      <p class="hint">r: 1 if two units rise and fall together, 0 if they have nothing to do with each other,
        −1 if one falls as the other rises</p>
      <p class="readout" role="status"></p>
      <h3>Go together most</h3><ol>${list(matrix.positive, r, matrix.colours)}</ol>
      <h3>Go against each other most</h3><ol>${list(matrix.negative, r, matrix.colours)}</ol>
      <p class="silence">${silence(matrix)}</p></div>`;
}

/**
 * @type {{matrix: Matrix | null, values: Float32Array, order: number[], kind: string, pointed: number[] | null}} the
 * matrix once it has come, and the cell [row, column] that is pointed at
 */
const state = { matrix: null, values: new Float32Array(), order: [], kind: "", pointed: null };

const chart = () => byId("correlation-chart");
/** @param {string} name */
const part = (name) => find(chart(), name);
/** @param {string} name */
const canvas = (name) => find(chart(), name, HTMLCanvasElement);
/** @param {number[]} pair */
const between = ([one, other]) => state.values[one * state.order.length + other];
/** @param {number} places */
const percent = (places) => `${((100 * places) / state.order.length).toFixed(3)}%`;

/** Hatching over the rows and columns of units that have no correlation. @param {number[]} silent */
function hatch(silent) {
  /** @param {number[]} run */
  const band = ([first, length]) =>
    `<i style="top: ${percent(first)}; height: ${percent(length)}; left: 0; width: 100%"></i>
     <i style="left: ${percent(first)}; width: ${percent(length)}; top: 0; height: 100%"></i>`;
  return runs(state.order, silent).map(band).join("");
}

/** @param {"top" | "left"} side */
function ticks(side) {
  /** @param {number} unit */
  const tick = (unit) => `<i style="${side}: ${percent(unit + 0.5)}">${unit}</i>`;
  return state.kind === "index" ? ticksOf(state.order.length).map(tick).join("") : "";
}

/** @param {Matrix} matrix @param {string} kind */
function arrange({ clustered, silent, colours }, kind) {
  state.kind = kind;
  state.order = kind === "clustered" ? clustered : clustered.map((_, unit) => unit);
  paintPixels(canvas(".values"), pixels(arranged(state.values, state.order), colours), state.order.length);
  part(".silent").innerHTML = hatch(silent);
  part(".ticks.up").innerHTML = ticks("top");
  part(".ticks.along").innerHTML =
    ticks("left") || "<span>units in clustered order: those that go together stand side by side</span>";
  point(null);
}

/** @param {Matrix} matrix */
function build(matrix) {
  state.matrix = matrix;
  state.values = floats(matrix.correlation);
  state.order = matrix.clustered;
  chart().innerHTML = frame(matrix, between);
  const steps = Array.from({ length: SCALE_STEPS }, (_, k) => (2 * k) / (SCALE_STEPS - 1) - 1);
  paintPixels(canvas(".bar"), pixels(steps, matrix.colours), SCALE_STEPS);
}

/** Point at a cell [row, column], or at none. @param {number[] | null} cell */
function point(cell) {
  state.pointed = cell;
  const [across, down] = [part(".across"), part(".down")];
  across.hidden = down.hidden = !cell;
  const pair = cell?.map((place) => state.order[place]);
  part(".readout").textContent = pair && state.matrix ? pairText(pair, between(pair), state.matrix) : HELP;
  if (!cell) return;
  Object.assign(across.style, { top: percent(cell[0]), height: percent(1) });
  Object.assign(down.style, { left: percent(cell[1]), width: percent(1) });
}

/** The cell under the pointer, or null. @param {MouseEvent} event */
function cellAt(event) {
  const cells = state.matrix && around(event, ".correlation .cells");
  if (!cells) return null;
  const { row, column } = under(cells, event, state.order.length, state.order.length);
  return [row, column];
}

/** A listed pair under the pointer or in focus, or null. @param {Event} event */
function pairAt(event) {
  const button = state.matrix && around(event, "[data-pair]");
  return button ? (button.dataset.pair ?? "").split(" ").map(Number) : null;
}

/** @param {PointerEvent} event */
function onMove(event) {
  if (!state.matrix || !document.getElementById("correlation-chart")) return;
  const [cell, pair] = [cellAt(event), pairAt(event)];
  const pointed = cell ?? pair?.map((unit) => state.order.indexOf(unit));
  if (pointed) point(pointed);
  else if (state.pointed && !chart().contains(document.activeElement)) point(null);
}

/** Open what is pointed at: a click is told in whole pixels and may lie a cell off. @param {MouseEvent} event */
function onClick(event) {
  const cell = cellAt(event) && state.pointed;
  const pair = cell ? cell.map((place) => state.order[place]) : pairAt(event);
  if (pair) set("units", pair);
}

/** @param {FocusEvent} event */
function onFocus(event) {
  const pair = pairAt(event);
  if (pair) point(pair.map((unit) => state.order.indexOf(unit)));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!state.matrix || !around(event, ".correlation .cells") || hasModifier(event)) return;
  if (event.key === "Enter" && state.pointed)
    return set(
      "units",
      state.pointed.map((place) => state.order[place]),
    );
  const [row, column] = state.pointed ?? [0, 0];
  const to = step(event.key, { row, column }, state.order.length, state.order.length);
  if (!to) return;
  event.preventDefault();
  point([to.row, to.column]);
}

/** Draw the matrix in the order that is chosen. @param {HTMLElement} chart @param {Matrix} matrix */
function render(chart, matrix) {
  if (!chart.firstChild) build(matrix);
  arrange(matrix, setting("correlation-order"));
}

/** Another order may have been chosen. */
function sort() {
  if (state.kind !== setting("correlation-order")) redraw("correlation-chart");
}

/** Another chart may be on the page, and is not drawn yet. */
function forget() {
  Object.assign(state, { matrix: null, pointed: null });
}

function start() {
  subscribe("settings", sort);
  subscribe("mounted", forget);
  // A finger does not hover.
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) document.addEventListener(name, onMove);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "correlation", views: { "correlation-chart": render }, start };
