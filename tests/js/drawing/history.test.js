import test from "node:test";
import assert from "node:assert/strict";
import { advance, begin, redo, undo } from "../../../assets/js/drawing/history.js";

/** @param {number[]} states */
const walk = (...states) => states.reduce(advance, begin(0));

test("what was undone comes back, step by step, and no further than to the ends", () => {
  const all = walk(1, 2, 3);
  const [two, one, none] = [undo(all), undo(undo(all)), undo(undo(undo(all)))];
  assert.deepEqual([all.now, two.now, one.now, none.now], [3, 2, 1, 0]);
  assert.equal(undo(none), none);
  assert.deepEqual(redo(redo(redo(none))), all);
  assert.equal(redo(all), all);
});

test("who goes on after undoing gives up what was undone", () => {
  const history = advance(undo(walk(1, 2)), 9);
  assert.deepEqual([history.now, redo(history), undo(history).now], [9, history, 1]);
});

test("a state that was gone through stays as it was", () => {
  const all = walk(1, 2);
  const before = structuredClone(all);
  undo(undo(all));
  advance(all, 3);
  assert.deepEqual(all, before);
});

test("a hundred states can be gone back to, the oldest are forgotten", () => {
  let history = walk(...Array.from({ length: 250 }, (_, k) => k + 1));
  for (let k = 0; k < 300; k++) history = undo(history);
  assert.equal(history.now, 150);
  assert.equal(history.future.length, 100);
});
