import test from "node:test";
import assert from "node:assert/strict";
import { BOX, extend, thin, densify, cut, fold, pointOf } from "../../../assets/js/drawing/strokes.js";
import { present } from "../given.js";

/** @typedef {import("../../../assets/js/core/store.js").Point} Point */

/** @type {Point[]} */
const LINE = [
  [0, 0],
  [100, 0],
];
/** @param {Point[]} points */
const pen = (points) => ({ points, erases: false });
/** @param {Point[]} points */
const eraser = (points) => ({ points, erases: true });

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

test("a dense stroke has no gap above the step and goes through every point of the stroke", () => {
  /** @type {Point[]} */
  const stroke = [
    [0, 0],
    [30, 40],
    [30, 45],
  ];
  const dense = densify(stroke, 7);
  for (let k = 1; k < dense.length; k++)
    assert.ok(Math.hypot(dense[k][0] - dense[k - 1][0], dense[k][1] - dense[k - 1][1]) <= 7 + 1e-9);
  for (const point of stroke) assert.ok(dense.some((one) => Math.hypot(one[0] - point[0], one[1] - point[1]) < 1e-9));
});

test("a dot stays a dot and nothing stays nothing", () => {
  assert.deepEqual(densify([[3, 4]], 1), [[3, 4]]);
  assert.deepEqual(densify([], 1), []);
});

test("an eraser that does not touch a stroke leaves it as it was", () => {
  assert.deepEqual(cut(LINE, [[50, 30]], 10), [LINE]);
});

test("an eraser across the middle leaves two pieces, both out of its reach", () => {
  const pieces = cut(
    LINE,
    [
      [50, -20],
      [50, 20],
    ],
    10,
  );
  assert.equal(pieces.length, 2);
  assert.ok(pieces[0].every(([x]) => x <= 40) && pieces[0][0][0] === 0);
  assert.ok(pieces[1].every(([x]) => x >= 60) && present(pieces[1].at(-1))[0] === 100);
});

test("an eraser along the whole stroke leaves nothing", () => assert.deepEqual(cut(LINE, LINE, 10), []));

test("erasing takes away what was there before and nothing that comes after", () => {
  /** @type {Point[]} */
  const again = [
    [40, 0],
    [60, 0],
  ];
  assert.deepEqual(fold([pen(LINE), eraser(LINE), pen(again)], 10), [again]);
  assert.deepEqual(fold([eraser(LINE), pen(LINE)], 10), [LINE]);
  assert.deepEqual(fold([], 10), []);
});

test("the pointer's place is measured on the pad, whatever size that has on the screen", () => {
  const rectangle = { left: 100, top: 50, width: 140, height: 140 };
  assert.deepEqual(pointOf({ clientX: 100, clientY: 50 }, rectangle), [0, 0]);
  assert.deepEqual(pointOf({ clientX: 240, clientY: 190 }, rectangle), [BOX, BOX]);
  assert.deepEqual(pointOf({ clientX: 170, clientY: 85 }, rectangle), [BOX / 2, BOX / 4]);
});

test("a pointer that leaves the pad stays at its edge", () => {
  const rectangle = { left: 0, top: 0, width: 280, height: 280 };
  assert.deepEqual(pointOf({ clientX: -20, clientY: 900 }, rectangle), [0, BOX]);
});
