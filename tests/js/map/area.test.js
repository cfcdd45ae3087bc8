import test from "node:test";
import assert from "node:assert/strict";
import { box, imagesIn, isInside } from "../../../assets/js/map/area.js";

/** @typedef {import("../../../assets/js/core/store.js").Point} Point */

const SCALES = [
  { origin: 10, slope: 2 },
  { origin: 100, slope: -2 },
];
/** @type {Point[]} an L */
const BENT = [
  [0, 0],
  [30, 0],
  [30, 10],
  [10, 10],
  [10, 30],
  [0, 30],
];

test("a place is in an area or not, whichever way that is drawn", () => {
  for (const area of [BENT, [...BENT].reverse()]) {
    assert.ok(isInside(area, 5, 25) && isInside(area, 25, 5));
    assert.ok(!isInside(area, 25, 25) && !isInside(area, -1, 5) && !isInside(area, 40, 5));
  }
});

test("what is encircled twice is out again, and no area holds nothing", () => {
  const twice = [...box([0, 0], [20, 20]), ...box([0, 0], [20, 20])];
  assert.ok(isInside(box([0, 0], [20, 20]), 10, 10) && !isInside(twice, 10, 10));
  assert.ok(!isInside([], 0, 0) && !isInside([[0, 0]], 0, 0));
});

test("images are found by their pixels, those that cannot be meant are not", () => {
  const [xs, ys] = [Float32Array.of(0, 5, 10, 10), Float32Array.of(0, 5, 10, 10)]; // pixels 10..30, 100..80
  const area = box([15, 95], [35, 75]);
  assert.deepEqual(imagesIn(area, [xs, ys], SCALES, [1, 1, 1, 0]), [1, 2]);
  assert.deepEqual(imagesIn(box([200, 200], [210, 210]), [xs, ys], SCALES, [1, 1, 1, 1]), []);
});

test("a lasso round half of ten thousand takes no longer than a frame or two", () => {
  const many = Float32Array.from({ length: 10_000 }, (_, k) => (k * 7919) % 100);
  /** @type {Point[]} */
  const circle = Array.from({ length: 200 }, (_, k) => [100 + 60 * Math.cos(k / 32), 60 + 60 * Math.sin(k / 32)]);
  const found = imagesIn(circle, [many, [...many].reverse()], SCALES, new Uint8Array(10_000).fill(1));
  assert.ok(found.length > 1000 && found.every((index, k) => !k || index > found[k - 1]));
});
