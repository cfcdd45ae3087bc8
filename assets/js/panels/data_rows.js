/* The data as rows: which digit stands where, which rows are in sight, and their colours. */

import { plain } from "../core/format.js";

/**
 * @typedef {{label: number, from: number, to: number}} Band rows from..to-1 belong to one class
 * @typedef {{levels: Uint8Array, units: number}} Levels of all features, digit by digit
 */

/**
 * The digits from top to bottom.
 * @param {string} kind "class": by label, within a class along the first principal component; "given": by number
 * @param {ArrayLike<number>} label
 * @param {ArrayLike<number>} score on the first principal component
 */
export function rowOrder(kind, label, score) {
  const digits = Uint32Array.from(label, (_, index) => index);
  return kind === "class"
    ? digits.sort((one, other) => label[one] - label[other] || score[one] - score[other])
    : digits;
}

/** Where each digit stands in an order. @param {Uint32Array} order */
export function places(order) {
  const rows = new Uint32Array(order.length);
  order.forEach((digit, row) => (rows[digit] = row));
  return rows;
}

/**
 * The classes of an order by class, from top to bottom.
 * @param {Uint32Array} order
 * @param {ArrayLike<number>} label
 * @returns {Band[]}
 */
export function bands(order, label) {
  /** @type {Band[]} */
  const found = [];
  order.forEach((digit, row) => {
    const last = found.at(-1);
    if (last?.label === label[digit]) last.to = row + 1;
    else found.push({ label: label[digit], from: row, to: row + 1 });
  });
  return found;
}

/**
 * The row in an order by class at which a digit with this label and score would stand.
 * @param {number} label
 * @param {number} score
 * @param {Uint32Array} order
 * @param {ArrayLike<number>} labels
 * @param {ArrayLike<number>} scores
 */
export function rowFor(label, score, order, labels, scores) {
  const row = order.findIndex((digit) => labels[digit] > label || (labels[digit] === label && scores[digit] >= score));
  return row < 0 ? order.length - 1 : row;
}

/**
 * The first of `size` rows of which `row` is the middle, as far as there are rows.
 * @param {number} row
 * @param {number} size
 * @param {number} count
 */
export function firstAround(row, size, count) {
  return Math.max(0, Math.min(row - Math.floor(size / 2), count - size));
}

/**
 * The rows that line `line` of `lines` stands for: from, and the first one after.
 * @param {number} line
 * @param {number} lines
 * @param {number} count
 */
export function rowsOf(line, lines, count) {
  return [Math.floor((line * count) / lines), Math.floor(((line + 1) * count) / lines)];
}

/**
 * All rows in fewer lines: each is the mean of its rows.
 * @param {Levels} features
 * @param {Uint32Array} order of the digits
 * @param {number[]} columns units from left to right
 * @param {number} lines
 */
export function compress({ levels, units }, order, columns, lines) {
  const picture = new Uint8ClampedArray(lines * units);
  const sums = new Float64Array(units);
  for (let line = 0; line < lines; line++) {
    const [from, to] = rowsOf(line, lines, order.length);
    sums.fill(0);
    for (let row = from; row < to; row++) {
      const start = order[row] * units;
      for (let unit = 0; unit < units; unit++) sums[unit] += levels[start + unit];
    }
    for (let k = 0; k < units; k++) picture[line * units + k] = sums[columns[k]] / (to - from); // the clamp rounds
  }
  return picture;
}

/**
 * The rows first..first+count-1 as they are.
 * @param {Levels} features
 * @param {Uint32Array} order
 * @param {number[]} columns
 * @param {number} first
 * @param {number} count
 */
export function cut({ levels, units }, order, columns, first, count) {
  const picture = new Uint8ClampedArray(count * units);
  for (let k = 0; k < count; k++) {
    const start = order[first + k] * units;
    columns.forEach((unit, place) => (picture[k * units + place] = levels[start + unit]));
  }
  return picture;
}

/**
 * The levels of values that need not be of the data set.
 * @param {number[]} values
 * @param {{zero?: number, step: number}} scale
 * @param {number[]} columns
 */
export function levelsOf(values, { zero = 0, step }, columns) {
  return Uint8ClampedArray.from(columns, (unit) => (values[unit] - zero) / step);
}

/** The level of the activation 0. @param {{zero: number, step: number}} scale */
export const levelOfZero = ({ zero, step }) => Math.round(-zero / step);

/**
 * The levels from zero that a share of all values does not exceed; the colours end there, or a few great values would
 * leave all others dark.
 * @param {ArrayLike<number>} levels
 * @param {number} share
 * @param {number} ground the level of zero
 */
export function ceiling(levels, share, ground = 0) {
  const counts = new Uint32Array(256);
  for (let k = 0; k < levels.length; k++) counts[Math.abs(levels[k] - ground)] += 1;
  let level = 0;
  for (let seen = counts[0]; seen < share * levels.length; seen += counts[level]) level += 1;
  return Math.max(level, 1);
}

/**
 * Levels as the red, green, blue and alpha of pixels.
 * @param {ArrayLike<number>} levels
 * @param {ArrayLike<number>} palette 256 × 3
 * @param {number} top the levels from zero to the last colour
 * @param {number} ground the level of zero; above 0, there are as many colours below zero
 */
export function colours(levels, palette, top, ground = 0) {
  const [least, range] = ground ? [ground - top, 2 * top] : [0, top];
  const pixels = new Uint8ClampedArray(4 * levels.length);
  for (let k = 0; k < levels.length; k++) {
    const shade = 3 * Math.round(255 * Math.min(1, Math.max(0, (levels[k] - least) / range)));
    pixels[4 * k] = palette[shade];
    pixels[4 * k + 1] = palette[shade + 1];
    pixels[4 * k + 2] = palette[shade + 2];
    pixels[4 * k + 3] = 255;
  }
  return pixels;
}

/** An activation for people: as exact as it is kept. @param {number} value */
export function activationText(value) {
  return value === 0 ? "0" : plain(value, 1);
}
