import test from "node:test";
import assert from "node:assert/strict";
import { know } from "../../../assets/js/core/page_data.js";
import { cell } from "../../../assets/js/core/sheets.js";
import { standIn } from "../given.js";

know({ files: standIn({ across: 100, perSheet: 10_000 }) });

test("a digit lies on its sheet row by row, a hundred in a row and ten thousand on a sheet", () => {
  assert.deepEqual(cell(0), { sheet: 0, x: 0, y: 0 });
  assert.deepEqual(cell(99), { sheet: 0, x: 99 * 28, y: 0 });
  assert.deepEqual(cell(100), { sheet: 0, x: 0, y: 28 });
  assert.deepEqual(cell(9999), { sheet: 0, x: 99 * 28, y: 99 * 28 });
  assert.deepEqual(cell(10000), { sheet: 1, x: 0, y: 0 });
  assert.deepEqual(cell(69999), { sheet: 6, x: 99 * 28, y: 99 * 28 });
});
