/* The filter in words, and what can be asked for as HTML. */

import { dataset } from "../core/dataset.js";
import { conditionOn } from "../core/filter.js";
import { askable } from "../core/filtering.js";
import { escape } from "../core/format.js";
import { DAY_S, endOf, spanOf } from "../core/histogram.js";
import { pageData } from "../core/page_data.js";
import { chosen, dateText, ends } from "../core/range_text.js";
import { bars, brush } from "./brush_frame.js";

/**
 * @typedef {import("../core/filter.js").Filter} Filter
 * @typedef {import("../core/filter.js").Condition} Condition
 * @typedef {import("../core/filtering.js").Askable} Askable
 * @typedef {import("../core/histogram.js").Span} Span
 */

const MOST = 300; // values that have a button
const MOST_NAMED = 4; // values in words

/** A condition in words. @param {Condition} condition @param {Askable} asked @param {number} most values named */
function conditionInWords(condition, { words, values, written }, most) {
  if (!("among" in condition)) return `${words} ${chosen([condition.from, condition.to], written)}`;
  const names = condition.among.map((value) => values?.[value] ?? String(value));
  const rest = names.length - most;
  const said = rest > 1 ? [...names.slice(0, most), `${rest} others`] : names;
  return `${words} ${said.join(" or ")}`;
}

/** What a filter asks for. @param {Filter} filter @param {number} most values that are named */
export function filterInWords(filter, most = MOST_NAMED) {
  return filter
    .flatMap((condition) => {
      const asked = askable(condition.column);
      return asked ? conditionInWords(condition, asked, most) : [];
    })
    .join(", ");
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

/** How fields of a form take the ends of a range, and write them. @param {Span} span */
export function fieldOf({ unit, written }) {
  if (written === "number") return { type: "number", said: String, read: (/** @type {string} */ text) => Number(text) };
  const near = unit < DAY_S;
  return {
    type: near ? "datetime-local" : "date",
    said: (/** @type {number} */ value) => dateText(value, near),
    read: (/** @type {string} */ text, /** @type {string} */ end) => {
      const seconds = Date.parse(near ? `${text}Z` : text) / 1000;
      return end === "from" ? seconds : endOf(seconds, unit);
    },
  };
}

/**
 * A histogram over which a range can be drawn, and its ends as two fields.
 * @param {string} column
 * @param {Askable} asked
 * @param {ArrayLike<number>} values by image
 */
function range(column, { title, written }, values) {
  const span = spanOf(values, written);
  if (!span) return '<p class="hint">No values.</p>';
  const { type, said } = fieldOf(span);
  /** @param {string} end @param {number} usual */
  const field = (end, usual) =>
    `<input type="${type}" step="any" data-filter-end="${end}" data-column="${escape(column)}"
      placeholder="${said(usual)}" aria-label="${escape(title)} ${end}">`;
  const fields = `<div class="filter-ends">${field("from", span.low)}<span>to</span>${field("to", span.high)}</div>`;
  const dates =
    written === "time" ? `<p class="hint">From ${ends([span.low, span.high], written).join(" to ")}.</p>` : "";
  return brush(column, title, span, bars(values, span)) + fields + dates;
}

/**
 * How many images have no value, which is in no range and none of the values.
 * @param {ArrayLike<number>} values
 * @param {boolean} named whether values are numbers of names, below 0 where there is none
 */
function missing(values, named) {
  const count = Array.from(values).filter((value) => Number.isNaN(value) || (named && value < 0)).length;
  const items = count === 1 ? `${dataset().item} has` : `${dataset().items} have`;
  return count && count < values.length ? `<p class="hint">${count.toLocaleString("en")} ${items} no value.</p>` : "";
}

/**
 * Everything that can be asked for, a section each.
 * @param {Object<string, Askable>} known
 * @param {import("../core/points.js").Points} points with the columns of all
 * @param {Filter} filter
 */
export function sections(known, points, filter) {
  const all = Object.entries(known).map(([column, asked]) => {
    const [name, numbers, condition] = [escape(asked.title), asked.of(points), conditionOn(filter, column)];
    const among = condition && "among" in condition ? condition.among : [];
    const body = asked.values ? chips(column, asked.values, numbers, among) : range(column, asked, numbers);
    const rest = missing(numbers, asked.values !== null);
    return `<section role="group" aria-label="${name}"><h3>${name}</h3>${body}${rest}</section>`;
  });
  return `<div class="filter-head"><span class="filter-count"></span>
    <button type="button" class="quiet" data-filter-off>Clear</button>
    <button type="button" class="quiet" data-filter-close aria-label="Close">×</button></div>
    ${all.join("")}${tooMany()}`;
}

/** What of somebody's table cannot be asked for. */
function tooMany() {
  const names = pageData("map").texts.map((name) => `“${escape(name)}”`);
  return names.length ? `<p class="hint">Too many different texts to ask for: ${names.join(", ")}.</p>` : "";
}
