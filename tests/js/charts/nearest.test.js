import test from "node:test";
import assert from "node:assert/strict";
import { frameOf, nearestTo } from "../../../assets/js/charts/nearest.js";
import { standIn } from "../given.js";

const corner = standIn({ getBoundingClientRect: () => ({ left: 7, top: 9 }) });
const FRAME = {
  corner,
  scales: [
    { origin: 20, slope: 50 },
    { origin: 320, slope: -50 },
  ],
};
const AXES = [Float32Array.of(0, 2, 4), Float32Array.of(0, 2, 4)];

test("the digit is found from the plot's corner, upwards being upwards", () => {
  assert.equal(nearestTo(FRAME, AXES, { clientX: 7 + 20 + 100, clientY: 9 + 320 - 100 }), 1);
  assert.equal(nearestTo(FRAME, AXES, { clientX: 7 + 20 + 205, clientY: 9 + 320 - 195 }), 2);
});

test("what is out of reach, or does not count, is not found", () => {
  assert.equal(nearestTo(FRAME, AXES, { clientX: 7 + 20 + 150, clientY: 9 + 320 - 150 }), null);
  const over = { clientX: 7 + 20, clientY: 9 + 320 };
  assert.equal(nearestTo(FRAME, AXES, over), 0);
  const counts = (/** @type {number} */ digit) => digit > 0;
  assert.equal(nearestTo(FRAME, AXES, over, counts), null);
});

test("other points over the same axis are other points", () => {
  const over = { clientX: 7 + 20 + 100, clientY: 9 + 320 };
  assert.equal(nearestTo(FRAME, AXES, over), null);
  assert.equal(nearestTo(FRAME, [AXES[0], Float32Array.of(4, 0, 0)], over), 1);
});

test("a plot's frame is that of its axes", () => {
  const axis = { range: [0, 10], _offset: 20, _length: 100 };
  const { scales } = frameOf(standIn({ _fullLayout: { xaxis: axis, yaxis: axis } }));
  assert.deepEqual(scales, [
    { origin: 20, slope: 10 },
    { origin: 120, slope: -10 },
  ]);
});
