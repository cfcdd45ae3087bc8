/* A column of numbers as counts in equal parts, and ranges of it; what is missing is in none. */

const STEPS = 1000; // to which the ends are rounded outward, at least
const PLACES = 50; // between the ends that a range can begin or end at, at least
const KEY_STEPS = 100; // of a key from one end of dates to the other, at most
const PARTS = 32; // of a histogram
const EXACT = 15; // digits of a number
export const DAY_S = 86_400;
const MINUTE_S = 60;
const LAST_S = 0.001; // before the next day begins

/**
 * @typedef {{low: number, high: number, unit: number, written: string, whole: boolean}} Span
 * where a column begins and ends, what ranges of it are rounded to, whether it is written as "number" or as "time",
 * which is seconds since 1970, and whether all of it are whole numbers
 */

/**
 * Where a column begins and ends, rounded outward; null if it has no numbers.
 * @param {ArrayLike<number>} values
 * @param {string} written "number" or "time"
 * @returns {Span | null}
 */
export function spanOf(values, written = "number") {
  let [low, high, whole] = [Infinity, -Infinity, true];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value < low) low = value;
    if (value > high) high = value;
    if (whole && value % 1) whole = false;
  }
  if (low > high) return null;
  return written === "time" ? datesFrom(low, high) : numbersFrom(low, high, whole);
}

/** @param {number} low @param {number} high @param {boolean} whole @returns {Span} */
function numbersFrom(low, high, whole) {
  const step = powerBelow((high - low || 1) / STEPS);
  const least = whole ? 1 : 0;
  return {
    low: exact(Math.floor(low / step) * step),
    high: exact(Math.ceil(high / step) * step),
    unit: Math.max(least, powerBelow((high - low || 1) / PLACES)),
    written: "number",
    whole,
  };
}

/**
 * From the first moment of a day to the last one of another; of dates near to each other, of a minute.
 * @param {number} low
 * @param {number} high
 * @returns {Span}
 */
function datesFrom(low, high) {
  const unit = high - low < 2 * DAY_S ? MINUTE_S : DAY_S;
  return { low: startOf(low, unit), high: endOf(high, unit), unit, written: "time", whole: false };
}

/** @param {number} value @param {number} unit */
const startOf = (value, unit) => Math.floor(value / unit) * unit;

/** The last moment of a day or a minute. @param {number} value @param {number} unit */
export const endOf = (value, unit) => startOf(value, unit) + unit - LAST_S;

/** @param {number} value above 0 */
const powerBelow = (value) => 10 ** Math.floor(Math.log10(value));

/** Without what rounding in base 2 adds. @param {number} value */
const exact = (value) => Number(value.toPrecision(EXACT));

/** The same span as far below 0 as above. @param {Span} span @returns {Span} */
export function aroundZero(span) {
  const most = Math.max(-span.low, span.high);
  return { ...span, low: -most, high: most };
}

/** Whether a column is of a few whole numbers, each of which is a part of its histogram. @param {Span} span */
const isFew = ({ low, high, whole }) => whole && Number.isInteger(low) && Number.isInteger(high) && high - low < PARTS;

/** In how many parts a column is counted. @param {Span} span */
export function partsOf(span) {
  return isFew(span) ? span.high - span.low + 1 : PARTS;
}

/**
 * How many values lie in each of equal parts.
 * @param {ArrayLike<number>} values
 * @param {Pick<Span, "low" | "high">} span
 * @param {number} parts
 */
export function counts(values, { low, high }, parts) {
  const found = new Array(parts).fill(0);
  for (let index = 0; index < values.length; index++) {
    const part = Math.floor((parts * (values[index] - low)) / (high - low || 1));
    if (part >= 0) found[Math.min(part, parts - 1)]++;
  }
  return found;
}

/**
 * How far along its histogram a range begins or ends, 0 to 1; one of few whole numbers does where a bar does.
 * @param {Span} span
 * @param {number} value
 * @param {"from" | "to"} end
 */
export function shareOf(span, value, end) {
  const along = value - span.low;
  const share = isFew(span)
    ? (end === "from" ? along : along + 1) / partsOf(span)
    : along / (span.high - span.low || 1);
  return Math.min(1, Math.max(0, share));
}

/**
 * The beginning or the end of a range that is drawn over a histogram.
 * @param {Span} span
 * @param {number} share of the way, 0 to 1
 * @param {"from" | "to"} end
 */
export function drawnAt(span, share, end) {
  const { low, high } = span;
  if (!isFew(span)) return snapped(span, low + share * (high - low), end);
  const bar = share * partsOf(span);
  return Math.min(high, Math.max(low, low + (end === "from" ? Math.floor(bar) : Math.ceil(bar) - 1)));
}

/**
 * A value as the beginning or the end of a range: rounded, and within the span.
 * @param {Span} span
 * @param {number} value
 * @param {"from" | "to"} end
 */
export function snapped({ low, high, unit, written }, value, end) {
  const within = Math.min(high, Math.max(low, value));
  if (written === "time") return end === "from" ? startOf(within, unit) : endOf(within, unit);
  if (within === low || within === high) return within;
  return Math.min(high, Math.max(low, exact(Math.round(within / unit) * unit)));
}

/** How far one press of a key moves an end. @param {Span} span */
export function keyStep({ low, high, unit, written }) {
  return written === "number" ? unit : unit * Math.max(1, Math.round((high - low) / unit / KEY_STEPS));
}
