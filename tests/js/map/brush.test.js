import test from "node:test";
import assert from "node:assert/strict";
import { movedBy } from "../../../assets/js/map/brush.js";

const NUMBERS = { low: 0, high: 10, unit: 0.1, written: "number", whole: false };
const DAYS = { low: 0, high: 864e3 - 0.001, unit: 86_400, written: "time", whole: false };

test("a key moves an end by a step, ten, or as far as it goes", () => {
  assert.deepEqual(movedBy("ArrowRight", "from", [2, 8], NUMBERS), [2.1, 8]);
  assert.deepEqual(movedBy("ArrowDown", "to", [2, 8], NUMBERS), [2, 7.9]);
  assert.deepEqual(movedBy("PageDown", "to", [2, 8], NUMBERS), [2, 7]);
  assert.deepEqual(movedBy("Home", "from", [2, 8], NUMBERS), [0, 8]);
  assert.deepEqual(movedBy("End", "to", [2, 8], NUMBERS), [2, 10]);
  assert.equal(movedBy("a", "to", [2, 8], NUMBERS), null);
});

test("an end stops at the other one, and at those of the column", () => {
  assert.deepEqual(movedBy("End", "from", [2, 8], NUMBERS), [8, 8]);
  assert.deepEqual(movedBy("Home", "to", [2, 8], NUMBERS), [2, 2]);
  assert.deepEqual(movedBy("ArrowLeft", "from", [0, 8], NUMBERS), [0, 8]);
});

test("dates move by days", () => {
  assert.deepEqual(movedBy("ArrowRight", "from", [0, DAYS.high], DAYS), [86_400, DAYS.high]);
  assert.deepEqual(movedBy("ArrowLeft", "to", [0, DAYS.high], DAYS), [0, DAYS.high - 86_400]);
});
