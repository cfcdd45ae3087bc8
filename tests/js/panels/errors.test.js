import test from "node:test";
import assert from "node:assert/strict";
import { cellInWords, headOf, leftOut, matrix, strength } from "../../../assets/js/panels/errors_frame.js";
import { panel } from "../../../assets/js/panels/errors.js";
import { know } from "../../../assets/js/core/page_data.js";
import { DIGITS } from "../page.js";
import { count } from "../given.js";

const COUNTS = [
  [8, 2, 0],
  [0, 6, 1],
  [0, 0, 0],
];

test("a panel draws what is declared in Python, and finds it by itself", () => {
  assert.deepEqual([panel.name, Object.keys(panel.views ?? {})], ["errors", ["errors-body"]]);
  assert.deepEqual(Object.keys(panel.answers ?? {}), ["errors-body"]);
});

test("a cell is told with its share of the row; a label that no image has has no share", () => {
  assert.equal(cellInWords(COUNTS, 0, 1), "labelled 0, read as 1: 2, 20.0 % of the 10 with that label");
  assert.equal(cellInWords(COUNTS, 2, 1), "labelled 2, read as 1: 0");
});

test("colour grows with the count, and what is there at all has some", () => {
  assert.deepEqual(
    [0, 1, 50, 100, 10_000].map((count) => strength(count, 10_000)),
    [0, 1, 1, 1, 5],
  );
  assert.equal(strength(0, 0), 0);
});

test("every cell is a button; Tab reaches one, empty ones can be walked over but not chosen", () => {
  const html = matrix(COUNTS, [0, 1, 2]);
  assert.equal(count(html, "data-label="), 9);
  assert.equal(count(html, 'tabindex="0"'), 1);
  assert.equal(count(html, "aria-disabled"), 5);
  assert.equal(count(html, "data-strength"), 6);
});

test("what is left out of the matrix is said", () => {
  assert.equal(leftOut(COUNTS, [0, 1, 2]), "");
  assert.match(leftOut(COUNTS, [0, 1]), /The 2 of 3 classes with most mistakes; 2 of all 3 mistakes/);
});

test("names are text, never markup", () => {
  know({ dataset: { ...DIGITS, classes: ["<i>", '"b"', "c"] } });
  assert.equal(count(matrix(COUNTS, [0, 1, 2]), "<i>"), 0);
  know({ dataset: DIGITS });
});

test("what is shown is said, also where nothing is misread", () => {
  const group = { name: "some", members: [1, 2] };
  assert.equal(headOf(42, 42, null), "42 digits misread, the most confident first.");
  assert.equal(headOf(0, 0, null), "No digit is misread.");
  assert.equal(headOf(1, 1, group), "1 digit misread in “some”.");
  assert.equal(headOf(2, 0, group), "None is misread in “some”: 2 digits, the most confident first.");
});
