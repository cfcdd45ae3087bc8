/* The map: how it changes from one view to the next, its ring, its zoom, and the words on how far to trust it. */

import { colouringOf, columnsOf, mapOf, shownColumns, viewOf } from "../core/map_choice.js";
import * as plot from "../charts/plot.js";
import { nextTry } from "../core/connection.js";
import { dataset } from "../core/dataset.js";
import { byId, find } from "../core/dom.js";
import { MissingFileError } from "../core/fetch_once.js";
import { pageData } from "../core/page_data.js";
import { files, having, loadUnit, placeIn } from "../core/points.js";
import { markedDigit, pick } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { sheet } from "../core/sheets.js";
import { get, set, subscribe } from "../core/store.js";
import { refill } from "../core/terms.js";
import { hasWebGl } from "../core/webgl.js";
import { rangesFor } from "../core/zoom.js";
import { classGroups, groupsIn } from "./colouring.js";
import * as figure from "./figure.js";
import { hiddenIn, layoutOf } from "./plot_layout.js";
import * as sketch from "./sketch.js";
import { glideTo } from "./travel.js";
import { trust, withTerms } from "./trust.js";
import { inView } from "./zoom.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {import("../types/page.js").PlotPoint} PlotPoint
 * @typedef {import("../core/store.js").Groups} Groups
 * @typedef {figure.View} View
 * @typedef {{gd: Plot, points: Points, view: View, groups: Groups, traced: Groups, narrow: boolean}} Drawn
 * the map that is drawn: of what and how, and the groups that Plotly has, which shades of a value leave as they were
 */

const AHEAD_AFTER_MS = 200;

/**
 * @type {{drawn: Drawn | null, chosen: string, follow: () => void, turn: Promise<void>,
 *   webgl: boolean}}
 */
const state = {
  drawn: null,
  chosen: "",
  follow: () => {},
  turn: Promise.resolve(),
  webgl: true,
};

/**
 * Draw a map from scratch: at the start, and with other groups.
 * @param {Plot} gd
 * @param {Points} points
 * @param {View} view
 */
async function redraw(gd, points, view) {
  const groups = groupsIn(points, view);
  const traced = groups.scale ? classGroups(points) : groups;
  const layout = { ...layoutOf(gd, points, view, groups), ...plot.sizeOf(gd) };
  const sizes = figure.pointSizes(traced, gd);
  const traces = figure.traces(points, traced, columnsOf(view), hiddenIn(traced), sizes);
  await window.Plotly.react(gd, state.webgl ? traces : figure.withoutPoints(traces), layout, gd._context);
  state.drawn = { gd, points, view, groups, traced, narrow: figure.isNarrow(gd) };
  publish();
}

/**
 * Show the same points in other colours. Shades of a value leave the figure as it is: map/canvas_points.js draws them.
 * @param {Drawn} drawn
 * @param {View} view
 */
async function recolour(drawn, view) {
  const { gd, points, groups: before } = drawn;
  const groups = groupsIn(points, view);
  if (!groups.scale) return redraw(gd, points, view);
  state.drawn = { ...drawn, view, groups };
  if (before.kind !== groups.kind && hiddenIn(before).length)
    await window.Plotly.relayout(gd, layoutOf(gd, points, view, groups)); // numerals of hidden classes come back
  publish();
}

/** The values that the colours show have changed. */
function reshade() {
  const { drawn } = state;
  if (!drawn?.groups.scale) return;
  state.drawn = { ...drawn, groups: groupsIn(drawn.points, drawn.view) };
  publish();
}

/** New coordinates for the points that are there. @param {Drawn} drawn @param {View} view */
async function move(drawn, view) {
  const { gd, points, groups, traced } = drawn;
  const there = state.webgl ? figure.clouds(points, traced, columnsOf(view)) : {};
  drawn.view = view;
  await window.Plotly.update(gd, there, layoutOf(gd, points, view, groups));
  publish();
}

/** Let the plot show the groups that the legend shows. */
async function showGroups() {
  if (!state.drawn) return;
  const { gd, points, view, groups } = state.drawn;
  if (groups.scale) return publish();
  const visible = figure.visibility(groups, hiddenIn(groups));
  if (visible.every((one, k) => one === gd.data[k].visible)) return;
  await window.Plotly.update(gd, { visible }, layoutOf(gd, points, view, groups));
}

/** From now on map/canvas_points.js draws the points; say so. */
function doWithoutWebGl() {
  state.webgl = false;
  byId("map-canvas-note").hidden = false;
}

/** The browser has taken WebGL back, from a map that is drawn. */
async function loseWebGl() {
  if (!state.drawn || !state.webgl) return;
  doWithoutWebGl();
  await redraw(state.drawn.gd, state.drawn.points, state.drawn.view);
}

/** A zoom is given up with the axes that it was made on. @param {string[]} before @param {string[]} now */
function forgetZoom(before, now) {
  if (before.join() !== now.join() && rangesFor(get("zoom"), before)) set("zoom", null);
}

/** @param {View} one @param {View} other */
const isColouredAlike = (one, other) => one.colour === other.colour && one.values === other.values;

