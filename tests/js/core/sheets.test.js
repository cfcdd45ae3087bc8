import test from "node:test";
import assert from "node:assert/strict";
import { cell } from "../../../assets/js/core/sheets.js";

test("a digit lies on its sheet row by row, a hundred in a row and ten thousand on a sheet", () => {
  assert.deepEqual(cell(0), { sheet: 0, x: 0, y: 0 });
  assert.deepEqual(cell(99), { sheet: 0, x: 99 * 28, y: 0 });
  assert.deepEqual(cell(100), { sheet: 0, x: 0, y: 28 });
  assert.deepEqual(cell(9999), { sheet: 0, x: 99 * 28, y: 99 * 28 });
  assert.deepEqual(cell(10000), { sheet: 1, x: 0, y: 0 });
  assert.deepEqual(cell(69999), { sheet: 6, x: 99 * 28, y: 99 * 28 });
});
