/* Two digits compared: pictures, feature maps, differences, both sums, and the line between them on the map. */

import { signedBar } from "../charts/bars.js";
import { paintDigit } from "../charts/picture.js";
import { toPixel } from "../charts/plot.js";
import { offer } from "../core/dash.js";
import { escape, plain } from "../core/format.js";
import { pageData } from "../core/page_data.js";
import { having } from "../core/points.js";
import { isDrawn } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { draws } from "../core/views.js";
import { again } from "../core/visibility.js";
import { paint } from "../map/miniatures.js";

const HEIGHT = 100; // of the chart of the differences, in its own unit; the page stretches it
const GAP = 0.15; // between two bars, of a bar's share of the width
const LETTER_PX = 14; // from an end of the line to its letter, on a small map
const CLEAR_PX = 22; // the same on the large map, clear of ring and star
const NAMES = ["A", "B"];

/**
 * @typedef {{shows: string, index: number | null, name: string, image: string, label: number | null, predicted: number,
 *   confidence: string}} Side
 * @typedef {{unit: number, values: number[], difference: number}} UnitDifference
 * @typedef {{words: string, unit: number | null, values: string[]}} ReceiptRow
 * @typedef {{words: string, unit: number | null, share: number, told: string}} Carrier
 * @typedef {{shows: string, pinned: boolean, sides: Side[], pixels: string, columns: string[], axes: string[],
 *   maps: {channels: number[], picture: string, differences: string}, units: UnitDifference[], named: number,
 *   positions: number[][], distances: string, receipt: ReceiptRow[], sentence: string, carriers: Carrier[]}} View
 */

/** A number with three digits, as far as they are decimals. @param {number} value */
const number = (value) => plain(value, Math.abs(value) < 9.995 ? 2 : 1);

/** What A and B are, and how to choose another A. @param {View} view */
export function status({ pinned, sides }) {
  if (pinned && sides[0].shows === sides[1].shows)
    return "A and B are the same digit. Select another, or draw one, to compare it with A.";
  if (pinned) return "A is pinned. Select another digit, or draw one, to compare it with A.";
  const nearest = `Nothing is pinned yet, so A is the nearest digit of another class, ${sides[0].name}.`;
  return `${nearest} Press “Pin” at a digit to keep it as A, then select another.`;
}

/** Label and verdict of one side. @param {Side} side @param {string} letter */
export function caption({ name, label, predicted, confidence }, letter) {
  const known = label === null ? "" : `labelled ${label}, `;
  const verdict = label === null || label === predicted ? "" : ' class="wrong"';
  return `<strong>${letter}</strong> ${name}<br><span${verdict}>${known}read as ${predicted}</span>,
    <span class="hint">${escape(confidence)}</span>`;
}

/** The greatest magnitude of a list, 1 if there is none. @param {number[]} values */
export function reach(values) {
  return Math.max(...values.map(Math.abs)) || 1;
}

/** Bars up and down from the middle as two paths. @param {number[]} values @param {number} top */
export function barPaths(values, top) {
  const paths = { positive: "", negative: "" };
  values.forEach((value, k) => {
    const end = (HEIGHT / 2) * (1 - value / top);
    const kind = value < 0 ? "negative" : "positive";
    if (value) paths[kind] += `M${(k + GAP / 2).toFixed(3)} ${HEIGHT / 2}V${end.toFixed(2)}h${1 - GAP}V${HEIGHT / 2}z`;
  });
  return paths;
}

/** A named bar as a button. @param {UnitDifference} one @param {number} top */
export function namedBar({ unit, values, difference }, top) {
  const height = (50 * Math.abs(difference)) / top;
  const foot = difference < 0 ? `top: 50%` : `bottom: 50%`;
  const words = `Unit ${unit}: ${number(values[0])} in A, ${number(values[1])} in B, difference ${number(difference)}`;
  return `<button type="button" data-unit="${unit}" title="${words}" aria-label="${words}"><span class="column">
    <i class="${difference < 0 ? "negative" : "positive"}" style="height: ${height.toFixed(2)}%; ${foot}"></i></span>
    <span class="unit">${unit}</span></button>`;
}

/** The words of a row, a button if it is about a unit. @param {{words: string, unit: number | null}} row */
export function heading({ words, unit }) {
  return unit === null
    ? words
    : `<button type="button" class="unit" data-unit="${unit}" title="Open unit ${unit}">${words}</button>`;
}

