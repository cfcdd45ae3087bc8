import test from "node:test";
import assert from "node:assert/strict";
import { filterWords, widthIn } from "../../../assets/js/map/take_picture.js";

const COLUMNS = {
  label: { title: "Label", values: Array.from({ length: 20 }, (_, k) => `class ${k}`) },
  confidence: { title: "Confidence", values: null },
};

test("a filter is told in words", () => {
  const filter = [
    { column: "label", among: [3, 7] },
    { column: "confidence", from: 0.2, to: 0.9 },
  ];
  assert.equal(filterWords(filter, COLUMNS), "Label: class 3, class 7; Confidence 0.2 to 0.9");
  const many = [{ column: "label", among: Array.from({ length: 20 }, (_, k) => k) }];
  assert.match(filterWords(many, COLUMNS), /class 11 and 8 more$/);
});

test("a width is a whole number of pixels within bounds", () => {
  const bounds = { min: "400", max: "4000" };
  assert.deepEqual(widthIn({ value: "1200", ...bounds }), { width: 1200 });
  for (const value of ["", " ", "399", "4001", "1e9", "12.5", "many", "NaN"])
    assert.deepEqual(widthIn({ value, ...bounds }), {
      problem: "The width must be a whole number of pixels from 400 to 4000.",
    });
});
