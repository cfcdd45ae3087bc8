/* Pictures, painted from the pixels that a view brings. */

import { bytesOf } from "../core/base64.js";
import { context2d } from "../core/dom.js";
import { SIDE } from "../core/sheets.js";

/** Grey levels as the red, green, blue and alpha of pixels. @param {Uint8Array} levels */
export function greys(levels) {
  const pixels = new Uint8ClampedArray(4 * levels.length);
  levels.forEach((level, k) => pixels.set([level, level, level, 255], 4 * k));
  return pixels;
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

/** Paint a digit as the network gets it, white on black. @param {HTMLCanvasElement} canvas @param {string} image */
export function paintDigit(canvas, image) {
  paintPixels(canvas, greys(bytesOf(image)), SIDE);
}
