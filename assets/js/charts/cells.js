/* Pictures whose cells are values: which cell the pointer is on. */

import { DIRECTIONS } from "../core/keys.js";

/** @typedef {{row: number, column: number}} Cell */

/**
 * The one of `count` equal parts that lies `offset` into `length`; outside, the nearest.
 * @param {number} offset
 * @param {number} length
 * @param {number} count
 */
export function part(offset, length, count) {
  return Math.min(count - 1, Math.max(0, Math.floor((count * offset) / length)));
}

/**
 * The cell of an element under the pointer.
 * @param {Element} element
 * @param {MouseEvent} event
 * @param {number} rows
 * @param {number} columns
 * @returns {Cell}
 */
export function under(element, event, rows, columns) {
  const box = element.getBoundingClientRect();
  return {
    row: part(event.clientY - box.top, box.height, rows),
    column: part(event.clientX - box.left, box.width, columns),
  };
}

/**
 * Lay a mark over a cell.
 * @param {HTMLElement} mark
 * @param {Cell} cell
 * @param {number} rows
 * @param {number} columns
 */
export function cover(mark, { row, column }, rows, columns) {
  /** @param {number} share */
  const percent = (share) => `${100 * share}%`;
  Object.assign(mark.style, {
    left: percent(column / columns),
    top: percent(row / rows),
    width: percent(1 / columns),
    height: percent(1 / rows),
  });
}

/**
 * The cell that a key leads to, or null if it leads nowhere; at an edge that is the same one.
 * @param {string} key
 * @param {Cell} cell
 * @param {number} rows
 * @param {number} columns
 * @param {number} [page] rows that Page Up and Page Down skip
 */
export function step(key, { row, column }, rows, columns, page = 0) {
  /** @type {Object<string, number>} */
  const pages = { PageUp: -page, PageDown: page };
  const [right, down] = DIRECTIONS[key] ?? [0, pages[key] ?? 0];
  /** @param {number} value @param {number} count */
  const within = (value, count) => Math.min(count - 1, Math.max(0, value));
  return down || right ? { row: within(row + down, rows), column: within(column + right, columns) } : null;
}

/** Red, green and blue of a colour "#rrggbb". @param {string} colour */
export function channels(colour) {
  const value = parseInt(colour.trim().slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
