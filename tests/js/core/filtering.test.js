import test from "node:test";
import assert from "node:assert/strict";
import { known, valuesIn } from "../../../assets/js/core/filtering.js";
import { POINTS } from "../made_up.js";
import { DIGITS } from "../page.js";
import { know } from "../../../assets/js/core/page_data.js";

test("what can be asked for has its values, one an image", () => {
  for (const [name, { of }] of Object.entries(known())) assert.equal(of(POINTS).length, POINTS.count, name);
  assert.equal(valuesIn("label"), 10);
  assert.equal(valuesIn("correct"), 2);
  assert.equal(valuesIn("confidence"), Infinity);
  assert.equal(valuesIn("toString"), null);
});

test("right and wrong are the map's own; an image without a label is neither", () => {
  const columns = { misread: Int16Array.of(-1, 0, 1) };
  assert.deepEqual(Array.from(known().correct.of({ count: 3, columns })), [-1, 1, 0]);
  assert.deepEqual(known().correct.needs, ["misread"]);
});

test("without labels nobody can ask for them, nor for right and wrong", () => {
  know({ dataset: { ...DIGITS, labelled: false } });
  assert.deepEqual(Object.keys(known()), ["predicted", "confidence"]);
  know({ dataset: DIGITS });
});
