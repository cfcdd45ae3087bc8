/* What is taken for what: images by label and reading, and which are misread. */

import { those } from "./members.js";

/**
 * @typedef {import("./points.js").Points} Points
 * @typedef {import("./members.js").Members} Members
 * @typedef {number[][]} Confusion images by label, then by reading
 */

/**
 * Whether an image has a label and is read as something else.
 * @param {Object<string, ArrayLike<number>>} columns
 * @param {number} index
 */
export function isMisread({ label, predicted }, index) {
  return label[index] >= 0 && label[index] !== predicted[index];
}

/** Images that are misread, the most confident first. @param {Points} points @returns {number[]} */
export function misread({ count, columns }) {
  const { confidence } = columns;
  return those(count, (index) => isMisread(columns, index)).sort((one, other) => confidence[other] - confidence[one]);
}

/**
 * How many images with a label there are of each label and reading.
 * @param {Points} points
 * @param {number} classes how many there are
 * @returns {Confusion}
 */
export function confusionOf({ count, columns: { label, predicted } }, classes) {
  const counts = Array.from({ length: classes }, () => new Array(classes).fill(0));
  for (let index = 0; index < count; index++) if (label[index] >= 0) counts[label[index]][predicted[index]]++;
  return counts;
}

/** The images of a label and a reading. @param {Points} points @param {number} label @param {number} reading */
export function cellOf({ count, columns }, label, reading) {
  return those(count, (index) => columns.label[index] === label && columns.predicted[index] === reading);
}

/**
 * The classes in most mistakes, by label or reading, in their order.
 * @param {Confusion} counts
 * @param {number} most classes
 */
export function mostConfused(counts, most) {
  const mistakes = counts.map((row, k) => counts.reduce((sum, other, j) => sum + (j === k ? 0 : row[j] + other[k]), 0));
  const all = counts.map((_, k) => k);
  if (all.length <= most) return all;
  const first = [...all].sort((one, other) => mistakes[other] - mistakes[one]).slice(0, most);
  return first.sort((one, other) => one - other);
}
