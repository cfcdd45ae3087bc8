/* The landing: the drawing goes to the server while the pen moves, one question at a time, and its star moves. */

import { plotScales, toPixel } from "../charts/plot.js";
import { starPath } from "../charts/star.js";
import { values } from "../core/address.js";
import { NO_ANSWER, post } from "../core/ask.js";
import { dataset } from "../core/dataset.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { probability } from "../core/format.js";
import { numberOf, pick, positionOf, select } from "../core/selection.js";
import { get, set, subscribe } from "../core/store.js";
import { Gate } from "../core/stream.js";
import { isWaiting } from "../core/views.js";
import { say, wait } from "./message.js";
import { contentOf, isEmpty } from "./strokes.js";

/**
 * @typedef {import("../core/store.js").Landing} Landing
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {Pick<MapView, "gd" | "columns" | "points">} MapPart
 */

const PATIENCE_MS = 4000; // then a panel's answer counts as lost
const FOLLOW_EVERY_MS = 250; // the panels, while the pen moves: the landing goes first
const TRAIL = 48; // landings that stay in sight, the older the fainter
const STAR_PX = 11;
const RING_PX = STAR_PX + 2; // a smaller ring lies behind the star
const AWAY = "The server does not answer. Your drawing stays, and lands as soon as it does.";

/**
 * How uncertain a landing is: the median distance on the map from it to the images that are nearest in feature space.
 * @param {number[]} position
 * @param {import("../core/points.js").Column[]} columns of the map's axes
 * @param {number[]} neighbours indices
 */
export function spreadOf([x, y], [across, up], neighbours) {
  const gaps = neighbours.map((index) => Math.hypot(across[index] - x, up[index] - y)).sort((a, b) => a - b);
  const middle = gaps.length / 2;
  return (gaps[Math.floor(middle - 0.5)] + gaps[Math.floor(middle)]) / 2;
}

/** The way through places as SVG, the older the fainter. @param {number[][]} places in pixels, the oldest first */
export function trailMarkup(places) {
  /** @param {number[]} place @param {number} k */
  const line = ([x, y], k) => {
    const [nextX, nextY] = places[k + 1];
    const opacity = ((k + 1) / (places.length - 1)).toFixed(2);
    const [x1, y1, x2, y2] = [x, y, nextX, nextY].map((pixel) => pixel.toFixed(1));
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" opacity="${opacity}"/>`;
  };
  return places.slice(0, -1).map(line).join("");
}

/**
 * The landing in words.
 * @param {Pick<Landing, "kind" | "reading" | "confidence" | "warning">} landing
 * @param {string} name of the projection
 * @param {boolean} ringed whether the ring around the star can be seen
 * @param {boolean} unfinished whether it is being drawn
 */
export function sentence({ kind, reading, confidence, warning }, name, ringed, unfinished) {
  const read = `Your ${kind}${unfinished ? " so far" : ""} is read as ${reading} with ${probability(confidence)}`;
  const star = `the star shows where it lands on the ${name} map`;
  const ring = ringed ? `, the ring around it how widely its nearest ${dataset().items} lie` : "";
  if (!warning) return `${read}; ${star}${ring}.`;
  const doubt = `but it may be no ${dataset().item}: ${warning}`;
  return `${read}, ${doubt}. The network names a class whatever it sees; ${star}.`;
}

/**
 * `answered` is the last update that the server said something of, `forgotten` the last one before the pad was emptied.
 * @type {{answered: number, forgotten: number, passed: number, trail: Landing[], followed: number,
 *   following: ReturnType<typeof setTimeout> | undefined}}
 */
const state = { answered: 0, forgotten: 0, passed: 0, trail: [], followed: 0, following: undefined };

const gate = new Gate(async (n) => {
  const drawing = get("drawing");
  if (!drawing) return;
  const answer = get("online") ? await ask(n, drawing) : NO_ANSWER;
  gate.answered(n); // the next question goes out before this answer is drawn
  markBusy();
  if (answer === NO_ANSWER) missAnswer(n);
  else arrive(n, answer.landing ?? { view: null, message: answer.message });
});

/** @param {number} n @param {import("../core/store.js").Drawing} drawing */
function ask(n, drawing) {
  const [canvas] = findAll(document, "#draw-canvas");
  const most = Number(canvas?.dataset.points ?? 0);
  const question = { strokes: { n, ...contentOf(drawing, most) } };
  return post("/view", { landing: { number: n, question } });
}

/** The server is away: the drawing stays and is asked about again when it is back. @param {number} number */
function missAnswer(number) {
  if (number === gate.newest && number > state.forgotten) wait(AWAY);
}

/** @param {boolean} online */
function onOnline(online) {
  if (online && gate.newest > Math.max(state.answered, state.forgotten)) gate.ask();
}

const panel = () => byId("draw-panel");

/** The drawing has changed: where does it land now? @param {import("../core/store.js").Drawing | null} drawing */
function onDrawing(drawing) {
  if (drawing && drawing.origin !== null && !drawing.base) return; // the pad is looking its digit up
  if (!drawing || isEmpty(drawing)) return forget();
  gate.ask();
  markBusy();
}

/** While an answer is awaited, a screen reader need not read what is about to change. */
function markBusy() {
  byId("landing").setAttribute("aria-busy", String(gate.underway));
}

/** The pad is empty: no landing, and the selection goes back to the digit of before. */
function forget() {
  Object.assign(state, { forgotten: gate.number, trail: [] });
  gate.waiting = false;
  delete panel().dataset.shows;
  say("");
  set("drawn", null);
  set("landing", null);
  if (selected() >= 0) pick(Number(values().digit));
}

