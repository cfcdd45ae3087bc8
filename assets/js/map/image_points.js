/* The images themselves in place of their points, where the map is zoomed so far that there is room for them. */

import { gridFor } from "../charts/nearest.js";
import { plotScales } from "../charts/plot.js";
import { cover, layer, stretch } from "../charts/points_layer.js";
import { dataset } from "../core/dataset.js";
import { around, byId, context2d, find } from "../core/dom.js";
import { isSame } from "../core/same.js";
import { markedDigit } from "../core/selection.js";
import { cell, sheet } from "../core/sheets.js";
import { get, set, subscribe } from "../core/store.js";
import { emphasis, meant, pixels } from "./emphasis.js";
import { boxOf, pictureAt, sizeAt, spacingOf, withFirst, withRoom } from "./room.js";
import { hexOf } from "./shades.js";
import { isZoomed } from "./zoom.js";

/**
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {import("../charts/plot.js").Size} Size
 * @typedef {import("../charts/nearest.js").PointerPlace} PointerPlace
 * @typedef {import("./room.js").Placed} Placed
 */

const FRAME_PX = 2;

/**
 * @type {{known: unknown[], chosen: number[], colours: Uint32Array, placed: Placed[], size: Size | null}}
 * what was chosen last, and of what; what of it is in view
 */
const state = { known: [], chosen: [], colours: new Uint32Array(), placed: [], size: null };

/** Of a grid, how far points are apart. @type {WeakMap<import("../charts/grid.js").Grid, number>} */
const spacings = new WeakMap();

/** How far points are apart on the screen, in the middle, px. @param {MapView} map @param {number[]} slopes */
function spacingOn({ points, columns }, slopes) {
  const grid = gridFor(points.columns[columns[0]], points.columns[columns[1]]);
  const share = spacings.get(grid) ?? spacingOf(grid);
  spacings.set(grid, share);
  return share * Math.sqrt(grid.size[0] * slopes[0] * grid.size[1] * slopes[1]);
}

/** @param {MapView} map */
const slopesOf = ({ gd }) => plotScales(gd).map(({ slope }) => Math.abs(slope));

/** How large the pictures on a map are; null if it has none. @param {MapView} map */
export function pictureSize(map) {
  return get("pictures") && isZoomed() ? sizeAt(spacingOn(map, slopesOf(map)), dataset()) : null;
}

/** By image, whether it may be a picture: what is grey or dimmed stays a point. @param {MapView} map */
function candidates({ points, groups }) {
  const [all, { group }] = [meant(points.count, groups), emphasis()];
  if (!group) return all;
  const found = new Uint8Array(points.count);
  for (const index of group.members) found[index] = all[index];
  return found;
}

/** Choose the images that are pictures, unless that is done. @param {MapView} map @param {Size} size */
function choose(map, size) {
  const [axes, slopes] = [map.columns.map((name) => map.points.columns[name]), slopesOf(map)];
  const [now, first, box] = [emphasis(), markedDigit(), boxOf(size, slopes)];
  const rounded = box.map((side) => side.toPrecision(6)); // slopes of a map that moves differ in their last bits
  const known = [...axes, map.groups, now.hidden, now.passing, now.group, first, ...rounded];
  if (isSame(known, state.known)) return;
  const counts = candidates(map);
  const chosen = withRoom(axes, box, counts);
  Object.assign(state, { known, colours: pixels(map.points.count, map.groups) });
  state.chosen = first !== null && counts[first] ? withFirst(chosen, first, axes, box) : chosen;
}

/** Those of the chosen that are in view, even in part. @param {MapView} map @param {Size} size @returns {Placed[]} */
function inSight({ gd, points, columns }, { width, height }) {
  const [{ xaxis, yaxis }, [across, down]] = [gd._fullLayout, plotScales(gd)];
  const [xs, ys] = columns.map((name) => points.columns[name]);
  /** @param {number} at @param {import("../types/page.js").Axis} axis @param {number} side */
  const isIn = (at, { _offset, _length }, side) => at > _offset - side && at < _offset + _length + side;
  const placed = [];
  for (const index of state.chosen) {
    const left = across.origin + across.slope * xs[index];
    const top = down.origin + down.slope * ys[index];
    if (isIn(left, xaxis, width) && isIn(top, yaxis, height)) placed.push({ index, left, top });
  }
  return placed;
}

/**
 * Draw the pictures, each in a frame of its colour. What has not come yet stays a point.
 * @param {MapView} map
 * @param {Size} size
 */
function draw({ gd }, size) {
  const [canvas, ratio] = [layer(gd, "pictures"), window.devicePixelRatio || 1];
  stretch(canvas, cover(canvas, gd), ratio);
  const { _fullLayout: plot } = gd;
  const [context, { width, height }] = [context2d(canvas), dataset()];
  const [wide, high, frame] = [size.width * ratio, size.height * ratio, FRAME_PX * ratio];
  canvas.dataset.count = String(state.placed.length);
  for (const { index, left, top } of state.placed) {
    const [{ sheet: number, x, y }, colour] = [cell(index), hexOf(state.colours[index])];
    const image = sheet(number);
    if (!image.complete) image.addEventListener("load", follow, { once: true });
    if (!image.complete || !image.naturalWidth) continue;
    const [column, row] = [
      Math.round((left - plot.xaxis._offset) * ratio - wide / 2),
      Math.round((top - plot.yaxis._offset) * ratio - high / 2),
    ];
    context.fillStyle = colour;
    context.fillRect(column - frame, row - frame, wide + 2 * frame, high + 2 * frame);
    context.drawImage(image, x, y, width, height, column, row, wide, high);
  }
}

/** Let the ring go around the picture of the selected image, if that is one. @param {Size | null} size */
function fitRing(size) {
  const first = markedDigit();
  const { style } = byId("map-ring");
  const isPicture = size !== null && first !== null && state.placed.some(({ index }) => index === first);
  style.setProperty("--picture-width", isPicture ? `${size.width}px` : "");
  style.setProperty("--picture-height", isPicture ? `${size.height}px` : "");
  byId("map-ring").classList.toggle("around-picture", isPicture);
}

/** Draw the pictures as they are now, or take them off. */
function follow() {
  const map = get("map");
  if (!map) return;
  const size = pictureSize(map);
  if (!size && !state.size) return;
  map.gd.classList.toggle("with-pictures", size !== null);
  if (size) choose(map, size);
  Object.assign(state, { size, placed: size ? inSight(map, size) : [] });
  if (size) draw(map, size);
  fitRing(size);
}

/** The image whose picture is under a pointer, if one is. @param {Pick<MapView, "gd">} map @param {PointerPlace} at */
export function pictureUnder({ gd }, { clientX, clientY }) {
  if (!state.size) return null;
  const { left, top } = gd.getBoundingClientRect();
  return pictureAt(state.placed, state.size, [clientX - left, clientY - top]);
}

/** Let the button say whether there are to be pictures. */
function mark() {
  find(document, "[data-pictures]").setAttribute("aria-pressed", String(get("pictures")));
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (!around(event, "[data-pictures]")) return;
  set("pictures", !get("pictures"));
  mark();
}

export function start() {
  for (const key of /** @type {const} */ (["map", "hidden", "passing", "group", "selection", "pictures"]))
    subscribe(key, follow);
  document.addEventListener("click", onClick);
}
