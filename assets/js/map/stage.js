/* The map: how it changes from one view to the next, its ring, its zoom, and the words on how far to trust it. */

import * as plot from "../charts/plot.js";
import { around, byId } from "../core/dom.js";
import { pageData } from "../core/page_data.js";
import { files, having, loadUnit, placeIn } from "../core/points.js";
import { markedDigit } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { sheet } from "../core/sheets.js";
import { get, set, subscribe } from "../core/store.js";
import * as colourings from "./colouring.js";
import * as figure from "./figure.js";
import * as glide from "./glide.js";
import { hideNumerals, pixelColours } from "./legend.js";
import * as sketch from "./sketch.js";
import { trust } from "./trust.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {import("../types/page.js").PlotPoint} PlotPoint
 * @typedef {import("./legend.js").Drawn} Drawn
 * @typedef {figure.View} View
 */

const AHEAD_AFTER_MS = 200;

/** @type {Object<string, number>} */
const ZOOMS = { in: 0.7, out: 1 / 0.7 };

const isTouched = () => window.matchMedia("(pointer: coarse)").matches;

/**
 * Every digit's place on the screen as the plot has it, in device pixels.
 * @param {Plot} gd
 * @param {Points} points
 * @param {string[]} columns
 * @param {number} ratio
 */
function placesNow(gd, points, columns, ratio) {
  const { xaxis, yaxis } = gd._fullLayout;
  const scales = [plot.scale(xaxis, false), plot.scale(yaxis, true)];
  return figure.pixelsOf(points, columns, scales, ratio);
}

/**
 * The same as the plot will have it.
 * @param {Plot} gd
 * @param {Points} points
 * @param {View} view
 * @param {number} ratio
 */
function placesIn(gd, points, view, ratio) {
  const scales = figure.scalesOf(layoutOf(gd, points, view), gd.clientWidth, gd.clientHeight);
  return figure.pixelsOf(points, figure.columnsOf(view), scales, ratio);
}

/**
 * @type {{drawn: Drawn | null, classes: number[][] | null, selected: number | null, chosen: string,
 *   follow: () => void, turn: Promise<void>}}
 */
const state = {
  drawn: null,
  classes: null,
  selected: null,
  chosen: "",
  follow: () => {},
  turn: Promise.resolve(),
};

function words() {
  return pageData("map");
}

/** The digits of each class, for the numerals. @param {Points} points */
function classMembers(points) {
  state.classes ??= colourings.membersOf(points.count, colourings.of("label", points.columns, words()));
  return state.classes;
}

/**
 * The layout of a view, zoomed as it is; on a touch screen a finger moves the map only where there is more to see.
 * @param {Plot} gd
 * @param {Points} points
 * @param {View} view
 */
function layoutOf(gd, points, view) {
  const narrow = figure.isNarrow(gd);
  /** @type {import("../types/page.js").Layout} */
  const layout = figure.layoutOf(view, points, words(), gd.layout.template, classMembers(points), narrow);
  const zoomed = layout.uirevision === gd.layout.uirevision;
  layout.dragmode = zoomed ? gd.layout.dragmode : isTouched() ? false : "pan";
  plot.remember(gd, layout);
  const { xaxis, yaxis } = gd._fullLayout;
  if (zoomed) [layout.xaxis.range, layout.yaxis.range] = [[...xaxis.range], [...yaxis.range]];
  return layout;
}

/**
 * Draw a map from scratch: at the start, and in other colours.
 * @param {Plot} gd
 * @param {Points} points
 * @param {View} view
 */
async function redraw(gd, points, view) {
  const colouring = colourings.of(view.colour, points.columns, words());
  const members = colourings.membersOf(points.count, colouring);
  const layout = { ...layoutOf(gd, points, view), ...plot.sizeOf(gd) };
  const clouds = figure.traces(points, members, colouring, figure.columnsOf(view), figure.pointSize(gd));
  await window.Plotly.react(gd, clouds, layout, gd._context);
  state.drawn = { gd, points, view, members, colouring };
}

/** New coordinates for the points that are there. @param {Drawn} drawn @param {View} view */
function move(drawn, view) {
  const { gd, points, members } = drawn;
  const columns = figure.columnsOf(view);
  const [x, y] = columns.map((name) => members.map((group) => figure.pickFrom(points.columns[name], group)));
  const layout = layoutOf(gd, points, view);
  hideNumerals(drawn, layout.annotations ?? []);
  drawn.view = view;
  return window.Plotly.update(gd, { x, y }, layout);
}

/**
 * Let the points glide to their new places, over the plot that is already there underneath. For those who want no
 * motion they are there at once, before the plot is.
 * @param {Drawn} drawn
 * @param {View} view
 */
async function glideTo(drawn, view) {
  const { gd, points } = drawn;
  const stage = byId("map-stage");
  const layer = glide.start(stage, figure.pointSize(stage));
  const [{ ratio }, still] = [layer, glide.unwanted()];
  const from = still ? placesIn(gd, points, view, ratio) : placesNow(gd, points, figure.columnsOf(drawn.view), ratio);
  const journey = { from, to: from, colours: pixelColours(drawn) };
  layer.draw(journey, 0);
  stage.classList.add("gliding");
  if (still) await plot.painted();
  await move(drawn, view);
  if (still) await plot.painted();
  else {
    journey.to = placesNow(gd, points, figure.columnsOf(view), ratio);
    await glide.run(layer, journey, (t) => followGlide(gd, journey, t, ratio));
  }
  layer.finish();
}

