/* Small maps: where the selected image and the drawing are on each; a click brings one to the large map. */

import { dataset } from "../core/dataset.js";
import { around, byId, context2d, find, findAll } from "../core/dom.js";
import { usualColumns } from "../core/map_choice.js";
import { escape } from "../core/format.js";
import { those } from "../core/members.js";
import { extent, placeIn } from "../core/points.js";
import { markedDigit, positionOf } from "../core/selection.js";
import { choose } from "../core/settings.js";
import { get, subscribe } from "../core/store.js";
import { meant, REST } from "./emphasis.js";
import { labels, median, pickFrom } from "./figure.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/store.js").Groups} Groups
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {(x: number, y: number) => Point} PixelOf
 */

const MARGIN = 0.05;
const DOT_PX = 1.4;
const OPACITY = 0.6;
const REST_OPACITY = 0.2; // of what the filter keeps back
const AFTER_MS = 200; // after the large map is there, which is to be painted first
const SOON_MS = 50; // after the large map has changed, likewise
const NUMERAL_PX = 10;
const SHORT_NAME = 2; // characters: longer ones would hide the map

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
 * @type {{places: Object<string, PixelOf>, projection: string | null, largeFirst: Promise<void> | null,
 *   groups: Groups | null, shown: Uint8Array, later: ReturnType<typeof setTimeout> | undefined}}
 * by projection, where its small map has a position; the groups of the large map; by image whether it is drawn
 */
const state = {
  places: {},
  projection: null,
  largeFirst: null,
  groups: null,
  shown: new Uint8Array(),
  later: undefined,
};

/**
 * Draw the points of a map, with a numeral on each class, and return where on it a position lies, in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {string[]} columns the names of the map's axes
 * @param {Points} points
 * @param {string[]} colours of the classes
 * @param {(index: number) => unknown} isShown
 * @param {boolean} withRest whether the others are drawn too, in grey
 */
export function paint(canvas, columns, points, colours, isShown = () => true, withRest = false) {
  const [across, up] = columns.map((column) => points.columns[column]);
  const ratio = window.devicePixelRatio || 1;
  const place = fit(extent(across), extent(up), canvas.clientWidth);
  const classes = membersShown(points, colours.length, isShown);
  canvas.width = canvas.height = Math.round(canvas.clientWidth * ratio);
  const context = context2d(canvas);
  context.scale(ratio, ratio);
  /** @param {number[]} members @param {string} colour @param {number} opacity */
  const dots = (members, colour, opacity) => {
    Object.assign(context, { globalAlpha: opacity, fillStyle: colour });
    for (const index of members) context.fillRect(...place(across[index], up[index]), DOT_PX / ratio, DOT_PX / ratio);
  };
  if (withRest)
    dots(
      those(points.count, (index) => !isShown(index)),
      REST,
      REST_OPACITY,
    );
  classes.forEach((members, k) => dots(members, colours[k], OPACITY));
  const named = labels(points, columns, classes).filter(({ visible, text }) => visible && text.length <= SHORT_NAME);
  const at = named.map(({ x, y, text, index }) => ({
    text,
    place: beside(place(x, y), heightOf(classes[index], up, place)),
  }));
  writeNumerals(context, at);
  return place;
}

/**
 * The digits of each class that are shown.
 * @param {Points} points
 * @param {number} count of classes
 * @param {(index: number) => unknown} isShown
 */
export function membersShown({ columns }, count, isShown) {
  /** @type {number[][]} */
  const members = Array.from({ length: count }, () => []);
  const column = dataset().labelled ? columns.label : columns.predicted;
  column.forEach((value, index) => isShown(index) && members[value]?.push(index));
  return members;
}

/**
 * How high most of a class is, px: twice what half of its digits are away from its middle.
 * @param {number[]} members
 * @param {import("../core/points.js").Column} up
 * @param {PixelOf} place
 */
function heightOf(members, up, place) {
  const middle = median(pickFrom(up, members));
  const away = median(members.map((index) => Math.abs(up[index] - middle)));
  return 4 * Math.abs(place(0, away)[1] - place(0, 0)[1]);
}

/**
 * Where a numeral names its class without hiding it: on it, or above one that is hardly higher than the numeral.
 * @param {Point} middle
 * @param {number} height of the class, px
 * @returns {Point}
 */
