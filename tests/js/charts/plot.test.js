import test from "node:test";
import assert from "node:assert/strict";
import { scale, toPixel, place, isSameSpot } from "../../../assets/js/charts/plot.js";
import { standIn } from "../given.js";

/** @type {import("../../../assets/js/types/page.js").Axis} */
const AXIS = { range: [-10, 30], _offset: 50, _length: 400 };
/** @type {Pick<import("../../../assets/js/types/page.js").Plot, "_fullLayout">} */
const PLOT = {
  _fullLayout: { xaxis: AXIS, yaxis: { range: [0, 1], _offset: 20, _length: 100 }, width: 500, height: 200 },
};

test("the ends of the range lie at the ends of the axis", () => {
  /** @param {ReturnType<typeof scale>} scaled @param {number} value */
  const at = ({ origin, slope }, value) => origin + slope * value;
  assert.deepEqual([at(scale(AXIS, false), -10), at(scale(AXIS, false), 30)], [50, 450]);
  assert.deepEqual([at(scale(AXIS, true), -10), at(scale(AXIS, true), 30)], [450, 50]);
});

test("a point's pixel counts from the left and from the top", () => {
  assert.deepEqual(toPixel(PLOT, -10, 1), [50, 20]);
  assert.deepEqual(toPixel(PLOT, 10, 0.5), [250, 70]);
});

test("an element follows its pixel and hides when that lies outside the axes", () => {
  /** @type {HTMLElement} */
  const element = standIn({ style: {} });
  /** @param {number[]} pixel */
  const visibleAt = (pixel) => (place(element, PLOT, pixel), element.style.visibility);
  assert.equal(visibleAt([250, 70]), "visible");
  assert.match(element.style.transform, /translate\(250px, 70px\)/);
  for (const outside of [
    [30, 70],
    [470, 70],
    [250, 0],
    [250, 140],
  ])
    assert.equal(visibleAt(outside), "hidden");
});

test("the two clicks of a double click may lie a little apart, those on different points may not", () => {
  assert.ok(isSameSpot([10, 10], [13, 6]));
  assert.ok(!isSameSpot([10, 10], [16, 14]));
});
