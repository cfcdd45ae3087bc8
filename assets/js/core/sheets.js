/* The pictures of the data set: sheets of thousands, each fetched once. */

import { dataset } from "./dataset.js";
import { files } from "./points.js";
import { context2d } from "./dom.js";

/** @type {HTMLImageElement[]} */
const sheets = [];

/** Where image `index` lies on its sheet. @param {number} index */
export function cell(index) {
  const [{ across, perSheet }, { height, width }] = [files(), dataset()];
  const rest = index % perSheet;
  return { sheet: Math.floor(index / perSheet), x: (rest % across) * width, y: Math.floor(rest / across) * height };
}

/** Fetch a sheet, once. @param {number} number */
export function sheet(number) {
  if (!sheets[number]) {
    sheets[number] = new Image();
    sheets[number].src = files().sheets[number];
  }
  return sheets[number];
}

/** Paint an image as soon as its sheet is there. @param {HTMLCanvasElement} canvas @param {number} index */
export function paintFromSheet(canvas, index) {
  const [{ sheet: number, x, y }, { height, width }] = [cell(index), dataset()];
  const image = sheet(number);
  if (!image.complete) image.addEventListener("load", () => paintFromSheet(canvas, index), { once: true });
  else context2d(canvas).drawImage(image, x, y, width, height, 0, 0, width, height);
}

/** The pixels of an image, row by row and colour by colour. @param {number} index @returns {Promise<Uint8Array>} */
export async function pixels(index) {
  await sheet(cell(index).sheet).decode();
  const { height, width, channels } = dataset();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  paintFromSheet(canvas, index);
  const { data } = context2d(canvas).getImageData(0, 0, width, height);
  const length = width * height * channels;
  return Uint8Array.from({ length }, (_, k) => data[4 * Math.floor(k / channels) + (k % channels)]);
}
