/* The pictures of the digits: sheets of 10,000, each fetched once. */

import { files } from "./points.js";
import { context2d } from "./dom.js";

export const SIDE = 28; // pixels of a digit
const ACROSS = 100; // digits in a row of a sheet
const PER_SHEET = ACROSS * ACROSS;

/** @type {HTMLImageElement[]} */
const sheets = [];

/** Where digit `index` lies on its sheet. @param {number} index */
export function cell(index) {
  const rest = index % PER_SHEET;
  return { sheet: Math.floor(index / PER_SHEET), x: (rest % ACROSS) * SIDE, y: Math.floor(rest / ACROSS) * SIDE };
}

/** Fetch a sheet of digits, once. @param {number} number */
export function sheet(number) {
  if (!sheets[number]) {
    sheets[number] = new Image();
    sheets[number].src = files().sheets[number];
  }
  return sheets[number];
}

/** Paint a digit as soon as its sheet is there. @param {HTMLCanvasElement} canvas @param {number} index */
export function paintFromSheet(canvas, index) {
  const { sheet: number, x, y } = cell(index);
  const image = sheet(number);
  if (!image.complete) image.addEventListener("load", () => paintFromSheet(canvas, index), { once: true });
  else context2d(canvas).drawImage(image, x, y, SIDE, SIDE, 0, 0, SIDE, SIDE);
}

/** The 784 pixels of a digit. @param {number} index @returns {Promise<Uint8Array>} */
export async function pixels(index) {
  await sheet(cell(index).sheet).decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  paintFromSheet(canvas, index);
  const { data } = context2d(canvas).getImageData(0, 0, SIDE, SIDE);
  return Uint8Array.from({ length: SIDE * SIDE }, (_, k) => data[4 * k]);
}
