/* The correlation of every pair of features: a picture in either order, a cell to read, the strongest pairs. */

import { channels, step, under } from "../charts/cells.js";
import { offer } from "../core/dash.js";
import { plain } from "../core/format.js";
import { get, set, subscribe } from "../core/store.js";

const TICKS = [0, 32, 64, 96, 127];
const SCALE_STEPS = 129; // of the colour bar, odd so that 0 is one of them
const HELP = "Point at a cell, or walk with the arrow keys, to read it; a click or Enter opens both units.";

/**
 * @typedef {{correlation: {bdata: string}, clustered: number[], silent: number[], why: string,
 *   positive: number[][], negative: number[][], colours: string[]}} Matrix
 */

/** The numbers behind a typed array of the server. @param {string} text base64 of float32 */
export function floats(text) {
  return new Float32Array(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
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
  const found = [];
  order.forEach((unit, place) => {
    if (!units.includes(unit)) return;
    const last = found.at(-1);
    if (last && last[0] + last[1] === place) last[1] += 1;
    else found.push([place, 1]);
  });
  return found;
}

/** A pair in words. @param {number[]} pair @param {number} r @param {Matrix} matrix */
export function words([one, other], r, { silent, why }) {
  const dumb = [one, other].find((unit) => silent.includes(unit));
  if (dumb !== undefined) return `unit ${one} and unit ${other}: no correlation, unit ${dumb} never ${why}s`;
  return one === other ? `unit ${one} with itself: r = 1` : `unit ${one} and unit ${other}: r = ${plain(r)}`;
}

/** The units without a correlation, named. @param {Matrix} matrix */
export function silence({ silent, why }) {
  if (!silent.length) return `Every unit ${why}s for some digit, so every correlation is defined.`;
  const button = (unit) =>
    `<button type="button" class="unit" data-unit="${unit}" title="Open unit ${unit}">${unit}</button>`;
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
  const button = (pair) => {
    const value = r(pair);
    const style = `width: ${(100 * Math.abs(value)).toFixed(0)}%; background: ${colours[value < 0 ? 0 : 1]}`;
    const bar = `<span class="strength"><i style="${style}"></i></span>`;
    return `<li><button type="button" data-pair="${pair.join(" ")}" title="Open both units"
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
      <p class="told" role="status"></p>
      <h3>Fire together most</h3><ol>${list(matrix.positive, r, matrix.colours)}</ol>
      <h3>Avoid each other most</h3><ol>${list(matrix.negative, r, matrix.colours)}</ol>
      <p class="silence">${silence(matrix)}</p></div>`;
}

const state = { matrix: null, values: null, order: null, kind: "", pointed: null };

const chart = () => document.getElementById("correlation-chart");
const part = (name) => chart().querySelector(name);
const between = ([one, other]) => state.values[one * state.order.length + other];
const percent = (places) => `${((100 * places) / state.order.length).toFixed(3)}%`;

function paint(canvas, values, width) {
  Object.assign(canvas, { width, height: values.length / width });
  canvas.getContext("2d").putImageData(new ImageData(pixels(values, state.matrix.colours), width), 0, 0);
}

/** Hatching over the rows and columns of units that have no correlation. */
function hatch() {
  const band = ([first, length]) =>
    `<i style="top: ${percent(first)}; height: ${percent(length)}; left: 0; width: 100%"></i>
     <i style="left: ${percent(first)}; width: ${percent(length)}; top: 0; height: 100%"></i>`;
  return runs(state.order, state.matrix.silent).map(band).join("");
}

function ticks(side) {
  const tick = (unit) => `<i style="${side}: ${percent(unit + 0.5)}">${unit}</i>`;
  return state.kind === "index" ? TICKS.map(tick).join("") : "";
}

function arrange(kind) {
  state.kind = kind;
  state.order = kind === "clustered" ? state.matrix.clustered : state.matrix.clustered.map((_, unit) => unit);
  paint(part(".values"), arranged(state.values, state.order), state.order.length);
  part(".silent").innerHTML = hatch();
  part(".ticks.up").innerHTML = ticks("top");
  part(".ticks.along").innerHTML =
    ticks("left") || "<span>units in clustered order: those that fire together stand side by side</span>";
  point(null);
}

function build(matrix) {
  state.matrix = matrix;
  state.values = floats(matrix.correlation.bdata);
  state.order = matrix.clustered;
  chart().innerHTML = frame(matrix, between);
  const steps = Array.from({ length: SCALE_STEPS }, (_, k) => (2 * k) / (SCALE_STEPS - 1) - 1);
  paint(part(".bar"), steps, SCALE_STEPS);
}

/** Point at a cell [row, column], or at none. @param {number[] | null} cell */
function point(cell) {
  state.pointed = cell;
  const [across, down] = [part(".across"), part(".down")];
  across.hidden = down.hidden = !cell;
  const pair = cell?.map((place) => state.order[place]);
  part(".told").textContent = cell ? words(pair, between(pair), state.matrix) : HELP;
  if (!cell) return;
  Object.assign(across.style, { top: percent(cell[0]), height: percent(1) });
  Object.assign(down.style, { left: percent(cell[1]), width: percent(1) });
}

/** Open both units. @param {number[]} units */
function open(units) {
  set("units", units);
}

/** The cell under the pointer, or null. */
function cellAt(event) {
  const cells = state.matrix && event.target.closest?.(".correlation .cells");
  if (!cells) return null;
  const { row, column } = under(cells, event, state.order.length, state.order.length);
  return [row, column];
}

/** A listed pair under the pointer or in focus, or null. */
function pairAt(event) {
  const button = state.matrix && event.target.closest?.("[data-pair]");
  return button ? button.dataset.pair.split(" ").map(Number) : null;
}

function onMove(event) {
  if (!state.matrix) return;
  const [cell, pair] = [cellAt(event), pairAt(event)];
  if (cell || pair) point(cell ?? pair.map((unit) => state.order.indexOf(unit)));
  else if (state.pointed && !chart().contains(document.activeElement)) point(null);
}

/** Open what is pointed at: a click is told in whole pixels and may lie a cell off. */
function onClick(event) {
  const cell = cellAt(event) && state.pointed;
  const pair = cell ? cell.map((place) => state.order[place]) : pairAt(event);
  if (pair) open(pair);
}

function onFocus(event) {
  const pair = pairAt(event);
  if (pair) point(pair.map((unit) => state.order.indexOf(unit)));
}

function onKey(event) {
  if (!state.matrix || !event.target.closest?.(".correlation .cells")) return;
  if (event.key === "Enter" && state.pointed) return open(state.pointed.map((place) => state.order[place]));
  const [row, column] = state.pointed ?? [0, 0];
  const to = step(event.key, { row, column }, state.order.length, state.order.length);
  if (!to) return;
  event.preventDefault();
  point([to.row, to.column]);
}

/** The matrix is the same for every digit, so it always shows the selected one. */
function mark() {
  if (state.matrix) document.getElementById("correlation-panel").dataset.shows = get("selection");
}

const callbacks = {
  /** The matrix has come, or another order is wanted. @param {Matrix | undefined} matrix @param {string} kind */
  show(matrix, kind) {
    if (!matrix) return;
    if (!state.matrix) build(matrix);
    arrange(kind);
    mark();
  },
};

export function start() {
  offer("digitscope_correlation", callbacks);
  subscribe("selection", mark);
  for (const name of ["pointermove", "pointerdown"]) document.addEventListener(name, onMove); // a finger does not hover
  document.addEventListener("focusin", onFocus);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
