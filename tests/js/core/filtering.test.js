import test from "node:test";
import assert from "node:assert/strict";
import { askable, known, valuesIn } from "../../../assets/js/core/filtering.js";
import { POINTS } from "../made_up.js";
import { COLOURINGS, colouring, DIGITS } from "../page.js";
import { know, pageData } from "../../../assets/js/core/page_data.js";

test("what can be asked for has its values, one an image", () => {
  for (const [name, { of }] of Object.entries(known())) assert.equal(of(POINTS).length, POINTS.count, name);
  assert.equal(valuesIn("label"), 10);
  assert.equal(valuesIn("correct"), 2);
  assert.equal(valuesIn("confidence"), Infinity);
  assert.equal(valuesIn("toString"), null);
});

test("right and wrong are the map's own; an image without a label is neither", () => {
  const columns = { misread: Int16Array.of(-1, 0, 1) };
  assert.deepEqual(Array.from(known().correct.of({ count: 3, columns })), [-1, 1, 0]);
  assert.deepEqual(known().correct.needs, ["misread"]);
});

test("without labels nobody can ask for them, nor for right and wrong", () => {
  know({ dataset: { ...DIGITS, labelled: false } });
  assert.deepEqual(Object.keys(known()), ["predicted", "confidence"]);
  know({ dataset: DIGITS });
});

test("units and what a map does to neighbours can be asked for by name, as far as there are any", () => {
  assert.equal(askable("unit-127")?.words, "unit 127's activation");
  assert.equal(askable("kept-tsne")?.title, "Kept on t-SNE");
  assert.equal(valuesIn("kept-umap"), Infinity);
  for (const name of ["unit-128", "unit-", "unit-01", "kept-", "kept-MAP", "kept-other", "distance", "unknown"])
    assert.equal(askable(name), null, name);
});

test("a column of dates can be asked for, as dates", () => {
  const before = pageData("map");
  const dates = colouring({ name: "own-1", title: "Taken", kind: "continuous", written: "time" });
  know({ map: { ...before, colourings: [...COLOURINGS, dates] } });
  const { title, words, written, values } = known()["own-1"];
  assert.deepEqual([title, words, written, values], ["Taken", "Taken", "time", null]);
  know({ map: before });
});
