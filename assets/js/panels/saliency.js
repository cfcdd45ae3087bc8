/* The saliency pictures: signed values of pixels over the digit, and the value of the pixel that is pointed at. */

import * as cells from "../charts/cells.js";
import { paintPixels } from "../charts/picture.js";
import { bytesOf } from "../core/base64.js";
import { dataset } from "../core/dataset.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { hasModifier } from "../core/keys.js";
import { subscribe } from "../core/store.js";

const STEPS = 127; // values on each side of zero
const INK = [138, 145, 156]; // the digit underneath, readable on light and dark
const INK_SHARE = 0.35; // how opaque full ink is
const STROKE = 0x80; // ink from which a pixel is inside the outline
const LUMINANCE = [0.2126, 0.7152, 0.0722]; // of red, green and blue
const GAMMA = 0.7; // lifts weak values out of the background; the scale's bar has it too

/**
 * @typedef {import("../types/views.js").Tile} Tile
 * @typedef {import("../types/views.js").SaliencyView} View
 */

/** The signed values behind a text in base64. @param {string} text @returns {Int8Array} */
export function valuesOf(text) {
  return new Int8Array(bytesOf(text).buffer);
}

/** How opaque a value is, 0 to 1. @param {number} value from −127 to 127 */
export function opacity(value) {
  return (Math.abs(value) / STEPS) ** GAMMA;
}

/**
 * Red, green, blue and alpha of every pixel: the digit in grey, the values over it, nothing where both are zero.
 * @param {ArrayLike<number>} ink 0 to 255
 * @param {Int8Array} values
 * @param {{negative: number[], positive: number[]}} colours
 */
export function paint(ink, values, colours) {
  const pixels = new Uint8ClampedArray(4 * values.length);
  for (let k = 0; k < values.length; k++) {
    const colour = values[k] < 0 ? colours.negative : colours.positive;
    const over = opacity(values[k]);
    const under = ((INK_SHARE * ink[k]) / 255) * (1 - over);
    const whole = over + under || 1;
    for (let c = 0; c < 3; c++) pixels[4 * k + c] = (colour[c] * over + INK[c] * under) / whole;
    pixels[4 * k + 3] = 255 * (over + under);
  }
  return pixels;
}

/** How light each pixel is. @param {Uint8Array} levels of an image @param {number} channels */
export function lightness(levels, channels) {
  if (channels === 1) return levels;
  return Uint8Array.from({ length: levels.length / channels }, (_, k) =>
    Math.round(LUMINANCE.reduce((sum, weight, c) => sum + weight * levels[channels * k + c], 0)),
  );
}

/** The ink's outline along the edges of its pixels, as an SVG path. @param {ArrayLike<number>} ink 0 to 255 */
export function outline(ink) {
  const { height, width } = dataset();
  /** @param {number} x @param {number} y */
  const inside = (x, y) => x >= 0 && x < width && y >= 0 && y < height && ink[width * y + x] >= STROKE;
  const edges = [];
  for (let y = 0; y <= height; y++)
    for (let x = 0; x <= width; x++) {
      if (inside(x, y) !== inside(x - 1, y)) edges.push(`M${x} ${y}v1`);
      if (inside(x, y) !== inside(x, y - 1)) edges.push(`M${x} ${y}h1`);
    }
  return edges.join("");
}

/** A number with its sign and two or three significant digits. @param {number} value */
export function signed(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return `${value < 0 ? "−" : "+"}${size >= 100 ? size.toFixed(0) : size.toPrecision(2)}`;
}

/**
 * What one pixel of a picture says.
 * @param {Pick<Tile, "picture" | "unit">} tile
 * @param {Int8Array} values
 * @param {number} place
 */
export function pixelText({ picture, unit }, values, place) {
  return `${signed((values[place] * picture.top) / STEPS)} ${unit}`;
}

/** The elements of the panel. @param {number} count of pictures */
export function frame(count) {
  const { height, width } = dataset();
  const tile = `<figure><h3></h3><div class="picture" tabindex="0" role="group"
      aria-label="Pixel by pixel: arrow keys move"><canvas role="img"></canvas
      ><svg viewBox="0 0 ${width} ${height}" aria-hidden="true"><path/></svg><i hidden></i></div>
    <div class="signed-scale"><span class="low"></span><span class="bar"></span><span class="high"></span></div>
    <p class="readout" aria-live="polite"></p></figure>`;
  return `<div class="saliency-tiles">${tile.repeat(count)}</div><p class="hint caption"></p>`;
}

