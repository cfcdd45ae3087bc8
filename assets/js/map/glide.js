/* Points gliding from one map to the next, drawn on a canvas over the plot: 10,000 of them at sixty frames a second. */

import { disc } from "../charts/points_layer.js";
import { context2d } from "../core/dom.js";

/**
 * @typedef {{from: Float32Array[], to: Float32Array[], colours: Uint32Array}} Journey in pixels; colour 0 is not drawn
 * @typedef {ReturnType<typeof start>} Overlay
 */

const DURATION_MS = 280;

/** Slow at both ends. @param {number} t from 0 to 1 */
export function ease(t) {
  return t * t * (3 - 2 * t);
}

/**
 * Stamp every point, somewhere between two places, into a picture of `width` × `height` pixels.
 * @param {Uint32Array} picture
 * @param {{width: number, height: number}} size
 * @param {Journey} points
 * @param {number} t from 0 (from) to 1 (to)
 * @param {number[][]} stamp
 */
export function stampPoints(picture, size, points, t, stamp) {
  const { from, to, colours } = points;
  picture.fill(0);
  for (let i = 0; i < colours.length; i++) {
    if (!colours[i]) continue;
    const x = Math.round(from[0][i] + t * (to[0][i] - from[0][i]));
    const y = Math.round(from[1][i] + t * (to[1][i] - from[1][i]));
    for (const [dx, dy] of stamp) {
      const [column, row] = [x + dx, y + dy];
      if (column >= 0 && column < size.width && row >= 0 && row < size.height)
        picture[row * size.width + column] = colours[i];
    }
  }
}

/** Whether the visitor asks for no motion. */
export function unwanted() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * A canvas over the stage that shows points on their way; `finish` takes it off.
 * @param {HTMLElement} stage
 * @param {number} diameter of a point, in CSS pixels
 */
export function start(stage, diameter) {
  const ratio = window.devicePixelRatio || 1;
  /** @param {HTMLElement} element */
  const sizeOf = ({ clientWidth, clientHeight }) => ({
    width: Math.round(clientWidth * ratio),
    height: Math.round(clientHeight * ratio),
  });
  const size = sizeOf(stage);
  const canvas = Object.assign(document.createElement("canvas"), { className: "glide", ...size });
  const context = context2d(canvas);
  const image = context.createImageData(size.width, size.height);
  const picture = new Uint32Array(image.data.buffer);
  const stamp = disc(diameter * ratio);
  /** @param {Journey} points @param {number} t */
  const draw = (points, t) => {
    stampPoints(picture, size, points, t, stamp);
    context.putImageData(image, 0, 0);
  };
  stage.append(canvas);
  const finish = () => {
    stage.classList.remove("gliding");
    canvas.remove();
  };
  /** Go over to another stage with what is drawn, if that is as large. @param {HTMLElement} other */
  const moveTo = (other) => {
    const { width, height } = sizeOf(other);
    const fits = width === size.width && height === size.height;
    if (fits) other.append(canvas);
    return fits;
  };
  return { ratio, draw, moveTo, finish };
}

/**
 * Move the points from start to end, calling `onFrame` with the progress from 0 to 1.
 * @param {Overlay} layer
 * @param {Journey} points
 * @param {(t: number) => void} onFrame
 * @returns {Promise<void>}
 */
export function run(layer, points, onFrame) {
  const began = performance.now();
  return new Promise((resolve) => {
    /** @param {number} now */
    const frame = (now) => {
      const t = ease(Math.min(1, Math.max(0, (now - began) / DURATION_MS)));
      layer.draw(points, t);
      onFrame(t);
      if (t < 1) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
}
