/* A filter: conditions on what is known of each image, all of which must hold; the same as a short text for the URL.
 *
 * Text: conditions with ";" between them, "label:3,7" for one of some values, "confidence:0.2~0.9" for a range.
 */

/**
 * @typedef {{column: string, among: number[]}} Among the value is one of these
 * @typedef {{column: string, from: number, to: number}} Between ends included; a value that is missing is outside
 * @typedef {Among | Between} Condition
 * @typedef {Condition[]} Filter at most one a column
 */

export const MOST_CHARACTERS = 500;
const VALUE = /^(0|[1-9]\d{0,5})$/;
const NUMBER = String.raw`(-?\d{1,21}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?)`; // as JavaScript writes them
const RANGE = new RegExp(`^${NUMBER}~${NUMBER}$`);
const NAME = /^[\w%.-]{1,120}$/;

/** The condition on a column, if there is one. @param {Filter} filter @param {string} column */
export function conditionOn(filter, column) {
  return filter.find((condition) => condition.column === column) ?? null;
}

/**
 * The same filter with another condition on a column, or with none.
 * @param {Filter} filter
 * @param {string} column
 * @param {Condition | null} condition
 * @returns {Filter}
 */
export function withCondition(filter, column, condition) {
  const others = filter.filter((one) => one.column !== column);
  return condition ? [...others, condition] : others;
}

/**
 * The same filter with one value of a column let through, or no longer.
 * @param {Filter} filter
 * @param {string} column
 * @param {number} value
 */
export function withToggled(filter, column, value) {
  const now = conditionOn(filter, column);
  const among = now && "among" in now ? now.among : [];
  const next = among.includes(value) ? among.filter((one) => one !== value) : [...among, value].sort((a, b) => a - b);
  return withCondition(filter, column, next.length ? { column, among: next } : null);
}

/**
 * Whether a value meets a condition.
 * @param {Condition} condition
 * @param {boolean} single whether values are of single precision, as ends of ranges are then compared
 * @returns {(value: number) => boolean}
 */
function meets(condition, single) {
  if ("among" in condition) {
    const allowed = new Set(condition.among);
    return (value) => allowed.has(value);
  }
  const [from, to] = [condition.from, condition.to].map((end) => (single ? Math.fround(end) : end));
  return (value) => value >= from && value <= to;
}

/**
 * Which images a filter lets through.
 * @param {Filter} filter
 * @param {number} count
 * @param {(column: string) => ArrayLike<number>} valuesOf
 * @returns {Uint8Array | null} 1 by image; null where there is no filter
 */
export function passing(filter, count, valuesOf) {
  if (!filter.length) return null;
  const through = new Uint8Array(count).fill(1);
  for (const condition of filter) {
    const values = valuesOf(condition.column);
    const holds = meets(condition, values instanceof Float32Array);
    for (let index = 0; index < count; index++) if (!holds(values[index])) through[index] = 0;
  }
  return through;
}

/** As text; empty without a filter. @param {Filter} filter */
export function filterText(filter) {
  const parts = filter.map((condition) => {
    const name = encodeURIComponent(condition.column);
    if ("among" in condition) return `${name}:${condition.among.join()}`;
    return `${name}:${condition.from}~${condition.to}`;
  });
  return parts.join(";");
}

/** As text for a link; empty if it is more than one holds. @param {Filter} filter */
export function linkText(filter) {
  const text = filterText(filter);
  return text.length > MOST_CHARACTERS ? "" : text;
}

/** @param {string} name as text @returns {string | null} */
function columnIn(name) {
  try {
    return NAME.test(name) ? decodeURIComponent(name) : null;
  } catch {
    return null; // a % that stands for nothing
  }
}

/** @param {string} column @param {number} from @param {number} to @returns {Condition | null} */
const rangeOf = (column, from, to) => (from <= to && Number.isFinite(to - from) ? { column, from, to } : null);

/** @param {string} column @param {string} text @param {number} most values @returns {Condition | null} */
function conditionIn(column, text, most) {
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from !== undefined) return rangeOf(column, Number(from), Number(to));
  const parts = text.split(",");
  const among = [...new Set(parts.map(Number))].sort((a, b) => a - b);
  return parts.every((part) => VALUE.test(part)) && among[among.length - 1] < most ? { column, among } : null;
}

/**
 * Read the text.
 * @param {string} text anything at all
 * @param {(column: string) => number | null} valuesIn how many values a column has, Infinity if it is no category; null
 * if there is no such column
 * @returns {Filter | null} null if the text is malformed, or names what does not exist
 */
export function readFilter(text, valuesIn) {
  if (text.length > MOST_CHARACTERS) return null;
  /** @type {Filter} */
  const filter = [];
  for (const part of text === "" ? [] : text.split(";")) {
    const [name, values, rest] = part.split(":");
    const column = columnIn(name);
    const most = column === null || values === undefined || rest !== undefined ? null : valuesIn(column);
    const condition = column === null || most === null ? null : conditionIn(column, values, most);
    if (!condition || conditionOn(filter, condition.column)) return null;
    filter.push(condition);
  }
  return filter;
}