/** The update of the drawing that is selected, below all numbers if a digit is. */
const selected = () => numberOf(get("selection"));

/** Whether the panels show what is selected, or never will. @param {number} waited ms */
function areIdle(waited) {
  return (get("shown") === get("selection") && !isWaiting()) || waited >= PATIENCE_MS;
}

/** Select the drawing as it is now. */
export function selectDrawing() {
  const landing = get("landing");
  if (!landing) return;
  state.followed = performance.now();
  set("drawn", landing);
  select(landing.shows);
}

/** The star brings the drawing back when a digit was selected meanwhile. @param {MouseEvent} event */
function onClick(event) {
  if (around(event, "#map-stage .star", SVGElement) && get("landing")) selectDrawing();
}

/** Let the panels follow once they are ready for it. */
function followPanels() {
  clearTimeout(state.following);
  if (numberOf(get("landing")?.shows) <= Math.max(state.passed, selected())) return;
  const waited = performance.now() - state.followed;
  const rested = !gate.underway || waited >= FOLLOW_EVERY_MS;
  if (selected() < 0 || (rested && areIdle(waited))) selectDrawing();
  else state.following = setTimeout(followPanels, 30);
}

/** A digit is selected: the panels are its own until the pen moves again. @param {string | null} selection */
function onSelected(selection) {
  if (numberOf(selection) >= 0) return;
  clearTimeout(state.following);
  state.passed = gate.newest;
}

/* Showing it on the map */

function layer() {
  const stage = byId("map-stage");
  const [existing] = findAll(stage, ".landing", SVGElement);
  if (existing) return existing;
  stage.insertAdjacentHTML(
    "beforeend",
    `<svg class="landing" aria-hidden="true"><ellipse class="spread"/><g class="trail"></g>
      <path class="star" d="${starPath(STAR_PX)}" data-tip/></svg>`,
  );
  return find(stage, ".landing", SVGElement);
}

/** The part of a plot that its axes span, with room for a star at the edge. @param {MapView["gd"]} gd */
function within({ _fullLayout: { xaxis, yaxis, width, height } }) {
  const edges = [
    yaxis._offset,
    width - xaxis._offset - xaxis._length,
    height - yaxis._offset - yaxis._length,
    xaxis._offset,
  ];
  return `inset(${edges.map((edge) => `${Math.max(0, edge - STAR_PX)}px`).join(" ")})`;
}

/** How far the ring around the star reaches, px. @param {Landing} landing @param {MapPart} map */
function ringOf(landing, { gd, columns, points }) {
  const axes = columns.map((name) => points.columns[name]);
  const spread = spreadOf(positionOf(landing, columns), axes, landing.neighbours);
  return plotScales(gd).map(({ slope }) => Math.abs(slope) * spread);
}

/** @param {MapView} map */
function drawLayer({ gd, columns, points }) {
  const [svg, landing] = [layer(), get("landing")];
  svg.classList.toggle("shown", landing !== null);
  if (!landing) return;
  svg.style.clipPath = within(gd);
  const places = state.trail.map((one) => toPixel(gd, ...positionOf(one, columns)));
  const [x, y] = places[places.length - 1];
  const [across, up] = ringOf(landing, { gd, columns, points });
  find(svg, ".star", SVGElement).dataset.tip = `Your ${landing.kind}: click to see it again`;
  find(svg, ".trail", SVGElement).innerHTML = trailMarkup(places);
  find(svg, ".star", SVGElement).setAttribute("transform", `translate(${x} ${y})`);
  Object.entries({ cx: x, cy: y, rx: across, ry: up }).forEach(([name, value]) =>
    find(svg, ".spread", SVGElement).setAttribute(name, String(value)),
  );
}

/** Say where the landing is on the map in view, to people, screen readers and scripts. @param {MapView} map */
function describe(map) {
  const { columns, projection, name } = map;
  const [element, landing] = [byId("landing"), get("landing")];
  const data = element.dataset;
  if (!landing) {
    ["shows", "projection", "x", "y", "predicted"].forEach((key) => delete data[key]);
    element.textContent = "";
    return;
  }
  const [x, y] = positionOf(landing, columns);
  Object.assign(data, { projection, x, y, predicted: landing.predicted, shows: landing.shows });
  const isRinged = Math.min(...ringOf(landing, map)) > RING_PX;
  const text = sentence(landing, name, isRinged, get("unfinished"));
  if (element.textContent !== text) element.textContent = text; // or it would be read out again
}

/** Bring everything that shows the landing up to date with it and with the map in view. */
function show() {
  const map = get("map");
  if (!map) return;
  drawLayer(map);
  describe(map);
}

/**
 * An answer has come: move the star and let the panels follow.
 * @param {number} number
 * @param {{view: Landing | null, message: string}} answer
 */
function arrive(number, { view, message }) {
  state.answered = Math.max(state.answered, number);
  if (number <= state.forgotten || number < numberOf(get("landing")?.shows)) return;
  say(message);
  if (!view) return;
  state.trail = [...state.trail, view].slice(-TRAIL);
  panel().dataset.shows = view.shows;
  set("landing", view);
  followPanels();
}

export function start() {
  subscribe("drawing", onDrawing);
  for (const key of /** @type {const} */ (["map", "landing", "unfinished"])) subscribe(key, show);
  subscribe("selection", onSelected);
  subscribe("online", onOnline);
  document.addEventListener("click", onClick);
}
