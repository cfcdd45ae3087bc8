/* Pictures, painted from the pixels that a view brings. */

import { bytesOf } from "../core/base64.js";
import { dataset } from "../core/dataset.js";
import { context2d } from "../core/dom.js";

/** Grey levels as the red, green, blue and alpha of pixels. @param {Uint8Array} levels */
export function greys(levels) {
  const pixels = new Uint8ClampedArray(4 * levels.length);
  levels.forEach((level, k) => pixels.set([level, level, level, 255], 4 * k));
  return pixels;
}

/** Red, green and blue levels as the red, green, blue and alpha of pixels. @param {Uint8Array} levels */
export function colours(levels) {
  const pixels = new Uint8ClampedArray((4 * levels.length) / 3);
  for (let k = 0; k < levels.length; k += 3) pixels.set([...levels.subarray(k, k + 3), 255], (4 * k) / 3);
  return pixels;
}

/** An image as pixels. @param {Uint8Array} levels row by row and colour by colour @param {number} channels */
export function opaque(levels, channels) {
  return channels === 1 ? greys(levels) : colours(levels);
}

/**
 * Paint a picture of so many pixels as there are.
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8ClampedArray<ArrayBuffer>} pixels red, green, blue and alpha of each
 * @param {number} width of the picture
 */
export function paintPixels(canvas, pixels, width) {
  const height = pixels.length / 4 / width;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context2d(canvas).putImageData(new ImageData(pixels, width), 0, 0);
}

/** Paint an image as the network gets it. @param {HTMLCanvasElement} canvas @param {string} image */
export function paintDigit(canvas, image) {
  const { width, channels } = dataset();
  paintPixels(canvas, opaque(bytesOf(image), channels), width);
}
