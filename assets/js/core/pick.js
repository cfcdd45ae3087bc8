/* Picking a digit: anything with data-digit selects it, data-pick draws one by lot. */

import { load } from "./points.js";
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
  const urn = kind === "misread" ? all.filter((index) => label[index] !== predicted[index]) : all;
  const pool = urn.length ? urn : all;
  return pool[Math.floor(random() * pool.length)];
}

/** @param {MouseEvent} event */
async function onClick(event) {
  const target = around(event, "[data-digit], [data-pick]");
  if (!target) return;
  if (target.dataset.digit) return pick(Number(target.dataset.digit));
  const { columns } = await load();
  pick(drawByLot(target.dataset.pick === "misread" ? "misread" : "random", columns.label, columns.predicted));
}

export function start() {
  document.addEventListener("click", onClick);
}