/** Both sums, line by line. @param {View} view */
export function receipt({ receipt: rows, axes }) {
  const line = (row) =>
    `<tr><th scope="row">${heading(row)}</th>${row.values.map((value) => `<td>${value}</td>`).join("")}</tr>`;
  const letters = axes.map(() => NAMES.map((letter) => `<th scope="col">${letter}</th>`).join("")).join("");
  return `<thead><tr><th></th>${axes.map((axis) => `<th scope="colgroup" colspan="2">${axis}</th>`).join("")}</tr>
    <tr><th></th>${letters}</tr></thead><tbody>${rows.map(line).join("")}</tbody>`;
}

/** What carries A to B, as bars. @param {Carrier[]} parts */
export function carrierBars(parts) {
  const top = reach(parts.map(({ share }) => share));
  const row = (part) => `<li><span>${heading(part)}</span>${signedBar(part.share, top)}<span>${part.told}</span></li>`;
  return parts.map(row).join("");
}

const FACES = NAMES.map(
  (letter) => `<figure><button type="button" class="face"><canvas role="img"></canvas></button>
    <figcaption class="side-${letter}"></figcaption></figure>`,
);

const FRAME = `<p class="hint status"></p>
  <div class="compare-top">
    <section><h3>The digits</h3><div class="three">
      ${FACES.join("")}
      <figure><div class="face"><img class="pixels" alt="B minus A, pixel by pixel"></div>
        <figcaption><strong>B − A</strong><br>pixel by pixel</figcaption></figure>
    </div></section>
    <section><h3>Feature maps that differ most <span class="hint maps-hint"></span></h3>
      <div class="strips"><div class="channels"></div><span>A</span><span>B</span><span>B − A</span
        ><img class="both" alt=""><img class="differences" alt=""></div></section>
    <section><h3>On the map</h3><div class="place-map"><canvas aria-hidden="true"></canvas>${line()}</div>
      <p class="distances"></p></section>
  </div>
  <section><h3>128 differences <span
      class="hint">activation in B − activation in A, greatest first; the strongest are named</span></h3>
    <div class="difference-chart"><div class="ends"><span></span><span>0</span><span></span></div>
      <div class="named"></div>
    <svg preserveAspectRatio="none" aria-hidden="true">
      <path class="positive"/><path class="negative"/></svg></div></section>
  <div class="compare-sums">
    <section><h3>Both receipts <span class="hint">each column adds up to a position</span></h3>
      <table class="sums"></table></section>
    <section><h3>What carries A to B <span class="hint">shares of the way; orange leads back</span></h3>
      <p class="sentence" role="status"></p><ol class="carriers"></ol></section>
  </div>`;

/** The line from A to B, to be laid over a map: a spot at each end, its letter beyond it. */
function line() {
  const spots = '<circle class="spot" r="3.5"/>'.repeat(2);
  const end = (letter) => `<g class="end"><circle r="9"/><text text-anchor="middle" dy="4.5">${letter}</text></g>`;
  return `<svg class="comparison-line" aria-hidden="true"><path/>${spots}${NAMES.map(end).join("")}</svg>`;
}

/** Where the letters of A and B stand: beyond the ends of the line, side by side if it has no length. */
export function letterPlaces([one, other], gap) {
  const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
  const length = Math.hypot(dx, dy);
  const [x, y] = length ? [(gap * dx) / length, (gap * dy) / length] : [gap, 0];
  return [
    [one[0] - x, one[1] - y],
    [other[0] + x, other[1] + y],
  ];
}

/**
 * Draw the line between two places in pixels.
 * @param {SVGElement} svg
 * @param {number[][]} places
 * @param {number} gap
 */
function drawLine(svg, places, gap) {
  const put = (selector, all) =>
    svg
      .querySelectorAll(selector)
      .forEach((part, k) => part.setAttribute("transform", `translate(${all[k].join(" ")})`));
  svg.querySelector("path").setAttribute("d", `M${places.map((place) => place.join(" ")).join("L")}`);
  put(".spot", places);
  put(".end", letterPlaces(places, gap));
}

/** @type {{view: View | null, painted: string, place: Function | null}} */
const state = { view: null, painted: "", place: null };

/** The line on the large map, if it shows the axes that the view is about. */
function showOnMap() {
  const stage = document.getElementById("map-stage");
  const shown = get("map");
  if (!state.view || !shown) return;
  if (!stage.querySelector(".comparison-line")) stage.insertAdjacentHTML("beforeend", line());
  const svg = stage.querySelector(".comparison-line");
  const same = shown.columns.join() === state.view.columns.join();
  svg.classList.toggle("stale", !same);
  if (same)
    drawLine(
      svg,
      state.view.positions.map((position) => toPixel(shown.gd, ...position)),
      CLEAR_PX,
    );
}

