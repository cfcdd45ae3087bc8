/* The legend of colours that are shades of a value: how many images have which, from the least to the greatest. */

import { escape } from "../core/format.js";
import { levelOf } from "./colouring.js";

/** @typedef {import("../core/store.js").Groups} Groups */

const BARS = 32;
const HEIGHT = 20;
const LEAST_HEIGHT = 1; // of a bar that counts any image
const DIGITS = 4; // of a number
const LARGE = 1e7;
const DAY_MS = 86_400_000;

/**
 * How many values lie in each of some equal parts of a range; those that are none lie nowhere.
 * @param {Iterable<number>} values
 * @param {[number, number]} range
 * @param {number} count of parts
 */
export function histogram(values, [low, high], count = BARS) {
  const counts = new Array(count).fill(0);
  for (const value of values) {
    if (!(value >= low && value <= high)) continue;
    counts[high > low ? Math.min(count - 1, Math.floor((count * (value - low)) / (high - low))) : 0] += 1;
  }
  return counts;
}

/**
 * The ends of a range in words: numbers, or dates of the seconds since 1970 in UTC, with the hour where they are near.
 * @param {[number, number]} range
 * @param {string} written "number" or "time"
 */
export function ends(range, written) {
  if (written !== "time") return range.map(shortest);
  const dates = range.map((seconds) => new Date(1000 * seconds));
  const near = dates[1].getTime() - dates[0].getTime() < 2 * DAY_MS;
  return dates.map((date) =>
    date
      .toISOString()
      .slice(0, near ? 16 : 10)
      .replace("T", " "),
  );
}

/** A number with all digits if it is whole and not large, otherwise with a few. @param {number} value */
function shortest(value) {
  const whole = Number.isInteger(value) && Math.abs(value) < LARGE;
  return String(whole ? value : Number(value.toPrecision(DIGITS))).replaceAll("-", "−");
}

/**
 * The histogram between the ends of the range; empty for colours that are groups.
 * @param {Pick<Groups, "names" | "members" | "scale">} groups
 */
export function scaleBar({ names, members, scale }) {
  if (!scale) return "";
  const { values, range, palette, written } = scale;
  const counts = histogram(values, range);
  const most = Math.max(...counts, 1);
  const [low, high] = ends(range, written);
  /** @param {number} count @param {number} k */
  const bar = (count, k) => {
    const height = count && Math.max(LEAST_HEIGHT, (HEIGHT * count) / most);
    const colour = palette[levelOf(range[0] + ((k + 0.5) / BARS) * (range[1] - range[0]), range)];
    return `<rect x="${k}" y="${HEIGHT - height}" width="1" height="${height}" fill="${colour}"/>`;
  };
  const said = members[0].length ? `${members[0].length} images from ${low} to ${high}` : "no image has a value";
  const told = `${escape(names[0])}: ${said}`;
  return `<div class="scale" role="img" aria-label="${told}" data-tip="${told}"
    ><span>${low}</span
    ><svg viewBox="0 0 ${BARS} ${HEIGHT}" preserveAspectRatio="none">${counts.map(bar).join("")}</svg
    ><span>${high}</span></div>`;
}
