import test from "node:test";
import assert from "node:assert/strict";
import { bars, brush, rangeIn, sharesIn } from "../../../assets/js/map/brush_frame.js";
import { count } from "../given.js";

const SPAN = { low: 0, high: 8, unit: 0.1, written: "number", whole: false };
const FILTER = [{ column: "x", from: 2, to: 6 }];

test("a histogram has a bar for each part, in the colour of its values; what is counted at all is seen", () => {
  const html = bars([0, 8, ...new Array(998).fill(4)], SPAN, (value) => (value < 4 ? "#111111" : "#222222"));
  assert.equal(count(html, "<rect"), 32);
  assert.equal(count(html, 'fill="#111111"'), 16);
  assert.equal(count(html, 'height="5.0"'), 2);
});

test("a brush has a slider at each end, and its names are text", () => {
  const html = brush('"<b>', "<i>", SPAN, "");
  assert.equal(count(html, 'role="slider"'), 2);
  assert.equal(count(html, "<b>") + count(html, "<i>"), 1, "the cover alone");
  assert.match(html, /aria-valuemin="0" aria-valuemax="8"/);
});

test("the range is what the filter asks for, or all; one beyond the column is at its end", () => {
  assert.deepEqual(rangeIn(FILTER, "x", SPAN), [2, 6]);
  assert.deepEqual(sharesIn(FILTER, "x", SPAN), [0.25, 0.75]);
  assert.deepEqual(rangeIn(FILTER, "y", SPAN), [0, 8]);
  assert.deepEqual(sharesIn([{ column: "x", from: 20, to: 60 }], "x", SPAN), [1, 1]);
  assert.deepEqual(rangeIn([{ column: "x", among: [3] }], "x", SPAN), [0, 8]);
});
