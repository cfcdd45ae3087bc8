/* The map: how it changes from one view to the next, its ring, its zoom, and the words on how far to trust it. */

import * as plot from "../charts/plot.js";
import { offer } from "../core/dash.js";
import { pageData } from "../core/page_data.js";
import { files, having, loadUnit } from "../core/points.js";
import { markedDigit } from "../core/selection.js";
import { sheet } from "../core/sheets.js";
import { get, set, subscribe } from "../core/store.js";
import * as colourings from "./colouring.js";
import * as figure from "./figure.js";
import * as glide from "./glide.js";
import * as sketch from "./sketch.js";

const AHEAD_AFTER_MS = 200;

const isTouched = () => window.matchMedia("(pointer: coarse)").matches;

/** Every digit's place on the screen as the plot has it, in device pixels. */
function placesNow(gd, points, columns, ratio) {
  const { xaxis, yaxis } = gd._fullLayout;
  const scales = [plot.scale(xaxis, false), plot.scale(yaxis, true)];
  return figure.pixelsOf(points, columns, scales, ratio);
}

/** The same as the plot will have it. */
function placesIn(gd, points, view, ratio) {
  const scales = figure.scalesOf(layoutOf(gd, points, view), gd.clientWidth, gd.clientHeight);
  return figure.pixelsOf(points, figure.columnsOf(view), scales, ratio);
}

const state = { view: null, members: [], selected: null, follow: () => {}, turn: Promise.resolve() };

function words() {
  return pageData("map");
}

/** The digits of each class, for the numerals. */
function classMembers(points) {
  state.classes ??= colourings.membersOf(points.count, colourings.of("label", points.columns, words()));
  return state.classes;
}

/** The layout of a view, zoomed as it is; on a touch screen a finger moves the map only where there is more to see. */
function layoutOf(gd, points, view) {
  const layout = figure.layoutOf(view, points, words(), gd.layout.template, classMembers(points), figure.isNarrow(gd));
  const zoomed = layout.uirevision === gd.layout.uirevision;
  layout.dragmode = zoomed ? gd.layout.dragmode : isTouched() ? false : "pan";
  plot.remember(gd, layout);
  if (zoomed) for (const axis of ["xaxis", "yaxis"]) layout[axis].range = [...gd._fullLayout[axis].range];
  return layout;
}

/** Draw a map from scratch: at the start, and in other colours. */
async function redraw(gd, points, view) {
  const colouring = colourings.of(view.colour, points.columns, words());
  const members = colourings.membersOf(points.count, colouring);
  const layout = { ...layoutOf(gd, points, view), ...plot.sizeOf(gd) };
  const clouds = figure.traces(points, members, colouring, figure.columnsOf(view), figure.pointSize(gd));
  await window.Plotly.react(gd, clouds, layout, gd._context);
  Object.assign(state, { view, members, colouring });
}

/** New coordinates for the points that are there. */
function move(gd, points, view) {
  const columns = figure.columnsOf(view);
  const [x, y] = columns.map((name) => state.members.map((group) => figure.pickFrom(points.columns[name], group)));
  const layout = layoutOf(gd, points, view);
  hideNumerals(gd, layout.annotations);
  state.view = view;
  return window.Plotly.update(gd, { x, y }, layout);
}

/** Whether the legend shows a group. */
function isShown(gd, group) {
  return (gd.data[group].visible ?? true) === true;
}

/** Take the numerals of hidden classes off. @returns {boolean} whether any changed */
function hideNumerals(gd, annotations) {
  if (!state.colouring.digits) return false;
  const wanted = annotations.map((numeral, digit) => state.members[digit].length > 0 && isShown(gd, digit));
  const changed = annotations.some((numeral, digit) => numeral.visible !== wanted[digit]);
  annotations.forEach((numeral, digit) => (numeral.visible = wanted[digit]));
  return changed;
}

/** The colour of each digit's pixel; 0 for those whose group is hidden. */
function pixelColours(gd, points) {
  const colours = new Uint32Array(points.count);
  state.members.forEach((group, k) => {
    const colour = isShown(gd, k) ? glide.pixel(state.colouring.colours[k]) : 0;
    for (const index of group) colours[index] = colour;
  });
  return colours;
}

/**
 * Let the points glide to their new places, over the plot that is already there underneath. For those who want no
 * motion they are there at once, before the plot is.
 */
async function glideTo(gd, points, view) {
  const stage = document.getElementById("map-stage");
  const layer = glide.start(stage, figure.pointSize(stage));
  const [{ ratio }, still] = [layer, glide.unwanted()];
  const from = still ? placesIn(gd, points, view, ratio) : placesNow(gd, points, figure.columnsOf(state.view), ratio);
  const journey = { from, to: from, colours: pixelColours(gd, points) };
  layer.draw(journey, 0);
  stage.classList.add("gliding");
  if (still) await plot.painted();
  await move(gd, points, view);
  if (still) await plot.painted();
  else {
    journey.to = placesNow(gd, points, figure.columnsOf(view), ratio);
    await glide.run(layer, journey, (t) => followGlide(gd, journey, t, ratio));
  }
  layer.finish();
}

