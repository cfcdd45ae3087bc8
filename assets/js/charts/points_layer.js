/* Thousands of points on a plot, stamped on a canvas that lies where WebGL's would: drawn in milliseconds, and without
 * the WebGL that a browser lends a page only few times. */

import { context2d, find, findAll } from "../core/dom.js";
import { scale } from "./plot.js";

/**
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("./plot.js").Size} Size in what follows device pixels
 * @typedef {{members: number[], colour: string, diameter: number, opacity?: number, shades?: Uint32Array}} Alike
 * the digits of a group, their colour, how wide they are in CSS pixels, and their pixels by digit where they differ
 * @typedef {{points: Points, columns: string[], groups: Alike[]}} Cloud
 * the points of both axes' columns, by group
 */

const OPACITY = 200; // of 255

/** The pixels of a disc, as offsets from its centre. @param {number} diameter in pixels */
export function disc(diameter) {
  const reach = Math.floor(diameter / 2);
  const offsets = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) if (x * x + y * y <= (diameter / 2) ** 2) offsets.push([x, y]);
  return offsets;
}

/**
 * A colour "#rrggbb" as the four bytes of a pixel.
 * @param {string} hex
 * @param {number} opacity of 255
 */
export function pixel(hex, opacity = OPACITY) {
  const value = parseInt(hex.slice(1), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  return ((opacity << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * Stamp points into a picture; what lies beyond its edges is cut off.
 * @param {Uint32Array} picture
 * @param {Size} size
 * @param {Float32Array[]} places x and y by digit, pixels of the picture
 * @param {number[]} members the digits to stamp
 * @param {number | Uint32Array} colour of all, or by digit
 * @param {number[][]} stamp offsets of its pixels
 */
export function stampGroup(picture, { width, height }, [xs, ys], members, colour, stamp) {
  const reach = Math.max(...stamp.map(([dx]) => dx));
  for (const index of members) {
    const [x, y] = [Math.round(xs[index]), Math.round(ys[index])];
    if (!(x >= -reach && x < width + reach && y >= -reach && y < height + reach)) continue;
    const own = typeof colour === "number" ? colour : colour[index];
    for (const [dx, dy] of stamp) {
      const [column, row] = [x + dx, y + dy];
      if (column >= 0 && column < width && row >= 0 && row < height) picture[row * width + column] = own;
    }
  }
}

/**
 * Every digit's place on the screen, in device pixels.
 * @param {Points} points
 * @param {string[]} columns
 * @param {{origin: number, slope: number}[]} scales of both axes
 * @param {number} ratio
 */
export function pixelsOf(points, columns, scales, ratio) {
  return columns.map((name, k) => scaled(points.columns[name], ratio * scales[k].origin, ratio * scales[k].slope));
}

/**
 * Values on a scale, by a loop that takes a tenth of the time of `from`.
 * @param {ArrayLike<number>} values
 * @param {number} origin
 * @param {number} slope
 */
function scaled(values, origin, slope) {
  const found = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) found[index] = origin + slope * values[index];
  return found;
}

/** A canvas in a plot, below its numerals and arrows. @param {Plot} gd @param {string} name */
export function layer(gd, name) {
  const [existing] = findAll(gd, `canvas.${name}`, HTMLCanvasElement);
  if (existing) return existing;
  const canvas = Object.assign(document.createElement("canvas"), { className: name });
  find(gd, ".gl-container").append(canvas);
  return canvas;
}

/**
 * Give a canvas a size on the page; returns how many pixels it then has.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} lengths width and height, CSS pixels
 * @param {number} ratio
 * @returns {Size}
 */
export function stretch(canvas, lengths, ratio) {
  const [width, height] = lengths.map((length) => Math.max(1, Math.round(length * ratio)));
  Object.assign(canvas, { width, height });
  [canvas.style.width, canvas.style.height] = lengths.map((length) => `${length}px`);
  return { width, height };
}

/**
 * Draw points on a canvas, in place of those before.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} lengths its width and height, CSS pixels
 * @param {{origin: number, slope: number}[]} scales of both axes, in CSS pixels from its corner
 * @param {Cloud} cloud
 */
export function drawOn(canvas, lengths, scales, { points, columns, groups }) {
  const ratio = window.devicePixelRatio || 1;
  const size = stretch(canvas, lengths, ratio);
  const image = context2d(canvas).createImageData(size.width, size.height);
  const [picture, places] = [new Uint32Array(image.data.buffer), pixelsOf(points, columns, scales, ratio)];
  for (const { members, colour, diameter, opacity, shades } of groups)
    stampGroup(picture, size, places, members, shades ?? pixel(colour, opacity), disc(diameter * ratio));
  context2d(canvas).putImageData(image, 0, 0);
}

/**
 * Lay a canvas on the part of a plot that its axes span; returns how wide and high that is, CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {Plot} gd
 */
export function cover(canvas, { _fullLayout: { xaxis, yaxis } }) {
  canvas.style.transform = `translate(${xaxis._offset}px, ${yaxis._offset}px)`;
  return [xaxis._length, yaxis._length];
}

/**
 * Draw points between the axes of a plot, in place of those before.
 * @param {Plot} gd
 * @param {Cloud} cloud
 */
export function drawPoints(gd, cloud) {
  const [canvas, { xaxis, yaxis }] = [layer(gd, "points"), gd._fullLayout];
  const scales = [scale({ ...xaxis, _offset: 0 }, false), scale({ ...yaxis, _offset: 0 }, true)];
  drawOn(canvas, cover(canvas, gd), scales, cloud);
}
