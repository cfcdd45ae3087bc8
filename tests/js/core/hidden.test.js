import test from "node:test";
import assert from "node:assert/strict";
import { allShown, alone, hiddenText, readHidden, toggled } from "../../../assets/js/core/hidden.js";

const COUNTS = { "class": 10, "confidence": 5, "reading": 2, "own-3": 7, "own-12": 2 };

test("a group is hidden and shown again, and groups of another kind stay as they are", () => {
  /** @type {import("../../../assets/js/core/hidden.js").Hidden} */
  const one = toggled({ confidence: [4] }, "class", 7);
  assert.deepEqual(one, { confidence: [4], class: [7] });
  const two = toggled(one, "class", 3);
  assert.deepEqual(two.class, [3, 7]);
  assert.deepEqual(toggled(toggled(two, "class", 7), "class", 3), { confidence: [4] });
});

test("a group is shown alone, hidden or not, and all are shown if it is alone already", () => {
  const three = alone({ class: [1, 2] }, "class", 2, 4);
  assert.deepEqual(three, { class: [0, 1, 3] });
  assert.deepEqual(alone(three, "class", 2, 4), {});
  assert.deepEqual(alone(three, "class", 0, 4), { class: [1, 2, 3] });
  assert.deepEqual(alone({}, "reading", 1, 2), { reading: [0] });
});

test("all groups of one kind can be shown at once", () => {
  assert.deepEqual(allShown({ class: [1, 2], reading: [0] }, "class"), { reading: [0] });
});

test("what is hidden comes back from its text", () => {
  /** @type {import("../../../assets/js/core/hidden.js").Hidden[]} */
  const all = [{}, { class: [3, 7] }, { class: [0], confidence: [1, 4], reading: [0] }, { reading: [1] }];
  all.push({ "class": [1], "own-12": [1], "own-3": [0, 6] });
  for (const hidden of all) assert.deepEqual(readHidden(hiddenText(hidden), COUNTS), hidden);
  assert.equal(hiddenText({ reading: [0], class: [3, 7] }), "3,7,r0");
  assert.equal(hiddenText({ "own-3": [0, 6], "class": [1] }), "1,o3-0,o3-6");
  assert.equal(hiddenText({}), "");
});

test("any order is read; what is malformed, does not exist or is named twice is not", () => {
  assert.deepEqual(readHidden("7,c0,3", COUNTS), { class: [3, 7], confidence: [0] });
  for (const text of [
    "10",
    "c5",
    "o3-7",
    "o4-0",
    "o3",
    "o3-",
    "own-3-1",
    "o03-1",
    "r2",
    "x1",
    "3,3",
    "3,",
    ",3",
    "03",
    "-1",
    "1.5",
    "3 7",
    "c",
    "1e1",
    "３",
    "constructor",
  ])
    assert.equal(readHidden(text, COUNTS), null, text);
});