/* In the page */

/** @type {{view: View | null, values: Int8Array[], pointed: number | null}} */
const state = { view: null, values: [], pointed: null };

function palette() {
  const style = getComputedStyle(document.documentElement);
  return {
    negative: cells.channels(style.getPropertyValue("--negative")),
    positive: cells.channels(style.getPropertyValue("--positive")),
  };
}

/** The end of the scale. @param {Tile} tile */
function range({ picture, unit }) {
  return picture.top ? `colours end at ±${signed(picture.top).slice(1)} ${unit}` : "every pixel has the value 0";
}

/**
 * @param {HTMLElement} figure
 * @param {Tile} tile
 * @param {Int8Array} values
 * @param {{name: string, ink: Uint8Array, edges: string, colours: Parameters<typeof paint>[2]}} digit
 */
function fill(figure, tile, values, { name, ink, edges, colours }) {
  find(figure, "h3").textContent = tile.title;
  find(figure, ".low").textContent = tile.low;
  find(figure, ".high").textContent = tile.high;
  const canvas = find(figure, "canvas", HTMLCanvasElement);
  paintPixels(canvas, paint(ink, values, colours), dataset().width);
  canvas.setAttribute("aria-label", `${name}: ${tile.title}; ${range(tile)}`);
  find(figure, "path", SVGElement).setAttribute("d", edges);
  find(figure, ".readout").textContent = range(tile);
}

/** Draw the panel. @param {HTMLElement} body @param {View} view */
function render(body, view) {
  if (findAll(body, "figure").length !== view.tiles.length) body.innerHTML = frame(view.tiles.length);
  const { channels, pad } = dataset();
  const ink = lightness(bytesOf(view.image), channels);
  const digit = { name: view.name, ink, edges: pad ? outline(ink) : "", colours: palette() };
  Object.assign(state, { view, values: view.tiles.map(({ picture }) => valuesOf(picture.values)), pointed: null });
  findAll(body, "figure").forEach((figure, k) => fill(figure, view.tiles[k], state.values[k], digit));
  findAll(body, "i").forEach((mark) => (mark.hidden = true));
  find(body, ".caption").textContent = view.caption;
}

/** The pixel of a picture under the pointer. @param {HTMLElement} picture @param {PointerEvent} event */
function placeOf(picture, event) {
  const { height, width } = dataset();
  const { row, column } = cells.under(picture, event, height, width);
  return width * row + column;
}

/** Point at the same pixel of all pictures, or at none. @param {HTMLElement} body @param {number | null} place */
function point(body, place) {
  const { height, width } = dataset();
  state.pointed = place;
  const tiles = state.view?.tiles ?? [];
  findAll(body, "figure").forEach((figure, k) => {
    const tile = tiles[k];
    const mark = find(figure, "i");
    mark.hidden = place === null;
    find(figure, ".readout").textContent = place === null ? range(tile) : pixelText(tile, state.values[k], place);
    if (place === null) return;
    cells.cover(mark, { row: Math.floor(place / width), column: place % width }, height, width);
  });
}

/** @param {Event} event */
function pictureOf(event) {
  return state.view && around(event, "#saliency-body .picture");
}

/** A finger does not hover: it points by pressing. @param {PointerEvent} event */
function onPointer(event) {
  const picture = pictureOf(event);
  if (!state.view || (!picture && document.activeElement?.closest("#saliency-body .picture"))) return;
  const place = picture ? placeOf(picture, event) : null;
  const [body] = findAll(document, "#saliency-body");
  if (body && place !== state.pointed) point(body, place);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!pictureOf(event) || hasModifier(event)) return;
  const { height, width } = dataset();
  const middle = width * Math.floor(height / 2) + Math.floor(width / 2); // where the keys begin
  const from = state.pointed ?? middle;
  const to = cells.step(event.key, { row: Math.floor(from / width), column: from % width }, height, width);
  if (!to) return;
  event.preventDefault();
  point(byId("saliency-body"), width * to.row + to.column);
}

/** Other pictures may be on the page, and are not drawn yet. */
function forget() {
  Object.assign(state, { view: null, values: [], pointed: null });
}

function start() {
  subscribe("mounted", forget);
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) document.addEventListener(name, onPointer);
  document.addEventListener("keydown", onKey);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "saliency", views: { "saliency-body": render }, start };
