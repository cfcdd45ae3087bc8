/* How far a place is chance: in words, and its places in other runs as hollow marks on the map, if asked for. */

import { toPixel } from "../charts/plot.js";
import { find } from "../core/dom.js";
import { escape } from "../core/format.js";
import { isCurrent } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { get, subscribe } from "../core/store.js";
import { refill, term } from "../core/terms.js";
import { addOverlay, drawOver } from "../map/overlay.js";

const RADIUS = 5; // pixels
const CLEAR_PX = 10; // of the ring

/**
 * @typedef {import("../types/views.js").RunsView} View
 * @typedef {import("../types/views.js").RunsFact} Fact
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {{here: number[], there: number[]}} Ends in pixels
 */

/** What the glossary explains. @type {Object<string, string>} */
const TERMS = { Island: "island" };

/** @param {Fact} fact */
function row({ name, words }) {
  const title = TERMS[name] ? term(TERMS[name], name) : escape(name);
  return `<li><span class="name">${title}</span><span>${escape(words)}</span></li>`;
}

/** What the sentence leaves out, as rows. @param {Fact[]} facts */
export function rows(facts) {
  return facts.map(row).join("");
}

const FRAME = `<p class="runs-sentence"></p>
  <details class="runs-more"><summary>What comes again, and what was varied</summary
    ><ul class="runs-facts"></ul></details>`;

/** The line from the ring to a mark, and the mark. @param {Ends} ends */
export function mark({ here: [x0, y0], there: [x1, y1] }) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  /** @param {number} along */
  const at = (along) => [x0 + ((x1 - x0) * along) / length, y0 + ((y1 - y0) * along) / length].map((v) => v.toFixed(1));
  const circle = `<circle cx="${x1.toFixed(1)}" cy="${y1.toFixed(1)}" r="${RADIUS}"/>`;
  if (length <= CLEAR_PX + RADIUS) return circle;
  return `<path d="M${at(CLEAR_PX).join(" ")}L${at(length - RADIUS).join(" ")}"/>${circle}`;
}

/** The marks of all other places. @param {number[][]} places in pixels, that on the map first */
export function marks([here, ...others]) {
  return others.map((there) => mark({ here, there })).join("");
}

/** @type {{view: View | null}} */
const state = { view: null };

/** Whether the places are of the same digit and map, and asked for. @param {import("../core/store.js").MapView} map */
function applies({ projection }) {
  const { view } = state;
  const asked = setting("runs-shown") === "yes" && view?.projection === projection;
  return Boolean(asked && isCurrent(view.shows, get("selection")));
}

/** @param {SVGElement} svg @param {import("../core/store.js").MapView} map */
function draw(svg, { gd }) {
  svg.innerHTML = marks((state.view?.places ?? []).map(([x, y]) => toPixel(gd, x, y)));
}

const OVERLAY = { view: "runs-body", name: "runs-layer", applies, draw };

/** @param {HTMLElement} body @param {View} view */
function render(body, view) {
  state.view = view;
  if (!body.firstChild) body.innerHTML = FRAME;
  find(body, ".runs-sentence").textContent = view.sentence;
  find(body, ".runs-more").hidden = !view.facts.length;
  refill(find(body, ".runs-facts"), rows(view.facts));
  drawOver(OVERLAY);
}

function start() {
  addOverlay(OVERLAY);
  subscribe("settings", () => drawOver(OVERLAY));
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "runs", views: { "runs-body": render }, start };
