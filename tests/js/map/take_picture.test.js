import test from "node:test";
import assert from "node:assert/strict";
import { widthIn } from "../../../assets/js/map/take_picture.js";

test("a width is a whole number of pixels within bounds", () => {
  const bounds = { min: "400", max: "4000" };
  assert.deepEqual(widthIn({ value: "1200", ...bounds }), { width: 1200 });
  for (const value of ["", " ", "399", "4001", "1e9", "12.5", "many", "NaN"])
    assert.deepEqual(widthIn({ value, ...bounds }), {
      problem: "The width must be a whole number of pixels from 400 to 4000.",
    });
});
