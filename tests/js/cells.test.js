"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { part, under } = require("../../assets/js/cells.js");

test("a length is cut into equal parts", () => {
  assert.deepEqual([0, 24.9, 25, 99.9].map((offset) => part(offset, 100, 4)), [0, 0, 1, 3]);
});

test("outside, the nearest part counts", () => {
  assert.deepEqual([-5, 100, 1e6].map((offset) => part(offset, 100, 4)), [0, 3, 3]);
});

test("a cell has the row and the column under the pointer", () => {
  const element = { getBoundingClientRect: () => ({ left: 10, top: 20, width: 260, height: 240 }) };
  assert.deepEqual(under(element, { clientX: 10 + 31, clientY: 20 + 239 }, 24, 26), { row: 23, column: 3 });
});
