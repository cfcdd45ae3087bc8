/* Two images compared: pictures, feature maps, differences, both sums, and the line between them on the map. */

import { paintDigit } from "../charts/picture.js";
import { toPixel } from "../charts/plot.js";
import { find, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { isDrawn } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { refill } from "../core/terms.js";
import { addOverlay, drawOver } from "../map/overlay.js";
import {
  barPaths,
  caption,
  contributionBars,
  frame,
  HEIGHT,
  inSight,
  letterPlaces,
  line,
  NAMES,
  namedBar,
  number,
  reach,
  receipt,
  status,
} from "./compare_frame.js";

const CLEAR_PX = 22; // the same on the large map, clear of ring and star

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../types/views.js").CompareView} View
 */

/**
 * Draw the line between two places in pixels.
 * @param {SVGElement} svg
 * @param {Point[]} places
 * @param {number} gap
 */
function drawLine(svg, places, gap) {
  /** @param {string} selector @param {Point[]} all */
  const put = (selector, all) =>
    findAll(svg, selector, SVGElement).forEach((part, k) =>
      part.setAttribute("transform", `translate(${all[k].join(" ")})`),
    );
  find(svg, "path", SVGElement).setAttribute("d", `M${places.map((place) => place.join(" ")).join("L")}`);
  put(".spot", places);
  const letters = letterPlaces(places, gap);
  put(
    ".end",
    letters.map((letter, k) => inSight(letter, places[k], [svg.clientWidth, svg.clientHeight])),
  );
}

/** @type {{view: View | null}} */
const state = { view: null };

/** Whether the view is about the axes of the map. @param {import("../core/store.js").MapView} map */
function applies({ columns }) {
  return state.view?.columns.join() === columns.join();
}

/** The line on the large map. @param {SVGElement} svg @param {import("../core/store.js").MapView} map */
function draw(svg, { gd }) {
  const places = state.view?.positions.map((position) => toPixel(gd, ...position)) ?? [];
  if (!svg.firstChild) svg.innerHTML = line();
  drawLine(svg, places, CLEAR_PX);
}

const OVERLAY = { view: "compare-body", name: "comparison-line", applies, draw };

/** @param {HTMLElement} body @param {View} view */
function fillDigits(body, { sides, pixels }) {
  sides.forEach((side, k) => {
    const face = findAll(body, ".three button.face", HTMLButtonElement)[k];
    const picture = find(face, "canvas", HTMLCanvasElement);
    face.className = side.label === null ? "face" : `face class-${side.label}`;
    face.disabled = side.index === null;
    face.dataset.tip = side.index === null ? side.name : `Select ${side.name}`;
    if (side.index === null) delete face.dataset.digit;
    else face.dataset.digit = String(side.index);
    picture.setAttribute("aria-label", `${NAMES[k]}: ${side.name}`);
    paintDigit(picture, side.image);
    refill(find(body, `.side-${NAMES[k]}`), caption(side, NAMES[k]));
  });
  find(body, ".pixels", HTMLImageElement).src = pixels;
}

/** @param {HTMLElement} body @param {View} view */
function fillMaps(body, { maps, named }) {
  find(body, ".maps").hidden = !maps;
  if (!maps) return;
  /** @param {number} number */
  const channel = (number) => `<span data-tip="${escape(maps.layer)}, channel ${number}">${number}</span>`;
  const hint = named ? `${maps.layer}, by mean absolute difference` : `none does; the first of ${maps.layer}`;
  find(body, ".maps-hint").textContent = hint;
  find(body, ".channels").innerHTML = maps.channels.map(channel).join("");
  const [both, differences] = [".both", ".strips .differences"].map((name) => find(body, name, HTMLImageElement));
  both.src = maps.picture;
  both.alt = `${maps.layer} channels ${maps.channels.join(", ")} of A, below of B`;
  differences.src = maps.differences;
  differences.alt = "B minus A of the same channels";
}

/** @param {HTMLElement} body @param {View} view */
function fillDifferences(body, { units, named }) {
  const differences = units.map(({ difference }) => difference);
  const top = reach(differences);
  const ends = findAll(body, ".ends span");
  find(body, ".count").textContent = `${units.length} differences`;
  find(body, ".difference-chart").classList.toggle("none", named === 0);
  [ends[0].textContent, ends[2].textContent] = [`+${number(top)}`, `−${number(top)}`];
  const bars = units.slice(0, named).map((one) => namedBar(one, top));
  find(body, ".named").innerHTML = bars.join("") || '<p class="hint">No unit differs.</p>';
  const rest = differences.slice(named);
  find(body, ".difference-chart svg", SVGElement).setAttribute("viewBox", `0 0 ${rest.length} ${HEIGHT}`);
  const paths = barPaths(rest, top);
  for (const kind of /** @type {const} */ (["positive", "negative"]))
    find(body, `.difference-chart path.${kind}`, SVGElement).setAttribute("d", paths[kind]);
}

/** Draw the comparison. @param {HTMLElement} body @param {View} view */
function render(body, view) {
  state.view = view;
  if (!body.firstChild) body.innerHTML = frame();
  /** @param {string} name @param {string} text */
  const write = (name, text) => (find(body, name).textContent = text);
  write(".status", status(view));
  write(".distances", view.distances);
  write(".sentence", view.sentence);
  fillDigits(body, view);
  fillMaps(body, view);
  fillDifferences(body, view);
  find(body, ".sums").innerHTML = receipt(view);
  find(body, ".contributions").innerHTML = contributionBars(view.contributions);
  drawOver(OVERLAY);
  showSwap();
}

/** Digit A as a selection, if it can be selected: a drawing only while it is still on the pad. */
export function first() {
  const shows = get("pin")?.shows ?? readyMade();
  const lost = isDrawn(shows) && get("landing")?.shows !== shows;
  return lost ? null : shows;
}

/** The digit that stands in for A as long as none is pinned. */
function readyMade() {
  return state.view?.shows === get("selection") && !state.view.pinned ? state.view.sides[0].shows : null;
}

function showSwap() {
  const [swap] = findAll(document, "#compare-panel [data-pin='swap']", HTMLButtonElement);
  if (!swap) return;
  swap.disabled = first() === null;
  swap.dataset.tip = swap.disabled ? "The pinned drawing is no longer on the pad" : "Exchange A and B";
}

/** Another tab is in sight, or this one again, with nothing drawn yet. */
function forget() {
  state.view = null;
}

function start() {
  subscribe("mounted", forget);
  addOverlay(OVERLAY);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "compare", views: { "compare-body": render }, start };
