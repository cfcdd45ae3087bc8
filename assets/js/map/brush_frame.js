/* A histogram over which a range is drawn, as HTML: a thumb at each end, and a cover between them. */

import { escape } from "../core/format.js";
import { conditionOn } from "../core/filter.js";
import { counts, partsOf, shareOf } from "../core/histogram.js";
import { ends } from "../core/range_text.js";

/**
 * @typedef {import("../core/histogram.js").Span} Span
 * @typedef {import("../core/filter.js").Filter} Filter
 */

const HOW = "Draw a range over it to filter by that; a double click takes it off.";
const LEAST_HEIGHT = 5; // of 100, of a bar that counts any image

/**
 * The bars of a histogram; heights grow with the square root.
 * @param {ArrayLike<number>} values
 * @param {Span} span
 * @param {((value: number) => string)} [colour] of the bar around a value
 */
export function bars(values, span, colour) {
  const parts = partsOf(span);
  const numbers = counts(values, span, parts);
  const most = Math.max(...numbers, 1);
  const drawn = numbers.map((count, k) => {
    const height = count && Math.max(LEAST_HEIGHT, 100 * Math.sqrt(count / most));
    const fill = colour ? ` fill="${colour(span.low + ((k + 0.5) / parts) * (span.high - span.low))}"` : "";
    return `<rect x="${k}" y="${(100 - height).toFixed(1)}" width="1" height="${height.toFixed(1)}"${fill}/>`;
  });
  return `<svg viewBox="0 0 ${parts} 100" preserveAspectRatio="none" aria-hidden="true">${drawn.join("")}</svg>`;
}

/**
 * A histogram that can be drawn over.
 * @param {string} column that the range is of
 * @param {string} title of the column
 * @param {Span} span
 * @param {string} histogram as HTML
 */
export function brush(column, title, span, histogram) {
  const [from, to] = ["from", "to"].map(
    (end) => `<span class="brush-thumb" role="slider" tabindex="0" data-end="${end}" aria-orientation="horizontal"
      aria-label="${escape(title)} ${end}" aria-valuemin="${span.low}" aria-valuemax="${span.high}"></span>`,
  );
  return `<div class="brush" data-column="${escape(column)}" data-span="${escape(JSON.stringify(span))}"
    >${histogram}<i></i>${from}${to}</div>`;
}

/** What a brush is of. @param {HTMLElement} element @returns {{column: string, span: Span}} */
export function brushed({ dataset: { column = "", span = "" } }) {
  return { column, span: JSON.parse(span) };
}

/**
 * The range that a filter asks for; all of the column if it asks for none.
 * @param {Filter} filter
 * @param {string} column
 * @param {Span} span
 * @returns {[number, number]}
 */
export function rangeIn(filter, column, span) {
  const condition = conditionOn(filter, column);
  return condition && "from" in condition ? [condition.from, condition.to] : [span.low, span.high];
}

/** Where that range begins and ends, 0 to 1. @param {Filter} filter @param {string} column @param {Span} span */
export function sharesIn(filter, column, span) {
  const [from, to] = rangeIn(filter, column, span);
  return [shareOf(span, from, "from"), shareOf(span, to, "to")];
}

/** Let a brush show what a filter asks for. @param {HTMLElement} element @param {Filter} filter */
export function markBrush(element, filter) {
  const { column, span } = brushed(element);
  const range = rangeIn(filter, column, span);
  const [cover, ...thumbs] = /** @type {HTMLElement[]} */ (Array.from(element.children).slice(1));
  const [left, right] = sharesIn(filter, column, span).map((share) => 100 * share);
  const said = ends(range, span.written);
  const isAsked = filter.some((condition) => condition.column === column && "from" in condition);
  element.dataset.tip = isAsked ? "" : HOW; // what the filter says then stands beneath
  cover.hidden = !isAsked;
  Object.assign(cover.style, { left: `${left}%`, right: `${100 - right}%` });
  [left, right].forEach((place, k) => {
    thumbs[k].style.left = `${place}%`;
    thumbs[k].setAttribute("aria-valuenow", String(Math.min(span.high, Math.max(span.low, range[k]))));
    thumbs[k].setAttribute("aria-valuetext", said[k]);
  });
}
