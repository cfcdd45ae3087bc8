import test from "node:test";
import assert from "node:assert/strict";
import {
  aroundZero,
  counts,
  drawnAt,
  keyStep,
  partsOf,
  shareOf,
  snapped,
  spanOf,
} from "../../../assets/js/core/histogram.js";

/** @typedef {import("../../../assets/js/core/histogram.js").Span} Span */

const DAY = 86_400;
/** @param {ArrayLike<number>} values @param {string} [written] @returns {Span} */
const span = (values, written) => /** @type {Span} */ (spanOf(values, written));
/** @param {ArrayLike<number>} values */
const ends = (values) => [span(values).low, span(values).high];

test("the ends of a column hold all of it, and are short numbers; what is missing does not count", () => {
  assert.deepEqual(ends([0.33333, NaN, 0.99991]), [0.3333, 1]);
  assert.deepEqual(ends([-20, 480]), [-20, 480]);
  assert.deepEqual(ends([5]), [5, 5]);
  assert.deepEqual(ends([1e9, 1e9 + 10]), [1e9, 1e9 + 10]);
  assert.equal(spanOf([NaN]), null);
  assert.equal(spanOf([]), null);
});

test("every number is counted once, the greatest in the last part, and none that is missing", () => {
  assert.deepEqual(counts([0, 0.1, 0.5, 1, NaN], span([0, 1]), 2), [2, 2]);
  assert.deepEqual(counts([0, 1, 2, 3, 4, NaN], span([0, 4]), 4), [1, 1, 1, 2]);
  assert.deepEqual(counts([3, 3], span([3]), 4), [2, 0, 0, 0]);
});

test("a few whole numbers have a bar each, everything else is counted in equal parts", () => {
  const counted = span([0, 15, NaN]);
  assert.equal(partsOf(counted), 16);
  assert.deepEqual(
    counts(
      Array.from({ length: 16 }, (_, k) => k),
      counted,
      16,
    ),
    new Array(16).fill(1),
  );
  assert.equal(partsOf(span([0, 5000])), 32);
  assert.equal(partsOf(span([0, 0.5])), 32);
});

test("what is drawn begins and ends at short numbers, and at the ends of the column", () => {
  const sure = span([0.3312, 1]);
  assert.equal(snapped(sure, 0.6656, "from"), 0.67);
  assert.deepEqual([snapped(sure, -1, "from"), snapped(sure, 1.2, "to")], [0.3312, 1]);
  assert.equal(snapped(span([0, 5000]), 1665, "to"), 1700);
  assert.equal(snapped(span([0, 15]), 6.7, "from"), 7);
  assert.deepEqual([shareOf(sure, 9, "to"), shareOf(sure, -9, "from")], [1, 0]);
});

test("over few whole numbers a range is drawn from bar to bar", () => {
  const few = span([0, 3]);
  assert.deepEqual([drawnAt(few, 0.3, "from"), drawnAt(few, 0.45, "to")], [1, 1]);
  assert.deepEqual([drawnAt(few, -1, "from"), drawnAt(few, 2, "to")], [0, 3]);
  assert.deepEqual([shareOf(few, 1, "from"), shareOf(few, 1, "to")], [0.25, 0.5]);
  assert.equal(drawnAt(span([0, 0.5]), 0.5, "to"), 0.25);
});

test("dates begin with a day and end with one, or with a minute where they are near", () => {
  const year = span([0, 366 * DAY + 7], "time");
  assert.deepEqual([year.low, year.high], [0, 367 * DAY - 0.001]);
  assert.equal(snapped(year, 9.4 * DAY, "from"), 9 * DAY);
  assert.equal(snapped(year, 9.4 * DAY, "to"), 10 * DAY - 0.001);
  assert.equal(keyStep(year), 4 * DAY);
  const hour = span([1.7e9, 1.7e9 + 3600], "time");
  assert.equal(snapped(hour, 1.7e9 + 125, "from") % 60, 0);
  assert.ok(hour.low <= 1.7e9 && hour.high > 1.7e9 + 3600 && hour.high < 1.7e9 + 3660);
});

test("a span of both signs can be made as long below 0 as above", () => {
  const { low, high } = aroundZero(span([-2, 5]));
  assert.deepEqual([low, high], [-5, 5]);
});
