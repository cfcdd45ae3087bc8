/* Maps beside the large one, drawn on canvases as it is without WebGL: the same images selected, pointed at, in the
 * group, let through and hidden, in the same colours. Each has a zoom of its own. */

import { place as placeOn, toPixel } from "../charts/plot.js";
import { drawOn, pixelsOf } from "../charts/points_layer.js";
import { nextTry } from "../core/connection.js";
import { dataset } from "../core/dataset.js";
import { byId, find } from "../core/dom.js";
import { MissingFileError } from "../core/fetch_once.js";
import { columnsOf, viewOf } from "../core/map_choice.js";
import { having, placeIn } from "../core/points.js";
import { isSame } from "../core/same.js";
import { digitOf, markedDigit, positionOf } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { get, set, subscribe } from "../core/store.js";
import { layersKept } from "./canvas_points.js";
import { emphasis, pixels } from "./emphasis.js";
import { pointSize } from "./figure.js";
import * as glide from "./glide.js";
import { namesOn } from "./plot_layout.js";
import { isAll, moved } from "./ranges.js";
import { heading, MARKUP, namesMarkup, pixelIn, put, sightOf, wholeLayout } from "./side_frame.js";
import { placeBetween } from "./travel.js";

/**
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {import("./figure.js").View} View
 * @typedef {{made: unknown[], layout: ReturnType<typeof wholeLayout>, named: ReturnType<typeof namesOn>}} Whole
 * a layout and the names on it, and what both are made of
 * @typedef {Whole & ReturnType<typeof sightOf> & Pick<MapView, "points" | "columns" | "groups">} SideSight
 * @typedef {object} SideMap
 * @property {HTMLElement} element
 * @property {HTMLElement} field on which its points are
 * @property {string} name of the map
 * @property {Range[] | null} zoomed what both axes show; null for all of it
 * @property {unknown[]} known what it was drawn of last
 * @property {SideSight | null} drawn
 * @property {glide.Overlay | null} gliding
 */

/** @type {SideMap[]} from left to right */
const sides = [];
/** @type {{resizes: ResizeObserver | null, waiting: number}} what tells of another size; the frame that draws next */
const state = { resizes: null, waiting: 0 };
const layersOf = layersKept();

const resizes = () => (state.resizes ??= new ResizeObserver(draw));

/** The map beside that an element belongs to. @param {Element | null} element */
export function sideOf(element) {
  return sides.find((side) => side.element === element?.closest(".side-map")) ?? null;
}

/** A place for one more map. @returns {SideMap} */
function addSide() {
  const element = Object.assign(document.createElement("section"), { className: "side-map", innerHTML: MARKUP });
  byId("map-sides").append(element);
  const field = find(element, ".field");
  resizes().observe(field);
  return { element, field, name: "", zoomed: null, known: [], drawn: null, gliding: null };
}

/** Have as many places as there are maps beside. */
function arrange() {
  const beside = get("beside");
  while (sides.length < beside.length) sides.push(addSide());
  for (const { element, field } of sides.splice(beside.length)) {
    resizes().unobserve(field);
    element.remove();
  }
  byId("map-sides").hidden = !sides.length;
  const panel = byId("map-panel");
  if (sides.length) panel.dataset.beside = String(sides.length);
  else delete panel.dataset.beside;
}

/** What a map beside shows: the colours are the large one's. @param {string} projection */
const viewOfSide = (projection) => ({ ...viewOf(setting), projection });

/** Let every map beside be as the store says. */
function draw() {
  const map = get("map");
  if (!map || (!sides.length && !get("beside").length)) return;
  if (sides.length !== get("beside").length) arrange();
  sides.forEach((side, k) => bringTo(side, get("beside")[k], map));
  markAll();
}

/** Let a place show a map once its points are there. @param {SideMap} side @param {string} name @param {MapView} map */
function bringTo(side, name, map) {
  const view = viewOfSide(name);
  const columns = columnsOf(view);
  if (!columns.every((column) => column in map.points.columns)) return fetchPoints(columns);
  if (!side.field.clientWidth) return; // there is no room for it
  if (side.drawn?.columns.join() !== columns.join()) side.zoomed = null;
  const { hidden, passing, group } = emphasis();
  const { clientWidth, clientHeight } = side.field;
  const known = [map.groups, side.zoomed, clientWidth, clientHeight, hidden, passing, group, ...columns];
  if (isSame(known, side.known)) return;
  side.known = known;
  show(side, view, map);
}

/** Show a view. @param {SideMap} side @param {View} view @param {MapView} map */
function show(side, view, { points, groups }) {
  const [before, columns] = [side.drawn, columnsOf(view)];
  const whole = wholeOf(before, view, points, groups);
  side.drawn = { ...whole, ...sightOf(whole.layout, side.field, side.zoomed), points, groups, columns };
  if (side.name !== view.projection) label(side, view);
  paint(side, side.drawn);
  if (before && before.columns.join() !== columns.join()) glideFrom(side, before, side.drawn);
}

/**
 * What of a map is the same however it is zoomed: its layout and the names on it.
 * @param {SideSight | null} before what was drawn last
 * @param {View} view
 * @param {MapView["points"]} points
 * @param {MapView["groups"]} groups
 * @returns {Whole}
 */
function wholeOf(before, view, points, groups) {
  const columns = columnsOf(view);
  const made = [groups, get("hidden"), ...columns];
  if (before && isSame(made, before.made)) return { made, layout: before.layout, named: before.named };
  return { made, layout: wholeLayout(view, points), named: namesOn(points, columns, groups) };
}

