/* Pictures of digits, painted from the pixels that a view brings. */

import { context2d } from "../core/dom.js";

const SIDE = 28; // pixels of a digit

/** The bytes behind a text in base64. @param {string} text @returns {Uint8ClampedArray<ArrayBuffer>} */
export function bytesOf(text) {
  return Uint8ClampedArray.from(atob(text), (character) => character.charCodeAt(0));
}

/** Grey levels as the red, green, blue and alpha of pixels. @param {Uint8ClampedArray} levels */
export function greys(levels) {
  const pixels = new Uint8ClampedArray(4 * levels.length);
  levels.forEach((level, k) => pixels.set([level, level, level, 255], 4 * k));
  return pixels;
}

/** Paint a digit as the network gets it, white on black. @param {HTMLCanvasElement} canvas @param {string} image */
export function paintDigit(canvas, image) {
  if (canvas.width !== SIDE) canvas.width = canvas.height = SIDE;
  context2d(canvas).putImageData(new ImageData(greys(bytesOf(image)), SIDE), 0, 0);
}
