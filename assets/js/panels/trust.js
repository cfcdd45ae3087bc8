/* How far to trust a map point by point: in words, as distributions, and on the map as lines to neighbours that were
 * torn away and rings around strangers. */

import { toPixel } from "../charts/plot.js";
import { dataset, labelled } from "../core/dataset.js";
import { find, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { load, placeIn } from "../core/points.js";
import { isCurrent } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { paintFromSheet } from "../core/sheets.js";
import { get, subscribe } from "../core/store.js";
import { refill, term } from "../core/terms.js";
import { addOverlay, drawOver } from "../map/overlay.js";

/**
 * @typedef {import("../types/views.js").TrustView} View
 * @typedef {import("../types/views.js").TrustShare} Share
 * @typedef {import("../types/views.js").FarNeighbour} Far
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {{index: number, at: number[]}} Spot a digit and where its point is, in pixels
 */

const RING_PX = 4.5;
const END_PX = 4; // of a line
const CLEAR_PX = 10; // of the ring around the selected digit

/** What is on the map, small. @type {Object<string, string>} */
const SIGNS = {
  torn: `<path d="M1 7H14"/><circle class="end" cx="17" cy="7" r="${END_PX}"/>`,
  strangers: `<circle class="stranger" cx="6" cy="7" r="${RING_PX}"/>`,
};

/** The pictures of far neighbours, with their sign on the map. @param {string} kind @param {string} title */
const strip = (kind, title) => `<section class="trust-far ${kind}">
    <h3><svg class="trust-sign" aria-hidden="true">${SIGNS[kind]}</svg>
    <span>${title}</span> <span class="hint count"></span></h3><div class="neighbours"></div></section>`;

const FRAME = `<p class="trust-sentence" aria-live="polite"></p><p class="hint trust-definition"></p>
  <div class="trust-fars">${strip("torn", "Torn away")}${strip("strangers", "Strangers")}</div>
  <ol class="trust-shares"></ol><p class="trust-why"></p>`;

/** How many of all images have so many neighbours of a kind. @param {Share} share */
export function histogram({ term: key, name, counts, mean, measure, own, words }) {
  const most = Math.max(...counts, 1);
  /** @param {number} count @param {number} k */
  const bar = (count, k) =>
    `<i${k === own ? ' class="here"' : ""} style="height:${((100 * count) / most).toFixed(1)}%"></i>`;
  return `<li><h3>${term(key, name)}</h3><p class="hint">${escape(mean)} on average</p>
    <div class="trust-bars" aria-hidden="true">${counts.map((count, k) => `<b>${bar(count, k)}</b>`).join("")}</div>
    <div class="trust-ticks" aria-hidden="true"><span>0</span><span>${counts.length - 1}</span></div>
    <p class="words">${escape(words)}</p><p class="hint">the map's ${escape(measure)}</p></li>`;
}

/** Buttons for far neighbours; what they show comes with `fillPicture`. @param {Far[]} fars */
export function pictures(fars) {
  const { height, width } = dataset();
  const canvas = `<canvas role="img" width="${width}" height="${height}"></canvas>`;
  return fars.map(({ index }) => `<button type="button" data-digit="${index}">${canvas}</button>`).join("");
}

/**
 * Show one far neighbour.
 * @param {HTMLButtonElement} button
 * @param {Far} far
 * @param {number} label
 */
function fillPicture(button, { index, words }, label) {
  const description = `No. ${index}, ${labelled(label)}${words}`;
  button.className = label < 0 ? "neighbour" : `neighbour class-${label}`;
  button.dataset.tip = description;
  const canvas = find(button, "canvas", HTMLCanvasElement);
  canvas.setAttribute("aria-label", description);
  paintFromSheet(canvas, index);
}

/** @param {HTMLElement} body @param {string} kind @param {Far[]} fars */
async function showFars(body, kind, fars) {
  const place = find(body, `.trust-far.${kind}`);
  find(place, ".count").textContent = fars.length ? String(fars.length) : "none";
  const strip = find(place, ".neighbours");
  strip.innerHTML = pictures(fars);
  const buttons = findAll(strip, "button", HTMLButtonElement);
  const { columns } = await load();
  buttons.forEach((button, k) => fillPicture(button, fars[k], columns.label[fars[k].index]));
}

/**
 * The line from the selected digit to one that was torn away; nothing where that is under its ring.
 * @param {number[]} here @param {number[]} there in pixels
 */
export function line([x0, y0], [x1, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length <= CLEAR_PX + END_PX) return "";
  const start = [x0 + ((x1 - x0) * CLEAR_PX) / length, y0 + ((y1 - y0) * CLEAR_PX) / length];
  const way = `M${start.map((v) => v.toFixed(1)).join(" ")}L${x1.toFixed(1)} ${y1.toFixed(1)}`;
  return `<path class="edge" d="${way}"/><path d="${way}"/>`;
}

/**
 * Everything over the map: lines, their ends, and rings; ends and rings select their digit.
 * @param {number[]} here in pixels
 * @param {Spot[]} torn
 * @param {Spot[]} strangers
 */
export function markup(here, torn, strangers) {
  const lines = torn.map(({ at }) => line(here, at));
  const ends = torn.map((spot) => circle("end", spot, END_PX));
  const rings = strangers.map((spot) => circle("stranger", spot, RING_PX));
  return [...lines, ...ends, ...rings].join("");
}

/** A mark that selects its digit. @param {string} name @param {Spot} spot @param {number} radius */
function circle(name, { index, at: [x, y] }, radius) {
  return `<circle class="${name}" data-digit="${index}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}"/>`;
}

/** @type {{view: View | null}} */
const state = { view: null };

/** Whether they are of the same digit and map, and asked for. @param {MapView} map */
function applies({ projection, columns }) {
  const { view } = state;
  const same = view?.projection === projection && view.columns.join() === columns.join();
  return Boolean(same && setting("trust-shown") === "yes" && isCurrent(view.shows, get("selection")));
}

/** @param {SVGElement} svg @param {MapView} map */
function draw(svg, { gd, points, columns }) {
  if (!state.view) return;
  const { here, torn, strangers } = state.view;
  /** @param {Far[]} fars @returns {Spot[]} */
  const spots = (fars) => fars.map(({ index }) => ({ index, at: toPixel(gd, ...placeIn(points, columns, index)) }));
  svg.innerHTML = markup(toPixel(gd, here[0], here[1]), spots(torn), spots(strangers));
}

const OVERLAY = { view: "trust-body", name: "trust-layer", applies, draw };

/** @param {HTMLElement} body @param {View} view */
function render(body, view) {
  state.view = view;
  if (!body.firstChild) body.innerHTML = FRAME;
  find(body, ".trust-sentence").textContent = view.sentence;
  find(body, ".trust-definition").textContent = view.definition;
  showFars(body, "torn", view.torn);
  showFars(body, "strangers", view.strangers);
  refill(find(body, ".trust-shares"), view.shares.map(histogram).join(""));
  find(body, ".trust-why").textContent = view.why;
  drawOver(OVERLAY);
}

function start() {
  addOverlay(OVERLAY);
  subscribe("settings", () => drawOver(OVERLAY));
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "trust", views: { "trust-body": render }, start };
