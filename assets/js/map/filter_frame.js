/* The filter in words, and what can be asked for as HTML. */

import { dataset } from "../core/dataset.js";
import { conditionOn } from "../core/filter.js";
import { escape } from "../core/format.js";
import { counts, endsOf } from "../core/histogram.js";

/**
 * @typedef {import("../core/filter.js").Filter} Filter
 * @typedef {import("../core/filter.js").Condition} Condition
 * @typedef {import("../core/filtering.js").Askable} Askable
 */

const PARTS = 25; // of a histogram
const MOST = 300; // values that have a button
const MOST_NAMED = 4; // values in words

/** A condition in words. @param {Condition} condition @param {Askable} askable */
function conditionInWords(condition, { title, values }) {
  const name = title.toLowerCase();
  if (!("among" in condition)) {
    const { from, to } = condition;
    return from === to ? `${name} ${from}` : `${name} ${from} to ${to}`;
  }
  const names = condition.among.map((value) => values?.[value] ?? String(value));
  const rest = names.length - MOST_NAMED;
  const said = rest > 1 ? [...names.slice(0, MOST_NAMED), `${rest} others`] : names;
  return `${name} ${said.join(" or ")}`;
}

/** What a filter asks for. @param {Filter} filter @param {Object<string, Askable>} known */
export function filterInWords(filter, known) {
  return filter.map((condition) => conditionInWords(condition, known[condition.column])).join(", ");
}

/** How many a filter lets through. @param {Uint8Array} passing */
export function countInWords(passing) {
  const through = passing.reduce((sum, one) => sum + one, 0);
  const all = passing.length.toLocaleString("en");
  return through ? `${through.toLocaleString("en")} of ${all}` : `none of ${all} ${dataset().items}`;
}

/**
 * A button for each value, with how many images have it.
 * @param {string} column
 * @param {string[]} names
 * @param {ArrayLike<number>} values by image
 * @param {number[]} among that are let through
 */
function chips(column, names, values, among) {
  const numbers = names.map(() => 0);
  for (let index = 0; index < values.length; index++) if (values[index] >= 0) numbers[values[index]]++;
  const all = names.map((_, k) => k);
  const shown = all.length > MOST ? all.sort((one, other) => numbers[other] - numbers[one]).slice(0, MOST) : all;
  const rest = names.length - shown.length;
  const buttons = shown.map(
    (k) => `<button type="button" data-filter-value="${k}" data-column="${escape(column)}"
      aria-pressed="${among.includes(k)}">${escape(names[k])} <span class="hint"
      >${numbers[k].toLocaleString("en")}</span></button>`,
  );
  const more = rest ? `<p class="hint">The ${MOST} most frequent of ${names.length.toLocaleString("en")}.</p>` : "";
  return `<div class="filter-chips">${buttons.join("")}</div>${more}`;
}

/**
 * Two numbers for a range, and a histogram over which it can be drawn; heights grow with the square root.
 * @param {string} column
 * @param {string} title
 * @param {ArrayLike<number>} values by image
 * @param {Condition | null} condition
 */
function range(column, title, values, condition) {
  const ends = endsOf(values);
  if (!ends) return '<p class="hint">No values.</p>';
  const [name, numbers] = [escape(column), counts(values, ends, PARTS)];
  const most = Math.max(...numbers);
  const bars = numbers.map((count, k) => {
    const height = (100 * Math.sqrt(count / most)).toFixed(1);
    return `<rect x="${k + 0.05}" y="${100 - Number(height)}" width="0.9" height="${height}"/>`;
  });
  const [from, to] = condition && "from" in condition ? [condition.from, condition.to] : ["", ""];
  /** @param {string} end @param {string | number} value @param {number} usual */
  const field = (end, value, usual) =>
    `<input type="number" step="any" data-filter-end="${end}" data-column="${name}" value="${value}"
      placeholder="${usual}" aria-label="${escape(title)} ${end}">`;
  return `<div class="filter-range" data-column="${name}" data-low="${ends[0]}" data-high="${ends[1]}"><svg
    viewBox="0 0 ${PARTS} 100" preserveAspectRatio="none" aria-hidden="true">${bars.join("")}</svg><i></i></div>
    <div class="filter-ends">${field("from", from, ends[0])}<span>to</span>${field("to", to, ends[1])}</div>`;
}

/**
 * Everything that can be asked for, a section each.
 * @param {Object<string, Askable>} known
 * @param {import("../core/points.js").Points} points with the columns of all
 * @param {Filter} filter
 */
export function sections(known, points, filter) {
  const all = Object.entries(known).map(([column, { title, values, of }]) => {
    const [numbers, condition] = [of(points), conditionOn(filter, column)];
    const among = condition && "among" in condition ? condition.among : [];
    const body = values ? chips(column, values, numbers, among) : range(column, title, numbers, condition);
    return `<section role="group" aria-label="${escape(title)}"><h3>${escape(title)}</h3>${body}</section>`;
  });
  return `<div class="filter-head"><span class="filter-count"></span>
    <button type="button" class="quiet" data-filter-off>Clear</button>
    <button type="button" class="quiet" data-filter-close aria-label="Close">×</button></div>${all.join("")}`;
}
