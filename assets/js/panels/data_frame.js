/* The data as an image: what stands around its pictures, as HTML. */

/** @typedef {import("./data_rows.js").Band} Band */

import { className, dataset } from "../core/dataset.js";
import { escape } from "../core/format.js";

export const NEAR = 40; // digits in sight one by one
const NUMBERS = 8; // over the columns
const SHORT = 2; // characters for which there is always room

/** The heads of the columns as buttons, one of which Tab reaches. @param {number[]} columns */
export function heads(columns) {
  /** @param {number} unit @param {number} place */
  const head = (unit, place) =>
    `<button type="button" tabindex="${place ? -1 : 0}" data-unit="${unit}" data-place="${place}"
      data-tip="unit ${unit}" aria-label="unit ${unit}"></button>`;
  return columns.map(head).join("");
}

/** Numbers over the columns, or what their order is. @param {string} kind @param {number} count */
export function ticks(kind, count) {
  if (kind !== "index") return "<span>units that go together stand side by side</span>";
  const step = Math.max(1, Math.ceil(count / NUMBERS));
  const marked = Array.from({ length: Math.ceil(count / step) }, (_, k) => step * k);
  return marked.map((unit) => `<i style="left: ${((100 * (unit + 0.5)) / count).toFixed(2)}%">${unit}</i>`).join("");
}

/** The name of a class in its colour. @param {number} label @param {string} [style] */
export function band(label, style = "") {
  const name = escape(className(label));
  const place = style && ` style="${style}"`;
  return `<b class="class-${label}"${place}${name.length > SHORT ? ` data-tip="${name}"` : ""}>${name}</b>`;
}

/**
 * What the overview's rows are, at its left: the classes, or numbers.
 * @param {Band[] | null} bands
 * @param {number} count
 */
export function margin(bands, count) {
  /** @param {number} value */
  const part = (value) => `${((100 * value) / count).toFixed(2)}%`;
  /** @param {Band} one */
  const whole = ({ label, from, to }) => band(label, `top: ${part(from)}; height: ${part(to - from)}`);
  /** @param {number} k */
  const number = (k) => `<i style="top: ${20 * k}%">${Math.round((k * count) / 5).toLocaleString("en")}</i>`;
  return bands ? bands.map(whole).join("") : [0, 1, 2, 3, 4].map(number).join("");
}

/** The overview in words. @param {number} count @param {number} lines */
export function summary(count, lines) {
  const [{ item, items }, each] = [dataset(), Math.round(count / lines)];
  const mean = each > 1 ? `one line is the mean of about ${each} ${items}` : `one line is one ${item}`;
  return `<strong>All ${count.toLocaleString("en")} ${items}</strong>, ${mean}`;
}

/**
 * What is said of a cell; its unit can be opened from there.
 * @param {string} digit
 * @param {number} unit
 * @param {string} value
 */
export function cellText(digit, unit, value) {
  const asked = `data-unit="${unit}" data-tip="Open unit ${unit}"`;
  const name = `<button type="button" class="unit" ${asked}>unit ${unit}</button>`;
  return `${escape(digit)}, ${name}: ${value}`;
}

export function frame() {
  return `<p class="title"></p><div class="margin bands"></div>
    <div class="picture overview"><canvas></canvas><i class="window"></i><i class="here"></i></div>
    <div class="head"><div class="ticks"></div><div class="units" role="group"
      aria-label="Units, one a column"></div></div>
    <p class="margin name"></p><div class="picture one"><canvas></canvas></div>
    <div class="margin labels"></div>
    <div class="picture rows" tabindex="0" role="group"
      aria-label="${NEAR} ${dataset().items}, one a line: arrow keys move, Enter selects">
      <canvas></canvas><i class="here"></i><i class="row" hidden></i><i class="column" hidden></i></div>
    <div class="foot"><p class="readout" role="status"></p>
      <div class="colour-scale"><span class="exact"></span><span class="low"></span><span class="viridis"></span
      ><span class="top"></span></div></div>`;
}