/** Have the points of a map and draw it; ask for them again if they have not come. @param {string[]} columns */
function fetchPoints(columns) {
  having(columns).then(draw, (error) => {
    if (!(error instanceof MissingFileError)) throw error;
    nextTry().then(draw);
  });
}

/** Say which map a place shows. @param {SideMap} side @param {View} view */
function label(side, view) {
  side.name = view.projection;
  const words = heading(view, dataset().items);
  const [large, away] = ["large", "away"].map((deed) => find(side.element, `[data-side="${deed}"]`));
  large.textContent = words.title;
  large.dataset.tip = words.large;
  large.setAttribute("aria-description", words.large);
  away.setAttribute("aria-label", words.away);
  find(side.element, "header .hint").textContent = words.axes;
  side.field.setAttribute("aria-label", words.field);
}

/** Draw the points and the names. @param {SideMap} side @param {SideSight} drawn */
function paint({ field }, { points, columns, groups, scales, named }) {
  const cloud = { points, columns, groups: layersOf(groups, field) };
  drawOn(find(field, "canvas", HTMLCanvasElement), [field.clientWidth, field.clientHeight], scales, cloud);
  find(field, ".names", SVGElement).innerHTML = namesMarkup(named, scales, field);
}

/**
 * Let the points glide from one map to the next.
 * @param {SideMap} side
 * @param {SideSight} before
 * @param {SideSight} now
 */
async function glideFrom(side, before, now) {
  side.gliding?.finish();
  if (glide.unwanted()) return;
  const { field } = side;
  const layer = (side.gliding = glide.start(field, pointSize(field)));
  const { ratio } = layer;
  const [from, to] = [before, now].map(({ points, columns, scales }) => pixelsOf(points, columns, scales, ratio));
  const journey = { from, to, colours: pixels(now.points.count, now.groups) };
  layer.draw(journey, 0);
  field.classList.add("gliding");
  await glide.run(layer, journey, (t) => side.gliding === layer && followRing(field, journey, t, ratio));
  if (side.gliding !== layer) return;
  side.gliding = null;
  layer.finish();
}

/** Keep the ring on its point on the way. @param {HTMLElement} field @param {glide.Journey} journey @param {number} t
 * @param {number} ratio of device pixels to CSS pixels */
function followRing(field, journey, t, ratio) {
  const digit = markedDigit();
  if (digit === null) return;
  const [left, top] = placeBetween(journey, digit, t).map((pixel) => pixel / ratio);
  put(find(field, ".ring"), field, [left, top]);
}

/** Put the marks on the points of a map beside. @param {SideMap} side */
function mark({ field, drawn, gliding }) {
  if (!drawn) return;
  const { points, columns, scales } = drawn;
  /** @param {number | null} digit */
  const at = (digit) => (digit === null ? null : pixelIn(scales, placeIn(points, columns, digit)));
  const [landing, { clientWidth, clientHeight }] = [get("landing"), field];
  const places = {
    ...(gliding ? {} : { ".ring": at(markedDigit()) }),
    ".pointed-mark": at(get("pointed")),
    ".pin-mark": at(digitOf(get("pin")?.shows)),
    ".star": landing && pixelIn(scales, positionOf(landing, columns)),
  };
  for (const [name, pixel] of Object.entries(places)) put(find(field, name), { clientWidth, clientHeight }, pixel);
}

/** The mark on the large map of what is pointed at, made when it is first needed. */
function largeMark() {
  const stage = byId("map-stage");
  if (!stage.querySelector(".pointed-mark")) stage.insertAdjacentHTML("beforeend", '<div class="pointed-mark"></div>');
  return find(stage, ".pointed-mark");
}

/** Put the marks on the points of all maps. */
function markAll() {
  const [map, pointed] = [get("map"), get("pointed")];
  if (!map || !(sides.length || document.querySelector("#map-stage > .pointed-mark"))) return;
  sides.forEach(mark);
  const [dot, { gd, points, columns }] = [largeMark(), map];
  if (pointed === null || !sides.length) dot.style.visibility = "hidden";
  else placeOn(dot, gd, toPixel(gd, ...placeIn(points, columns, pointed)));
}

/**
 * Bring what is at one place of a map beside to another, and show more or less of it.
 * @param {SideMap} side
 * @param {number[]} from place as shares of the axes, 0 at their low ends
 * @param {number[]} to place likewise
 * @param {number} factor more than 1 shows more
 * @param {Range[]} [ranges] what the axes showed when `from` was there; by default what they show
 */
export function bring(side, from, to, factor, ranges) {
  if (!side.drawn) return;
  const { whole, ranges: now } = side.drawn;
  const there = moved(ranges ?? now, from, to, factor, whole);
  zoomTo(side, isAll(there, whole) ? null : there);
}

/** Let a map beside show a part, or all, in the next frame. @param {SideMap} side @param {Range[] | null} ranges */
export function zoomTo(side, ranges) {
  side.zoomed = ranges;
  state.waiting ||= requestAnimationFrame(() => {
    state.waiting = 0;
    draw();
  });
}

/** Take a map beside away. @param {SideMap} side */
export function remove(side) {
  set(
    "beside",
    get("beside").filter((name) => name !== side.name),
  );
}

export function start() {
  for (const key of /** @type {const} */ (["map", "beside", "settings", "hidden", "passing", "group"]))
    subscribe(key, draw);
  for (const key of /** @type {const} */ (["selection", "landing", "pointed", "pin", "online", "shown"]))
    subscribe(key, markAll);
}
