import test from "node:test";
import assert from "node:assert/strict";
import { cellOf, confusionOf, misread, mostConfused } from "../../../assets/js/core/confusion.js";
import { POINTS } from "../made_up.js";

const UNLABELLED = { ...POINTS, columns: { ...POINTS.columns, label: new Int16Array(POINTS.count).fill(-1) } };

test("what is misread comes in the order of confidence; what has no label is none of it", () => {
  assert.deepEqual(misread(POINTS), [0, 7, 14, 21, 28, 35]);
  const reversed = { ...POINTS.columns, confidence: POINTS.columns.confidence.slice().reverse() };
  assert.deepEqual(misread({ ...POINTS, columns: reversed }), [35, 28, 21, 14, 7, 0]);
  assert.deepEqual(misread(UNLABELLED), []);
});

test("every image with a label is counted once, in the cell that lists it", () => {
  const counts = confusionOf(POINTS, 10);
  assert.equal(
    counts.flat().reduce((sum, one) => sum + one),
    POINTS.count,
  );
  for (const [label, row] of counts.entries())
    for (const [reading, one] of row.entries()) assert.equal(cellOf(POINTS, label, reading).length, one);
  assert.equal(confusionOf(UNLABELLED, 10).flat().some(Boolean), false);
});

test("of many classes those in most mistakes are kept, by label or reading, in their order", () => {
  const counts = [
    [9, 0, 0, 0],
    [0, 9, 0, 5],
    [1, 0, 9, 0],
    [0, 0, 0, 9],
  ];
  assert.deepEqual(mostConfused(counts, 2), [1, 3]);
  assert.deepEqual(mostConfused(counts, 4), [0, 1, 2, 3]);
});
