/* Why here, on the map: the way from the baseline, and where the digit goes when its units are turned. */

import { toPixel } from "../charts/plot.js";
import { isCurrent, positionOf } from "../core/selection.js";
import { get } from "../core/store.js";
import { addOverlay, drawOver } from "../map/overlay.js";

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../types/views.js").WhyView} WhyView
 * @typedef {Pick<WhyView, "shows" | "projection" | "columns" | "here" | "there" | "path">} MarkedView
 * @typedef {WhyView["here"]} Place
 * @typedef {{head: number, gap: number, ghost: number, dot: number}} ArrowSize
 */

const TRAIL = 80; // places that stay in sight
const SIZE = { head: 10, gap: 10, ghost: 8, dot: 4 }; // pixels, on the large map; the gap is the ring's

/**
 * An arrow that ends a gap before its goal; nothing when it is shorter than that.
 * @param {number[]} from @param {number[]} to @param {{head: number, gap: number}} size
 * @returns {{tip: number[], base: number[], head: number[][]} | null}
 */
export function arrow([x0, y0], [x1, y1], { head, gap }) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length <= gap + head) return null;
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  /** @param {number} distance @param {number} aside */
  const back = (distance, aside) => [x1 - dx * distance - dy * aside, y1 - dy * distance + dx * aside];
  return {
    tip: back(gap, 0),
    base: back(gap + head, 0),
    head: [back(gap, 0), back(gap + head, head / 2), back(gap + head, -head / 2)],
  };
}

/** @param {number[]} one @param {number[]} other */
const distance = ([x0, y0], [x1, y1]) => Math.hypot(x1 - x0, y1 - y0);

/** @param {number[]} place */
const pair = (place) => place.map((pixel) => pixel.toFixed(1)).join(",");

/**
 * A way as SVG, on a light edge that keeps it readable over points; its end is an arrow.
 * @param {number[][]} path
 * @param {number[]} to
 * @param {ArrowSize} size
 */
function pathMarkup(path, to, size) {
  const from = path[0];
  const parts = arrow(path.findLast((place) => distance(place, to) > size.gap + size.head) ?? from, to, size);
  const way = path.filter((place) => distance(place, to) > size.gap + size.head);
  const start = `<circle class="baseline" cx="${from[0].toFixed(1)}" cy="${from[1].toFixed(1)}" r="${size.dot}"/>`;
  if (!parts) return start;
  const points = [...way, parts.base].map(pair).join(" ");
  /** @param {string} name */
  const line = (name) => `<polyline class="${name}" points="${points}"/>`;
  return `${line("edge")}${line("way")}<polygon class="head" points="${parts.head.map(pair).join(" ")}"/>${start}`;
}

/**
 * Everything over one map, as SVG.
 * @param {{here: number[], there: number[] | null, path: number[][], trail: number[][]}} places in pixels
 * @param {ArrowSize} size
 */
export function markup({ here, there, path, trail }, size) {
  const points = [here, ...trail].map(pair).join(" ");
  const ghost =
    there &&
    `<polyline class="edge" points="${points}"/><polyline class="trail" points="${points}"/>
    <circle class="ghost" cx="${there[0].toFixed(1)}" cy="${there[1].toFixed(1)}" r="${size.ghost}"/>`;
  return (path.length ? pathMarkup(path, there ?? here, size) : "") + (ghost || "");
}

/** @type {{view: MarkedView | null, trail: Place[]}} */
const state = { view: null, trail: [] };

/**
 * The places of a view in pixels of one map.
 * @param {MarkedView} view
 * @param {string[]} columns
 * @param {(x: number, y: number) => number[]} pixelOf
 */
function placesOn({ here, there, path }, columns, pixelOf) {
  /** @param {Place} place */
  const at = (place) => pixelOf(...positionOf(place, columns));
  return {
    here: at(here),
    there: there && at(there),
    path: path.map(([x, y]) => pixelOf(x, y)),
    trail: state.trail.map(at),
  };
}

/** Whether the receipt is of the same digit and map. @param {import("../core/store.js").MapView} map */
function applies({ projection, columns }) {
  const { view } = state;
  const same = view?.projection === projection && view.columns.join() === columns.join();
  return Boolean(view && same && isCurrent(view.shows, get("selection")));
}

/** @param {SVGElement} svg @param {import("../core/store.js").MapView} map */
function draw(svg, { gd, columns }) {
  if (!state.view) return;
  const places = placesOn(state.view, columns, (x, y) => toPixel(gd, x, y));
  svg.innerHTML = markup(places, SIZE);
}

const OVERLAY = { view: "why-body", name: "why-layer", applies, draw };

/** Show a view on the map. @param {MarkedView} view */
export function showOnMap(view) {
  const goesOn = view.there && view.shows === state.view?.shows;
  state.trail = view.there ? [...(goesOn ? state.trail : []), view.there].slice(-TRAIL) : [];
  state.view = view;
  drawOver(OVERLAY);
}

export function start() {
  addOverlay(OVERLAY);
}
