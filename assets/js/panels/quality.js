/* How far to trust each map: a table of its measures. */

import { refill, term } from "../core/terms.js";

/**
 * @typedef {import("../types/views.js").QualityView} QualityView
 * @typedef {import("../types/views.js").Measure} Measure
 */

/** The table. @param {QualityView} view */
export function table({ maps, measures }) {
  const head = ["Measure", ...maps, "What it says"].map((title) => `<th scope="col">${title}</th>`).join("");
  /** @param {string[]} values */
  const cells = (values) => values.map((value) => `<td>${value}</td>`).join("");
  /** @param {Measure} measure */
  const row = ({ name, term: key, values, meaning }) =>
    `<tr><th scope="row">${term(key, name)}</th>${cells(values)}<td>${meaning}</td></tr>`;
  return `<table class="figures"><thead><tr>${head}</tr></thead><tbody>${measures.map(row).join("")}</tbody></table>`;
}

/** @type {import("../core/panel.js").Panel} */
export const panel = {
  name: "quality",
  views: { "quality-table": (element, view) => refill(element, table(view)) },
};
