import test from "node:test";
import assert from "node:assert/strict";
import { BOX, GRID } from "../../../assets/js/core/stroke_points.js";
import { present } from "../given.js";
import { contentOf, densify, cut, fold, isInked, kindOf, pointOf } from "../../../assets/js/drawing/strokes.js";

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

test("a point lies on the grid of the pad", () => {
  const rectangle = { left: 0.3, top: 0, width: 233, height: 233 };
  for (let k = 0; k < 233; k++)
    for (const value of pointOf({ clientX: k, clientY: 232 - k }, rectangle)) assert.equal(value % GRID, 0);
});

test("there is ink where the last stroke was a pen's, and where none was but the picture has some", () => {
  const base = new Uint8Array(784);
  base[5 * 28 + 20] = 200;
  const drawing = { base, origin: null, width: "2.3", normalised: true, strokes: [pen(LINE), eraser([[50, 0]])] };
  assert.equal(isInked(drawing, [10, 5]), true);
  assert.equal(isInked(drawing, [10, 15]), false);
  assert.equal(isInked(drawing, [40, 5]), false, "rubbed out");
  assert.equal(isInked(drawing, [205, 52]), true, "of the picture");
  assert.equal(isInked(drawing, [280, 280]), false);
  assert.equal(isInked({ ...drawing, base: null }, [205, 52]), false);
});

test("only what began as somebody's picture is one", () => {
  const [base, plain] = [new Uint8Array(784), { strokes: [], origin: null, width: "2.3", normalised: true }];
  assert.equal(kindOf({ ...plain, base: null }), "drawing");
  assert.equal(kindOf({ ...plain, base, origin: 7 }), "drawing");
  assert.equal(kindOf({ ...plain, base }), "picture");
  assert.equal(contentOf({ ...plain, base }, 4000).kind, "picture");
});