export function beside([x, y], height) {
  return [x, height < 2 * NUMERAL_PX ? Math.max(y - (height + NUMERAL_PX) / 2, NUMERAL_PX / 2) : y];
}

/**
 * Write numerals in white with a dark edge, which can be read on any ground, light or dark.
 * @param {CanvasRenderingContext2D} context
 * @param {{text: string, place: Point}[]} named
 */
function writeNumerals(context, named) {
  const font = `700 ${NUMERAL_PX}px ${getComputedStyle(context.canvas).fontFamily}`;
  Object.assign(context, { font, textAlign: "center", textBaseline: "middle", lineJoin: "round", globalAlpha: 1 });
  Object.assign(context, { lineWidth: 2.5, strokeStyle: "rgba(16, 19, 24, 0.8)", fillStyle: "#fff" });
  for (const { text, place } of named) {
    context.strokeText(text, ...place);
    context.fillText(text, ...place);
  }
}

/** Put a dot at a position, or take it off. @param {HTMLElement} dot @param {number[] | null} place in CSS pixels */
function put(dot, place) {
  dot.hidden = place === null;
  if (place) dot.style.transform = `translate(${place[0]}px, ${place[1]}px)`;
}

/** @param {HTMLElement} button @param {MapView} map @param {number | null} digit */
function markOne(button, map, digit) {
  const { points } = map;
  const name = button.dataset.projection ?? "";
  const canvas = find(button, "canvas", HTMLCanvasElement);
  const columns = usualColumns(name);
  if (!state.places[name] && !canvas.clientWidth) return; // asking each time would lay the page out each time
  const place = (state.places[name] ??= paintShown(canvas, columns, map));
  const landing = get("landing");
  put(find(button, ".selected"), digit === null ? null : place(...placeIn(points, columns, digit)));
  put(find(button, ".drawn"), landing ? place(...positionOf(landing, columns)) : null);
}

/** Draw what the large map shows. @param {HTMLCanvasElement} canvas @param {string[]} columns @param {MapView} map */
function paintShown(canvas, columns, { points, groups }) {
  const shown = (state.shown = meant(points.count, groups));
  return paint(canvas, columns, points, dataset().colours, (index) => shown[index], get("passing") !== null);
}

/** Mark the selected digit and the drawing on all three, once the large map is there. */
async function mark() {
  await (state.largeFirst ??= new Promise((resolve) => setTimeout(resolve, AFTER_MS)));
  const map = get("map");
  if (map) findAll(document, "#map-miniatures button").forEach((button) => markOne(button, map, markedDigit()));
}

/** Draw all three anew: what they show or their size is another; the large map, which changes too, is painted first. */
function redraw() {
  clearTimeout(state.later);
  state.later = setTimeout(redrawNow, SOON_MS);
}

function redrawNow() {
  state.places = {};
  mark();
}

/** Whether the large map shows others than are drawn; another colouring need not. @param {MapView} map */
function showsOthers({ points, groups }) {
  const shown = meant(points.count, groups);
  return shown.length !== state.shown.length || shown.some((one, index) => one !== state.shown[index]);
}

/** Frame the map that is in view, if it is among them. @param {MapView | null} map */
function markChosen(map) {
  if (map && map.groups !== state.groups) {
    state.groups = map.groups;
    if (showsOthers(map)) redraw();
  }
  const projection = map?.projection ?? null;
  if (projection === state.projection) return;
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
  const button = ([name, label]) =>
    `<button type="button" data-projection="${name}" data-tip="Show the ${escape(label)} map"
      ><canvas></canvas><i class="selected" hidden></i><i class="drawn" hidden></i
      ><span>${escape(label)}</span></button>`;
  return Object.entries(maps).map(button).join("");
}

/** Put the buttons in place, once there is one. */
function fill() {
  const element = byId("map-miniatures");
  if (element.firstChild) return;
  element.innerHTML = buttons(JSON.parse(element.dataset.maps ?? "{}"));
  new ResizeObserver(redraw).observe(element); // it was hidden, or is larger
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
  for (const key of /** @type {const} */ (["hidden", "passing"])) subscribe(key, redraw);
  window.addEventListener("resize", redraw);
}