/** Bring the plot to a view, by the shortest way. @param {View} view */
async function bringTo(view) {
  const [gd, points] = await Promise.all([plot.ready("map-graph"), having(shownColumns(view))]);
  const { drawn } = state;
  if (!drawn && !hasWebGl()) doWithoutWebGl();
  const before = drawn ? columnsOf(drawn.view) : [];
  const here = drawn !== null && before.join() === columnsOf(view).join();
  if (drawn && isColouredAlike(drawn.view, view)) await glideTo(drawn, view, () => move(drawn, view), markedDigit);
  else if (drawn && here) await recolour(drawn, view);
  else await redraw(gd, points, view);
  if (!drawn) adopt(gd);
  forgetZoom(before, columnsOf(view));
  sketch.finish();
  mark();
}

/** Where the selected digit is on the map that is drawn. */
function position() {
  const [{ drawn }, digit] = [state, markedDigit()];
  return drawn && digit !== null ? placeIn(drawn.points, columnsOf(drawn.view), digit) : null;
}

/** @param {PlotPoint} point @returns {number} the digit that it is */
function digitAt({ curveNumber, pointNumber }) {
  return /** @type {Drawn} */ (state.drawn).groups.members[curveNumber][pointNumber]; // what has points is drawn
}

/** Give the map its ring and its events, once. @param {Plot} gd */
function adopt(gd) {
  // dcc.Graph answers every zoom by plotting its own figure again: slow at best, and the map's figure is not Dash's.
  gd.removeAllListeners("plotly_relayout");
  gd.addEventListener("webglcontextlost", () => inTurn(loseWebGl), true);
  gd.on("plotly_click", (event) => pick(digitAt(event.points[0])));
  plot.fit(gd, (size) => resize(gd, size));
  state.follow = plot.keepRing(gd, byId("map-ring"), position, publish);
  setTimeout(fetchAhead, AHEAD_AFTER_MS);
}

/**
 * Draw the map in another size; one that becomes narrow, or no longer is, has other points and margins.
 * @param {Plot} gd
 * @param {import("../charts/plot.js").Size} size
 */
function resize(gd, size) {
  const { drawn } = state;
  if (!drawn) return;
  if (drawn.narrow !== figure.isNarrow(gd)) inTurn(() => redraw(gd, drawn.points, drawn.view));
  else plot.resize(gd, size, inView({ gd, columns: columnsOf(drawn.view) }));
}

/** Fetch what the next hover and the next map will need. */
function fetchAhead() {
  files().sheets.forEach((_, k) => sheet(k));
  pageData("map").bestAxes.forEach(loadUnit);
}

/** Let changes of the map follow each other; one that failed does not end all. @param {() => Promise<void>} change */
function inTurn(change) {
  state.turn = state.turn.catch(() => {}).then(change);
}

/** Another map or colouring may have been chosen: show the newest one, once the one under way has arrived. */
function follow() {
  const view = viewOf(setting);
  const chosen = JSON.stringify(view);
  if (chosen === state.chosen) return;
  state.chosen = chosen;
  inTurn(async () => {
    if (chosen === state.chosen) await show(view).catch((error) => tryAgain(error, chosen));
  });
}

/**
 * A file of a view has not come: say so, and ask for it again, unless another view is chosen meanwhile.
 * @param {unknown} error
 * @param {string} chosen
 */
function tryAgain(error, chosen) {
  if (!(error instanceof MissingFileError)) throw error;
  byId("map-quality").textContent = "The points of this map have not come; the page asks for them again.";
  nextTry().then(() => {
    if (chosen !== state.chosen) return;
    state.chosen = "";
    follow();
  });
}

/** Show the menu of the unit whose activation is the colour, where it applies. @param {boolean} hidden */
function offerUnits(hidden) {
  const menu = find(byId("map-colour-units"), "select", HTMLSelectElement);
  byId("map-colour-units").hidden = hidden;
  if (hidden || menu.options.length) return;
  for (let unit = 0; unit < dataset().units; unit++) menu.append(new Option(`unit ${unit}`, String(unit)));
  menu.value = setting(menu.id);
}

/** @param {View} view */
async function show(view) {
  const { menus, raw } = mapOf(view.projection);
  byId("map-components").hidden = raw || !menus.length;
  byId("map-units").hidden = !raw;
  offerUnits(!colouringOf(view.colour).menu);
  await bringTo(view);
  byId("map-stage").dataset.projection = view.projection;
  refill(byId("map-quality"), withTerms(await trust(view, pageData("map"), loadUnit)));
}

/** Put the ring on the selected digit; a drawing has none, but the digit that it started from keeps its own. */
function mark() {
  const selection = get("selection");
  if (!selection) return;
  state.follow();
  if (state.drawn) byId("map-panel").dataset.shows = selection;
}

/** Tell whatever is drawn over the map what is in view. */
function publish() {
  if (!state.drawn) return;
  const { gd, points, view, groups } = state.drawn;
  const { projection } = view;
  set("map", {
    gd,
    points,
    projection,
    columns: columnsOf(view),
    name: mapOf(projection).title,
    groups,
    webgl: state.webgl,
  });
}

export function start() {
  subscribe("mounted", follow);
  subscribe("settings", () => get("mounted") && follow());
  subscribe("hidden", () => inTurn(showGroups));
  subscribe("lens", reshade);
  for (const key of /** @type {const} */ (["selection", "online", "shown"])) subscribe(key, mark);
}
