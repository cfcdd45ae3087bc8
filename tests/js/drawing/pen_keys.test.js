import test from "node:test";
import assert from "node:assert/strict";
import { moved, placeInWords } from "../../../assets/js/drawing/pen_keys.js";
import { BOX } from "../../../assets/js/core/stroke_points.js";

test("an arrow key moves the pen in its direction, two of them between theirs", () => {
  assert.deepEqual(moved([100, 100], ["ArrowRight"], 10), [110, 100]);
  assert.deepEqual(moved([100, 100], ["ArrowUp", "ArrowLeft"], 10), [90, 90]);
  assert.deepEqual(moved([100, 100], ["ArrowLeft", "ArrowRight"], 10), [100, 100]);
});

test("the pen stays on the pad", () => {
  assert.deepEqual(moved([5, 5], ["ArrowUp", "ArrowLeft"], 40), [0, 0]);
  assert.deepEqual(moved([BOX, 20], ["ArrowRight", "ArrowDown"], 40), [BOX, 60]);
});

test("a place is told by the pixel of the network's picture", () => {
  assert.equal(placeInWords([0, 0], false), "Column 1 of 28, row 1, blank.");
  assert.equal(placeInWords([BOX, 140], true), "Column 28 of 28, row 15, on ink.");
});
