import test from "node:test";
import assert from "node:assert/strict";
import { extend, thin } from "../../../assets/js/core/stroke_points.js";

/** @typedef {import("../../../assets/js/core/store.js").Point} Point */

/** @param {Point[]} points */
const gaps = (points) => points.slice(1).map(([x, y], k) => Math.hypot(x - points[k][0], y - points[k][1]));
/** @returns {Point[]} */
const circle = (/** @type {number} */ count, radius = 100) =>
  Array.from({ length: count }, (_, k) => [
    140 + radius * Math.cos((6 * k) / count),
    140 + radius * Math.sin((6 * k) / count),
  ]);
/** The stroke of a pen that goes from point to point. @param {Point[]} points */
const drawn = (points) => points.reduce((stroke, point) => extend(stroke, point), /** @type {Point[]} */ ([]));

test("a stroke keeps its first and its newest point and none that is nearer than a unit to the one before", () => {
  for (let count = 1; count < 4000; count += 37) {
    const [all, stroke] = [circle(count), drawn(circle(count))];
    assert.deepEqual([stroke[0], stroke.at(-1)], [all[0], all.at(-1)]);
    assert.ok(gaps(stroke.slice(0, -1)).every((gap) => gap >= 1));
    assert.ok(stroke.length <= 602);
  }
});

test("a stroke goes everywhere the pen was, but for a unit", () => {
  const [all, stroke] = [circle(4000), drawn(circle(4000))];
  for (const [x, y] of all) assert.ok(stroke.some(([keptX, keptY]) => Math.hypot(x - keptX, y - keptY) < 1));
});

test("points of a slow mouse are all kept, and a pen that stays in its place is a dot", () => {
  /** @type {Point[]} */
  const slow = [
    [0, 0],
    [3, 4],
    [10, 4],
    [10, 5],
  ];
  assert.deepEqual(drawn(slow), slow);
  assert.deepEqual(
    drawn([
      [5, 5],
      [5, 5],
      [5.2, 5],
      [5.1, 5],
    ]),
    [
      [5, 5],
      [5.1, 5],
    ],
  );
});

test("a drawing within the limit is sent as it is", () => {
  /** @type {Point[][]} */
  const drawing = [circle(30), [[1, 2]], []];
  assert.equal(thin(drawing, 31), drawing);
});

test("a longer drawing is sent coarser, whole, and leaves the pad's own strokes alone", () => {
  /** @type {Point[][]} */
  const drawing = [circle(3000), circle(2500, 60), [[7, 7]]];
  const sent = thin(drawing, 4000);
  assert.ok(sent.flat().length <= 4000);
  assert.deepEqual(
    sent.map((points) => [points[0], points.at(-1)]),
    drawing.map((points) => [points[0], points.at(-1)]),
  );
  assert.ok(sent[0].length > 200);
  assert.deepEqual(
    drawing.map((points) => points.length),
    [3000, 2500, 1],
  );
});

test("of strokes without number each keeps its ends, and the server says that they are too many", () => {
  const sent = thin(
    Array.from({ length: 3000 }, () => circle(5)),
    4000,
  );
  assert.ok(sent.every((points) => points.length === 2));
});
