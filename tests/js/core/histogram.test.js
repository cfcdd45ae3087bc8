import test from "node:test";
import assert from "node:assert/strict";
import { counts, endsOf, valueAt } from "../../../assets/js/core/histogram.js";

test("the ends of a column hold all of it, and are short numbers; what is missing does not count", () => {
  assert.deepEqual(endsOf([0.33333, NaN, 0.99991]), [0.3333, 1]);
  assert.deepEqual(endsOf([-20, 480]), [-20, 480]);
  assert.deepEqual(endsOf([5]), [5, 5]);
  assert.equal(endsOf([NaN]), null);
  assert.equal(endsOf([]), null);
});

test("every number is counted once, the greatest in the last part", () => {
  assert.deepEqual(counts([0, 0.1, 0.5, 1, NaN], [0, 1], 2), [2, 2]);
  assert.deepEqual(counts([3, 3], [3, 3], 4), [2, 0, 0, 0]);
});

test("a place on the way is a short number, its ends are those of the column", () => {
  assert.equal(valueAt([0.3312, 1], 0.5), 0.67);
  assert.equal(valueAt([0.3312, 1], -0.2), 0.3312);
  assert.equal(valueAt([0.3312, 1], 1.2), 1);
  assert.equal(valueAt([0, 5000], 0.333), 1700);
});
