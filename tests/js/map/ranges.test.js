import test from "node:test";
import assert from "node:assert/strict";
import { fitted, isAll, moved, sharesAt, within } from "../../../assets/js/map/ranges.js";

/** @typedef {import("../../../assets/js/types/page.js").Range} Range */

/** @type {Range[]} */
const WHOLE = [
  [0, 100],
  [-50, 50],
];
const MIDDLE = [0.5, 0.5];
/** @type {Range[]} */
const HALF = [
  [25, 75],
  [-25, 25],
];
/** @param {Range} range */
const span = ([low, high]) => high - low;
/** @param {Range[]} one @param {Range[]} other */
const near = (one, other) => one.flat().forEach((end, k) => assert.ok(Math.abs(end - other.flat()[k]) < 1e-9));

test("axes of one scale show more where there is room to spare, others what they are told", () => {
  /** @type {Range[]} */
  const ranges = [
    [0, 10],
    [0, 10],
  ];
  assert.deepEqual(fitted(ranges, [400, 200], true), [
    [-5, 15],
    [0, 10],
  ]);
  assert.deepEqual(fitted(ranges, [400, 200], false), ranges);
});

test("what is under the pointer stays there while the map is zoomed", () => {
  const [at, value] = [
    [0.2, 0.7],
    [20, 20],
  ];
  const closer = moved(WHOLE, at, at, 0.5, WHOLE);
  closer.forEach(([low, high], k) => assert.ok(Math.abs(low + at[k] * (high - low) - value[k]) < 1e-9));
  assert.deepEqual(closer.map(span), [50, 50]);
});

test("what a finger holds goes where the finger goes", () => {
  near(moved(HALF, [0.5, 0.5], [0.7, 0.4], 1, WHOLE), [
    [15, 65],
    [-20, 30],
  ]);
});

test("there and back is the same", () => {
  const there = moved(HALF, [0.3, 0.6], [0.4, 0.5], 0.8, WHOLE);
  near(moved(there, [0.4, 0.5], [0.3, 0.6], 1.25, WHOLE), HALF);
});

test("nobody leaves the map, neither to the side nor by zooming out", () => {
  near(moved(HALF, MIDDLE, [5, -5], 1, WHOLE), [
    [0, 50],
    [0, 50],
  ]);
  assert.deepEqual(moved(HALF, MIDDLE, MIDDLE, 9, WHOLE), WHOLE);
  assert.ok(isAll(moved(HALF, MIDDLE, MIDDLE, 2, WHOLE), WHOLE));
  assert.ok(!isAll(HALF, WHOLE));
  near(
    within(
      [
        [90, 110],
        [-60, -40],
      ],
      WHOLE,
    ),
    [
      [80, 100],
      [-50, -30],
    ],
  );
});

test("nobody zooms closer than coordinates are exact", () => {
  const closest = moved(WHOLE, MIDDLE, MIDDLE, 1e-9, WHOLE);
  assert.ok(closest.every((range) => span(range) > 0.09));
  near(moved(closest, MIDDLE, MIDDLE, 0.5, WHOLE), closest);
});

test("places are shares of a box from its lower left corner", () => {
  const box = { left: 100, top: 50, width: 200, height: 400 };
  assert.deepEqual(sharesAt(box, [100, 450]), [0, 0]);
  assert.deepEqual(sharesAt(box, [300, 50]), [1, 1]);
  assert.deepEqual(sharesAt(box, [150, 350]), [0.25, 0.25]);
});
