import test from "node:test";
import assert from "node:assert/strict";
import { part, under, step, channels } from "../../../assets/js/charts/cells.js";
import { standIn } from "../given.js";

test("a length is cut into equal parts", () => {
  assert.deepEqual(
    [0, 24.9, 25, 99.9].map((offset) => part(offset, 100, 4)),
    [0, 0, 1, 3],
  );
});

test("outside, the nearest part counts", () => {
  assert.deepEqual(
    [-5, 100, 1e6].map((offset) => part(offset, 100, 4)),
    [0, 3, 3],
  );
});

test("a cell has the row and the column under the pointer", () => {
  const element = standIn({ getBoundingClientRect: () => ({ left: 10, top: 20, width: 260, height: 240 }) });
  /** @type {MouseEvent} */
  const pointer = standIn({ clientX: 10 + 31, clientY: 20 + 239 });
  assert.deepEqual(under(element, pointer, 24, 26), { row: 23, column: 3 });
});

test("the arrow keys walk to the next cell and stop at the edges", () => {
  assert.deepEqual(step("ArrowDown", { row: 3, column: 5 }, 10, 8), { row: 4, column: 5 });
  assert.deepEqual(step("ArrowUp", { row: 0, column: 5 }, 10, 8), { row: 0, column: 5 });
  assert.deepEqual(step("ArrowRight", { row: 3, column: 7 }, 10, 8), { row: 3, column: 7 });
});

test("a page is skipped where there are pages", () => {
  assert.deepEqual(step("PageUp", { row: 30, column: 5 }, 100, 8, 20), { row: 10, column: 5 });
  assert.equal(step("PageUp", { row: 30, column: 5 }, 100, 8), null);
});

test("other keys lead nowhere", () => assert.equal(step("Tab", { row: 0, column: 0 }, 10, 8), null));

test("a colour has three channels", () => assert.deepEqual(channels(" #2f6fde"), [47, 111, 222]));
