/* The map's points without WebGL: stamped on a canvas that lies in the plot where WebGL's would. */

import { scale } from "../charts/plot.js";
import { context2d, find, findAll } from "../core/dom.js";
import { hiddenOf } from "../core/hidden.js";
import { get, subscribe } from "../core/store.js";
import { pixelsOf, pointSizes } from "./figure.js";
import { disc, pixel } from "./glide.js";

/**
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {{width: number, height: number}} PixelSize device pixels
 */

/**
 * Stamp points into a picture; what lies beyond its edges is cut off.
 * @param {Uint32Array} picture
 * @param {PixelSize} size
 * @param {Float32Array[]} places x and y by digit, pixels of the picture
 * @param {number[]} members the digits to stamp
 * @param {number} colour
 * @param {number[][]} stamp offsets of its pixels
 */
export function stampGroup(picture, { width, height }, [xs, ys], members, colour, stamp) {
  for (const index of members) {
    const [x, y] = [Math.round(xs[index]), Math.round(ys[index])];
    if (!(x > -width && x < 2 * width && y > -height && y < 2 * height)) continue;
    for (const [dx, dy] of stamp) {
      const [column, row] = [x + dx, y + dy];
      if (column >= 0 && column < width && row >= 0 && row < height) picture[row * width + column] = colour;
    }
  }
}

/** The canvas in a plot, below the numerals. @param {MapView["gd"]} gd */
function layer(gd) {
  const [existing] = findAll(gd, "canvas.points", HTMLCanvasElement);
  if (existing) return existing;
  const canvas = Object.assign(document.createElement("canvas"), { className: "points" });
  find(gd, ".gl-container").append(canvas);
  return canvas;
}

/**
 * Where every digit is between the axes, in device pixels.
 * @param {MapView} map
 * @param {number} ratio
 */
function placesOf({ gd, points, columns }, ratio) {
  const { xaxis, yaxis } = gd._fullLayout;
  const scales = [scale({ ...xaxis, _offset: 0 }, false), scale({ ...yaxis, _offset: 0 }, true)];
  return pixelsOf(points, columns, scales, ratio);
}

/**
 * Lay a canvas on the part of a plot that its axes span; returns its size.
 * @param {HTMLCanvasElement} canvas
 * @param {MapView["gd"]} gd
 * @param {number} ratio
 * @returns {PixelSize}
 */
function cover(canvas, { _fullLayout: { xaxis, yaxis } }, ratio) {
  const [width, height] = [xaxis, yaxis].map(({ _length }) => Math.max(1, Math.round(_length * ratio)));
  Object.assign(canvas, { width, height });
  canvas.style.width = `${xaxis._length}px`;
  canvas.style.height = `${yaxis._length}px`;
  canvas.style.transform = `translate(${xaxis._offset}px, ${yaxis._offset}px)`;
  return { width, height };
}

/** Draw the points that are shown. @param {MapView} map */
function draw(map) {
  const [canvas, ratio] = [layer(map.gd), window.devicePixelRatio || 1];
  const size = cover(canvas, map.gd, ratio);
  const image = context2d(canvas).createImageData(size.width, size.height);
  const [picture, places] = [new Uint32Array(image.data.buffer), placesOf(map, ratio)];
  const { kind, colours, members } = map.groups;
  const [sizes, hidden] = [pointSizes(map.groups, map.gd), hiddenOf(get("hidden"), kind)];
  members.forEach((group, k) => {
    if (!hidden.includes(k)) stampGroup(picture, size, places, group, pixel(colours[k]), disc(sizes[k] * ratio));
  });
  context2d(canvas).putImageData(image, 0, 0);
}

/** What was drawn last, so that nothing is drawn twice. @type {unknown[]} */
let drawn = [];

/** @param {MapView | null} map */
function follow(map) {
  if (!map || map.webgl) return;
  const { xaxis, yaxis } = map.gd._fullLayout;
  const axes = [xaxis, yaxis].flatMap(({ range, _length, _offset }) => [...range, _length, _offset]);
  const now = [map.groups, get("hidden"), ...map.columns, ...axes];
  if (now.every((one, k) => one === drawn[k])) return;
  drawn = now;
  draw(map);
}

export function start() {
  subscribe("map", follow);
}