/** The small map with the line. @param {HTMLElement} body @param {View} view */
async function showPlace(body, { columns, positions }) {
  const points = await having(columns);
  const canvas = body.querySelector(".place-map canvas");
  if (!canvas.clientWidth) return;
  const key = `${columns} ${canvas.clientWidth}`;
  const { classes } = pageData("map");
  if (state.painted !== key) state.place = paint(canvas, columns, points, classes);
  state.painted = key;
  drawLine(
    body.querySelector(".place-map svg"),
    positions.map((position) => state.place(...position)),
    LETTER_PX,
  );
}

/** @param {HTMLElement} body @param {View} view */
function fillDigits(body, { sides, pixels }) {
  sides.forEach((side, k) => {
    const face = body.querySelectorAll(".three button")[k];
    face.className = side.label === null ? "face" : `face class-${side.label}`;
    face.disabled = side.index === null;
    face.title = side.index === null ? side.name : `Select ${side.name}`;
    if (side.index === null) delete face.dataset.digit;
    else face.dataset.digit = String(side.index);
    face.firstChild.setAttribute("aria-label", `${NAMES[k]}: ${side.name}`);
    paintDigit(face.firstChild, side.image);
    body.querySelector(`.side-${NAMES[k]}`).innerHTML = caption(side, NAMES[k]);
  });
  body.querySelector(".pixels").src = pixels;
}

/** @param {HTMLElement} body @param {View} view */
function fillMaps(body, { maps, named }) {
  const channel = (number) => `<span title="conv2, channel ${number}">${number}</span>`;
  body.querySelector(".maps-hint").textContent = named
    ? "conv2, by mean absolute difference"
    : "none does; the first of conv2";
  body.querySelector(".channels").innerHTML = maps.channels.map(channel).join("");
  body.querySelector(".both").src = maps.picture;
  body.querySelector(".both").alt = `conv2 channels ${maps.channels.join(", ")} of A, below of B`;
  body.querySelector(".strips .differences").src = maps.differences;
  body.querySelector(".strips .differences").alt = "B minus A of the same channels";
}

/** @param {HTMLElement} body @param {View} view */
function fillDifferences(body, { units, named }) {
  const differences = units.map(({ difference }) => difference);
  const top = reach(differences);
  const ends = body.querySelectorAll(".ends span");
  body.querySelector(".difference-chart").classList.toggle("none", named === 0);
  [ends[0].textContent, ends[2].textContent] = [`+${number(top)}`, `−${number(top)}`];
  const bars = units.slice(0, named).map((one) => namedBar(one, top));
  body.querySelector(".named").innerHTML = bars.join("") || '<p class="hint">No unit differs.</p>';
  const rest = differences.slice(named);
  body.querySelector(".difference-chart svg").setAttribute("viewBox", `0 0 ${rest.length} ${HEIGHT}`);
  const paths = barPaths(rest, top);
  Object.keys(paths).forEach((kind) =>
    body.querySelector(`.difference-chart path.${kind}`).setAttribute("d", paths[kind]),
  );
}

/** Draw the comparison. @param {HTMLElement} body @param {View} view */
function render(body, view) {
  state.view = view;
  if (!body.firstChild) body.innerHTML = FRAME;
  const write = (name, words) => (body.querySelector(name).textContent = words);
  write(".status", status(view));
  write(".distances", view.distances);
  write(".sentence", view.sentence);
  fillDigits(body, view);
  fillMaps(body, view);
  fillDifferences(body, view);
  body.querySelector(".sums").innerHTML = receipt(view);
  body.querySelector(".carriers").innerHTML = carrierBars(view.carriers);
  showPlace(body, view);
  showOnMap();
  showSwap();
}

/** Digit A as a selection, if it can be selected: a drawing only while it is still on the pad. */
export function first() {
  const shows = state.view?.sides[0].shows ?? null;
  const lost = isDrawn(shows) && get("landing")?.shows !== shows;
  return lost ? null : shows;
}

function showSwap() {
  const swap = document.querySelector("#compare-panel [data-pin='swap']");
  swap.disabled = first() === null;
  swap.title = swap.disabled ? "The pinned drawing is no longer on the pad" : "Exchange A and B";
}

const callbacks = {
  /** The pin has changed: the panel asks anew. */
  again: () => void again("compare-panel"),
};

export function start() {
  draws("compare-body", render);
  offer("digitscope_compare", callbacks);
  subscribe("map", showOnMap);
  subscribe("axes", callbacks.again);
  window.addEventListener("resize", () => state.view && showPlace(document.getElementById("compare-body"), state.view));
}
