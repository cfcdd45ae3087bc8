/* Picking a digit: anything with data-digit selects it, data-pick draws one by lot. */

import { isMisread } from "./confusion.js";
import { files, load } from "./points.js";
import { pick } from "./selection.js";
import { around } from "./dom.js";

/**
 * Draw a digit by lot.
 * @param {"random" | "misread"} kind
 * @param {ArrayLike<number>} label
 * @param {ArrayLike<number>} predicted
 * @param {() => number} random from 0 to 1
 */
export function drawByLot(kind, label, predicted, random = Math.random) {
  const all = Array.from(label, (_, index) => index);
  const urn = kind === "misread" ? all.filter((index) => isMisread({ label, predicted }, index)) : all;
  const pool = urn.length ? urn : all;
  return pool[Math.floor(random() * pool.length)];
}

/** @param {MouseEvent} event */
async function onClick(event) {
  const target = /** @type {HTMLElement | SVGElement | null} */ (
    around(event, "[data-digit], [data-pick]", Element) // buttons, and marks on the map
  );
  if (!target) return;
  if (target.dataset.digit) return pick(Number(target.dataset.digit));
  const { columns } = await load();
  pick(drawByLot(target.dataset.pick === "misread" ? "misread" : "random", columns.label, columns.predicted));
}

/** Go to a digit by its number, if there is one of that number. @param {Event} event */
function onNumber(event) {
  const input = around(event, "#go-to", HTMLInputElement);
  const enters = event instanceof KeyboardEvent && event.key === "Enter";
  if (!input || !enters) return;
  const number = numberIn(input.value, files().count);
  input.setAttribute("aria-invalid", String(number === null));
  if (number !== null) pick(number);
}

/** The number of a digit that a text says, or null. @param {string} text @param {number} count of digits */
export function numberIn(text, count) {
  const known = /^\s*\d{1,9}\s*$/.test(text) && Number(text) < count;
  return known ? Number(text) : null;
}

export function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onNumber);
}
