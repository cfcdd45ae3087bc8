/* Three small maps: where the selected digit and the drawing are on each; a click brings one to the large map. */

import { painted } from "../charts/plot.js";
import { around, byId, context2d, find, findAll } from "../core/dom.js";
import { pageData } from "../core/page_data.js";
import { extent, load, placeIn } from "../core/points.js";
import { markedDigit, positionOf } from "../core/selection.js";
import { choose } from "../core/settings.js";
import { get, subscribe } from "../core/store.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {(x: number, y: number) => Point} PixelOf
 */

const MARGIN = 0.05;

/**
 * Equal scales for both axes that fit all points into a square of `side` pixels.
 * @param {[number, number]} across range
 * @param {[number, number]} up range
 * @param {number} side
 * @returns {PixelOf}
 */
export function fit(across, up, side) {
  const extent = Math.max(across[1] - across[0], up[1] - up[0]) || 1; // all in one spot: in the middle
  const scale = ((1 - 2 * MARGIN) * side) / extent;
  /** @param {number[]} range */
  const middle = (range) => (range[0] + range[1]) / 2;
  return (x, y) => [side / 2 + scale * (x - middle(across)), side / 2 - scale * (y - middle(up))];
}

/**
 * @type {{places: Object<string, PixelOf>, projection: string | null, largeFirst: Promise<void> | null}} by projection,
 * where its small map has a position
 */
const state = { places: {}, projection: null, largeFirst: null };

/**
 * Draw the points of a map, and return where on it a position lies, in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {string[]} columns the names of the map's axes
 * @param {Points} points
 * @param {string[]} classes colours
 */
export function paint(canvas, columns, points, classes) {
  const [across, up] = columns.map((column) => points.columns[column]);
  const ratio = window.devicePixelRatio || 1;
  const place = fit(extent(across), extent(up), canvas.clientWidth);
  canvas.width = canvas.height = Math.round(canvas.clientWidth * ratio);
  const context = context2d(canvas);
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

/** @param {HTMLElement} button @param {Points} points @param {string[]} classes @param {number | null} digit */
function markOne(button, points, classes, digit) {
  const name = button.dataset.projection ?? "";
  const canvas = find(button, "canvas", HTMLCanvasElement);
  const columns = [`${name}-1`, `${name}-2`];
  if (!state.places[name] && !canvas.clientWidth) return; // asking each time would lay the page out each time
  const place = (state.places[name] ??= paint(canvas, columns, points, classes));
  const landing = get("landing");
  put(find(button, ".selected"), digit === null ? null : place(...placeIn(points, columns, digit)));
  put(find(button, ".drawn"), landing ? place(...positionOf(landing, columns)) : null);
}

/** Mark the selected digit and the drawing on all three, once the large map is there. */
async function mark() {
  if (!get("map")) return;
  const points = await load();
  await (state.largeFirst ??= painted());
  const { classes } = pageData("map");
  findAll(document, "#map-miniatures button").forEach((button) => markOne(button, points, classes, markedDigit()));
}

/** Frame the map that is in view, if it is among them. @param {{projection: string} | null} map */
function markChosen(map) {
  const projection = map?.projection ?? null;
  if (projection === state.projection) return;
  if (!state.projection) mark();
  state.projection = projection;
  findAll(document, "#map-miniatures button").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset.projection === projection)),
  );
}

/**
 * A button for each small map, with marks for the selected digit and the drawing.
 * @param {Object<string, string>} maps
 */
export function buttons(maps) {
  /** @param {string[]} map */
  const button = ([name, words]) =>
    `<button type="button" data-projection="${name}" title="Show the ${words} map"
      ><canvas></canvas><i class="selected" hidden></i><i class="drawn" hidden></i><span>${words}</span></button>`;
  return Object.entries(maps).map(button).join("");
}

/** Put the buttons in place, once there is one. */
function fill() {
  const element = byId("map-miniatures");
  if (!element.firstChild) element.innerHTML = buttons(JSON.parse(element.dataset.maps ?? "{}"));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "#map-miniatures [data-projection]");
  if (button) choose({ "map-projection": button.dataset.projection ?? "" });
}

export function start() {
  subscribe("mounted", fill);
  for (const key of /** @type {const} */ (["selection", "landing", "online", "shown"])) subscribe(key, mark);
  subscribe("map", markChosen);
  document.addEventListener("click", onClick);
  window.addEventListener("resize", () => {
    state.places = {};
    mark();
  });
}