function followGlide(gd, { from, to }, t, ratio) {
  if (state.selected === null) return;
  const between = [0, 1].map((k) => (1 - t) * from[k][state.selected] + t * to[k][state.selected]);
  plot.place(
    document.getElementById("map-ring"),
    gd,
    between.map((value) => value / ratio),
  );
}

/** Bring the plot to a view, by the shortest way. */
async function bringTo(view) {
  const [gd, points] = await Promise.all([plot.ready("map-graph"), having(figure.columnsOf(view))]);
  const first = state.view === null;
  if (first || state.view.colour !== view.colour) await redraw(gd, points, view);
  else await glideTo(gd, points, view);
  if (first) adopt(gd, points);
  sketch.finish();
  mark();
}

function adopt(gd, points) {
  const position = () => {
    if (state.selected === null) return null;
    return figure.columnsOf(state.view).map((name) => points.columns[name][state.selected]);
  };
  const digitAt = (point) => state.members[point.curveNumber][point.pointNumber];
  gd.on("plotly_restyle", () => {
    const annotations = gd.layout.annotations.map((numeral) => ({ ...numeral }));
    if (hideNumerals(gd, annotations)) window.Plotly.relayout(gd, { annotations });
  });
  Object.assign(state, { gd, points });
  // dcc.Graph answers every zoom by plotting its own figure again: slow at best, and the map's figure is not Dash's.
  gd.removeAllListeners("plotly_relayout");
  plot.fit(gd);
  state.follow = plot.adopt(gd, document.getElementById("map-ring"), {
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

/** How far to trust the map in view. */
async function trust({ projection, x, y, unitX, unitY }) {
  const { quality, bestAxes, separation } = words();
  if (projection === "pca" && [x, y].sort().join() !== "1,2")
    return `Of the first two components, not of those in view: ${quality.pca}`;
  if (projection !== "axes" || (unitX === bestAxes[0] && unitY === bestAxes[1])) return quality[projection];
  const { separation: withUnit } = await loadUnit(unitX);
  const [these, best] = [withUnit[unitY], separation].map((share) => `${(100 * share).toFixed(0)} %`);
  const right = `a line between two classes is right for ${these} of their digits, averaged over all pairs of classes`;
  const pair = `with the best pair, units ${bestAxes.join(" and ")}, for ${best}`;
  return `Units ${unitX} and ${unitY} as axes: ${right}; ${pair}.`;
}

const callbacks = {
  /** Show a projection in a colouring; returns the words on its quality. */
  async show(projection, colour, x, y, unitX, unitY) {
    const view = { projection, colour, x, y, unitX, unitY };
    document.getElementById("map-components").hidden = projection !== "pca";
    document.getElementById("map-units").hidden = projection !== "axes";
    const axes = figure.columnsOf(view).join();
    if (state.axes && axes !== state.axes) set("axes", axes); // for panels about the map
    state.axes = axes;
    state.turn = state.turn.catch(() => {}).then(() => bringTo(view)); // one that failed does not end them all
    await state.turn;
    document.getElementById("map-stage").dataset.projection = projection;
    return trust(view);
  },
};

/** Put the ring on the selected digit. */
function mark() {
  const selection = get("selection");
  if (!selection) return;
  state.selected = markedDigit(); // a drawing has no ring, but the digit that it started from keeps its own
  state.follow();
  if (!state.gd) return;
  document.getElementById("map-panel").dataset.shows = selection;
}

/** Show the whole map; a finger then scrolls the page again. */
function showAll() {
  plot.showAll(state.gd, { dragmode: isTouched() ? false : "pan" });
}

/** Zoom about the middle of the map, or show all of it. */
function onZoom(event) {
  const button = event.target.closest("[data-zoom]");
  if (!button || !state.gd) return;
  const factor = { in: 0.7, out: 1 / 0.7 }[button.dataset.zoom];
  if (!factor) return showAll();
  const zoomed = ({ range: [low, high] }) =>
    [low, high].map((end) => (low + high) / 2 + factor * (end - (low + high) / 2));
  const { xaxis, yaxis } = state.gd._fullLayout;
  window.Plotly.relayout(state.gd, { "xaxis.range": zoomed(xaxis), "yaxis.range": zoomed(yaxis), "dragmode": "pan" });
}

/** Tell whatever is drawn over the map what is in view. */
function publish() {
  const { projection } = state.view;
  set("map", {
    gd: state.gd,
    points: state.points,
    projection,
    columns: figure.columnsOf(state.view),
    name: words().names[projection],
  });
}

/** By digit, something other than 0 if the legend shows it. */
export const shown = () => pixelColours(state.gd, state.points);

export function start() {
  offer("digitscope_map", callbacks);
  document.addEventListener("click", onZoom);
  subscribe("selection", mark);
}