/**
 * Keep the ring on its point on the way.
 * @param {Plot} gd
 * @param {glide.Journey} journey
 * @param {number} t from 0 to 1
 * @param {number} ratio
 */
function followGlide(gd, { from, to }, t, ratio) {
  const { selected } = state;
  if (selected === null) return;
  const between = [0, 1].map((k) => (1 - t) * from[k][selected] + t * to[k][selected]);
  plot.place(
    byId("map-ring"),
    gd,
    between.map((value) => value / ratio),
  );
}

/** Bring the plot to a view, by the shortest way. @param {View} view */
async function bringTo(view) {
  const [gd, points] = await Promise.all([plot.ready("map-graph"), having(figure.columnsOf(view))]);
  const { drawn } = state;
  if (drawn && drawn.view.colour === view.colour) await glideTo(drawn, view);
  else await redraw(gd, points, view);
  if (!drawn) adopt(gd);
  sketch.finish();
  mark();
}

/** Where the selected digit is on the map that is drawn. */
function position() {
  const { drawn, selected } = state;
  return drawn && selected !== null ? placeIn(drawn.points, figure.columnsOf(drawn.view), selected) : null;
}

/** @param {PlotPoint} point @returns {number} the digit that it is */
function digitAt({ curveNumber, pointNumber }) {
  return /** @type {Drawn} */ (state.drawn).members[curveNumber][pointNumber]; // what has points is drawn
}

/** Give the map its ring and its events, once. @param {Plot} gd */
function adopt(gd) {
  gd.on("plotly_restyle", () => {
    const annotations = (gd.layout.annotations ?? []).map((numeral) => ({ ...numeral }));
    if (state.drawn && hideNumerals(state.drawn, annotations)) window.Plotly.relayout(gd, { annotations });
  });
  // dcc.Graph answers every zoom by plotting its own figure again: slow at best, and the map's figure is not Dash's.
  gd.removeAllListeners("plotly_relayout");
  plot.fit(gd);
  state.follow = plot.adopt(gd, byId("map-ring"), {
    position,
    digitAt,
    moved: publish,
    reset: showAll,
  });
  setTimeout(fetchAhead, AHEAD_AFTER_MS);
}

/** Fetch what the next hover and the next map will need. */
function fetchAhead() {
  files().sheets.forEach((_, k) => sheet(k));
  words().bestAxes.forEach(loadUnit);
}

/** Another map or colouring may have been chosen: show it, once the one before has arrived. */
function follow() {
  const view = figure.viewOf(setting);
  const chosen = JSON.stringify(view);
  if (chosen === state.chosen) return;
  state.chosen = chosen;
  state.turn = state.turn.catch(() => {}).then(() => show(view)); // one that failed does not end them all
}

/** @param {View} view */
async function show(view) {
  byId("map-components").hidden = view.projection !== "pca";
  byId("map-units").hidden = view.projection !== "axes";
  await bringTo(view);
  byId("map-stage").dataset.projection = view.projection;
  byId("map-quality").textContent = await trust(view, words(), loadUnit);
}

/** Put the ring on the selected digit. */
function mark() {
  const selection = get("selection");
  if (!selection) return;
  state.selected = markedDigit(); // a drawing has no ring, but the digit that it started from keeps its own
  state.follow();
  if (!state.drawn) return;
  byId("map-panel").dataset.shows = selection;
}

/** Show the whole map; a finger then scrolls the page again. */
function showAll() {
  if (state.drawn) plot.showAll(state.drawn.gd, { dragmode: isTouched() ? false : "pan" });
}

/** Zoom about the middle of the map, or show all of it. @param {MouseEvent} event */
function onZoom(event) {
  const button = around(event, "[data-zoom]");
  if (!button || !state.drawn) return;
  const factor = ZOOMS[button.dataset.zoom ?? ""];
  if (!factor) return showAll();
  const { gd } = state.drawn;
  /** @param {{range: number[]}} axis */
  const zoomed = ({ range: [low, high] }) =>
    [low, high].map((end) => (low + high) / 2 + factor * (end - (low + high) / 2));
  const { xaxis, yaxis } = gd._fullLayout;
  window.Plotly.relayout(gd, { "xaxis.range": zoomed(xaxis), "yaxis.range": zoomed(yaxis), "dragmode": "pan" });
}

/** Tell whatever is drawn over the map what is in view. */
function publish() {
  if (!state.drawn) return;
  const { gd, points, view } = state.drawn;
  const { projection } = view;
  set("map", {
    gd,
    points,
    projection,
    columns: figure.columnsOf(view),
    name: words().names[projection],
  });
}

/** By digit, something other than 0 if the legend shows it. */
export const shown = () => (state.drawn ? pixelColours(state.drawn) : new Uint32Array());

export function start() {
  subscribe("mounted", follow);
  subscribe("settings", () => get("mounted") && follow());
  document.addEventListener("click", onZoom);
  for (const key of /** @type {const} */ (["selection", "online", "shown"])) subscribe(key, mark);
}
