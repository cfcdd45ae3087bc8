import test from "node:test";
import assert from "node:assert/strict";
import { buttons, described, walked } from "../../../assets/js/charts/strip.js";
import { count } from "../given.js";
import { POINTS } from "../made_up.js";

test("an image is told by number, label, reading and how sure", () => {
  assert.equal(described(8, POINTS.columns), "No. 8, labelled 8, read as 8, 80.0 %");
  const unlabelled = { ...POINTS.columns, label: Int16Array.from(POINTS.columns.label, () => -1) };
  assert.equal(described(8, unlabelled), "No. 8, read as 8, 80.0 %");
});

test("every image is a button; only the first of all is in the order of the Tab key", () => {
  const html = buttons([3, 4, 5], POINTS.columns);
  assert.equal(count(html, "data-digit="), 3);
  assert.equal(count(html, 'tabindex="0"'), 1);
  assert.equal(count(buttons([6], POINTS.columns, 60), 'tabindex="0"'), 0);
});

test("keys walk along the images and from row to row, and not beyond the ends", () => {
  assert.equal(walked("ArrowRight", 3, 10, 4), 4);
  assert.equal(walked("ArrowDown", 3, 10, 4), 7);
  assert.equal(walked("ArrowUp", 3, 10, 4), null);
  assert.equal(walked("ArrowRight", 9, 10, 4), null);
  assert.equal(walked("End", 0, 10, 4), 9);
  assert.equal(walked("Home", 7, 10, 4), 0);
  assert.equal(walked("x", 7, 10, 4), null);
});
