/* The ends of a range in words: numbers, or dates. */

import { DAY_S } from "./histogram.js";

const DIGITS = 4; // of a number that nobody chose, at least
const EXACT = 15; // at most
const LARGE = 1e7;
const LATEST_S = 8.64e12; // that a date of a browser can be

/**
 * How values within a range are written: numbers with as many digits as tell them apart, or dates of the seconds since
 * 1970 in UTC, with the hour where they are near.
 * @param {[number, number]} range
 * @param {string} written "number" or "time"
 * @returns {(value: number) => string}
 */
export function wordsWithin([low, high], written) {
  const near = high - low < 2 * DAY_S;
  if (written === "time") return (seconds) => dateText(seconds, near).replace("T", " ");
  const most = Math.max(Math.abs(low), Math.abs(high));
  const apart = high > low ? Math.ceil(Math.log10(most / (high - low))) + 2 : 0;
  return (value) => shortest(value, Math.min(EXACT, Math.max(DIGITS, apart)));
}

/** The ends of a range in words. @param {[number, number]} range @param {string} written as above */
export const ends = (range, written) => range.map(wordsWithin(range, written));

/** A date as fields of a form write it, in UTC. @param {number} seconds @param {boolean} near whether with the time */
export function dateText(seconds, near) {
  const within = Math.min(LATEST_S, Math.max(-LATEST_S, seconds));
  const text = new Date(1000 * within).toISOString();
  return text.slice(0, text.indexOf("T") + (near ? 6 : 0));
}

/** A number with all digits if it is whole and not large, or else some. @param {number} value @param {number} digits */
function shortest(value, digits) {
  const whole = Number.isInteger(value) && Math.abs(value) < LARGE;
  return withMinus(String(whole ? value : Number(value.toPrecision(digits))));
}

/** @param {string} number */
const withMinus = (number) => number.replaceAll("-", "−");

/**
 * A range that somebody chose, in words: numbers with all their digits.
 * @param {[number, number]} range
 * @param {string} written "number" or "time"
 */
export function chosen(range, written) {
  const [from, to] = written === "time" ? ends(range, written) : range.map((value) => withMinus(String(value)));
  return from === to ? from : `${from} to ${to}`;
}
