/* Three small maps: where the selected digit and the drawing are on each; a click brings one to the large map. */

import { painted } from "../charts/plot.js";
import { setProps } from "../core/dash.js";
import { pageData } from "../core/page_data.js";
import { load } from "../core/points.js";
import { markedDigit, positionOf } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { draws } from "../core/views.js";

const MARGIN = 0.05;

/**
 * Equal scales for both axes that fit all points into a square of `side` pixels.
 * @param {[number, number]} across range
 * @param {[number, number]} up range
 * @param {number} side
 */
export function fit(across, up, side) {
  const extent = Math.max(across[1] - across[0], up[1] - up[0]) || 1; // all in one spot: in the middle
  const scale = ((1 - 2 * MARGIN) * side) / extent;
  const middle = (range) => (range[0] + range[1]) / 2;
  return (x, y) => [side / 2 + scale * (x - middle(across)), side / 2 - scale * (y - middle(up))];
}

/** @param {Float32Array} values @returns {[number, number]} */
export function extent(values) {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

const state = { places: {}, projection: null, largeFirst: null };

/**
 * Draw the points of a map, and return where on it a position lies, in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {string[]} columns the names of the map's axes
 */
export function paint(canvas, columns, points, classes) {
  const [across, up] = columns.map((column) => points.columns[column]);
  const ratio = window.devicePixelRatio || 1;
  const place = fit(extent(across), extent(up), canvas.clientWidth);
  canvas.width = canvas.height = Math.round(canvas.clientWidth * ratio);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.globalAlpha = 0.6;
  for (let index = 0; index < points.count; index++) {
    context.fillStyle = classes[points.columns.label[index]];
    context.fillRect(...place(across[index], up[index]), 1.4 / ratio, 1.4 / ratio);
  }
  return place;
}

/** Put a dot at a position, or take it off. @param {HTMLElement} dot @param {number[] | null} place in CSS pixels */
function put(dot, place) {
  dot.hidden = place === null;
  if (place) dot.style.transform = `translate(${place[0]}px, ${place[1]}px)`;
}

function markOne(button, points, classes, digit) {
  const name = button.dataset.projection;
  const canvas = button.querySelector("canvas");
  const columns = [`${name}-1`, `${name}-2`];
  if (!state.places[name] && !canvas.clientWidth) return; // asking each time would lay the page out each time
  const place = (state.places[name] ??= paint(canvas, columns, points, classes));
  const landing = get("landing");
  const known = digit !== null && columns.map((column) => points.columns[column][digit]);
  put(button.querySelector(".selected"), known ? place(...known) : null);
  put(button.querySelector(".drawn"), landing ? place(...positionOf(landing, columns)) : null);
}

/** Mark the selected digit and the drawing on all three, once the large map is there. */
async function mark() {
  if (!get("map")) return;
  const points = await load();
  await (state.largeFirst ??= painted());
  const { classes } = pageData("map");
  document
    .querySelectorAll("#map-miniatures button")
    .forEach((button) => markOne(button, points, classes, markedDigit()));
}

/** Frame the map that is in view, if it is among them. @param {{projection: string}} map */
function choose({ projection }) {
  if (projection === state.projection) return;
  if (!state.projection) mark();
  state.projection = projection;
  document
    .querySelectorAll("#map-miniatures button")
    .forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.projection === projection)));
}

/**
 * A button for each small map, with marks for the selected digit and the drawing.
 * @param {Object<string, string>} maps
 */
export function buttons(maps) {
  const button = ([name, words]) =>
    `<button type="button" data-projection="${name}" title="Show the ${words} map"
      ><canvas></canvas><i class="selected" hidden></i><i class="drawn" hidden></i><span>${words}</span></button>`;
  return Object.entries(maps).map(button).join("");
}

function onClick(event) {
  const button = event.target.closest("#map-miniatures [data-projection]");
  if (button) setProps("map-projection", { value: button.dataset.projection });
}

export function start() {
  draws("map-miniatures", (element, maps) => (element.innerHTML = buttons(maps)));
  for (const key of ["selection", "landing"]) subscribe(key, mark);
  subscribe("map", choose);
  document.addEventListener("click", onClick);
  window.addEventListener("resize", () => {
    state.places = {};
    mark();
  });
}
