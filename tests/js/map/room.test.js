import test from "node:test";
import assert from "node:assert/strict";
import { gridOf } from "../../../assets/js/charts/grid.js";
import * as room from "../../../assets/js/map/room.js";
import { present } from "../given.js";

const COUNT = 600;
/** @param {number} seed */
const scattered = (seed) => Float32Array.from({ length: COUNT }, (_, k) => Math.sin(seed * (k + 1)) * (k % 7));
const AXES = [scattered(1.3), scattered(2.9)];
const ALL = new Uint8Array(COUNT).fill(1);
const BOX = [0.5, 0.3];

/** Whether any two of some images overlap. @param {number[]} chosen @param {number[]} box */
const anyOverlap = (chosen, box) =>
  chosen.some((one, k) => chosen.slice(k + 1).some((other) => room.overlap(AXES, box, one, other)));

test("every image stands once in the mixed order, and neighbours in it are far apart", () => {
  for (const count of [1, 2, 3, 10, 97, 1000]) {
    const order = [...room.mixed(count)];
    assert.deepEqual(
      order.toSorted((one, other) => one - other),
      [...order.keys()],
    );
  }
  assert.deepEqual([...room.mixed(0)], []);
  const tenths = new Set([...room.mixed(1000)].slice(0, 12).map((index) => Math.floor(index / 100)));
  assert.equal(tenths.size, 10);
});

test("no two pictures overlap, and whoever has none is in the way of one", () => {
  for (const box of [BOX, [3, 0.001], [0.001, 0.001], [1000, 1000]]) {
    const chosen = room.withRoom(AXES, box, ALL);
    assert.ok(!anyOverlap(chosen, box));
    const without = [...ALL.keys()].filter((index) => !chosen.includes(index));
    assert.ok(without.every((index) => chosen.some((other) => room.overlap(AXES, box, index, other))));
  }
});

test("images in one spot get one picture, those that do not count none", () => {
  const spot = [new Float32Array(9), new Float32Array(9)];
  assert.equal(room.withRoom(spot, BOX, new Uint8Array(9).fill(1)).length, 1);
  const odd = ALL.map((_, index) => index % 2);
  assert.ok(room.withRoom(AXES, BOX, odd).every((index) => index % 2));
  assert.deepEqual(room.withRoom(AXES, BOX, new Uint8Array(COUNT)), []);
});

test("the choice knows nothing of what is in view: moved coordinates give the same pictures", () => {
  const moved = AXES.map((values) => Float64Array.from(values, (value) => value + 1000));
  assert.deepEqual(
    room.withRoom(moved, BOX, ALL),
    room.withRoom(
      AXES.map((values) => Float64Array.from(values)),
      BOX,
      ALL,
    ),
  );
});

test("the selected image has a picture for certain, and no other changes but those in its way", () => {
  const chosen = room.withRoom(AXES, BOX, ALL);
  const first = present([...ALL.keys()].find((index) => !chosen.includes(index)));
  const found = room.withFirst(chosen, first, AXES, BOX);
  assert.equal(found[0], first);
  assert.ok(!anyOverlap(found, BOX));
  const gone = chosen.filter((index) => !found.includes(index));
  assert.ok(gone.length > 0 && gone.every((index) => room.overlap(AXES, BOX, first, index)));
  assert.deepEqual(new Set(room.withFirst(chosen, chosen[3], AXES, BOX)), new Set(chosen));
});

test("pictures begin where points are far enough apart, grow with the zoom and then no more", () => {
  const sides = [1, 3, 5.9, 6, 12, 20, 60, 600].map((spacing) => room.sizeAt(spacing, { width: 28, height: 28 }));
  assert.deepEqual(sides.slice(0, 3), [null, null, null]);
  const grown = sides.slice(3).map((size) => present(size).width);
  assert.ok(grown.every((side, k) => k === 0 || side >= grown[k - 1]) && grown[0] >= 20 && grown[4] === grown[3]);
  const wide = present(room.sizeAt(20, { width: 60, height: 30 }));
  assert.equal(wide.width, 2 * wide.height);
});

test("points in tight heaps are nearer to each other than evenly spread ones", () => {
  const even = [0, 1].map((axis) => Float32Array.from({ length: 400 }, (_, k) => (axis ? k % 20 : Math.floor(k / 20))));
  const heaps = even.map((values) => values.map((value) => 10 * Math.round(value / 10)));
  const [apart, tight] = [even, heaps].map(([xs, ys]) => room.spacingOf(gridOf(xs, ys)));
  assert.ok(apart >= 2 * tight && apart <= 1);
});

test("a picture is found up to its edge and no further", () => {
  const placed = [{ index: 5, left: 100, top: 50 }];
  const size = { width: 30, height: 20 };
  assert.equal(room.pictureAt(placed, size, [114, 59]), 5);
  assert.equal(room.pictureAt(placed, size, [116, 50]), null);
  assert.equal(room.pictureAt(placed, size, [100, 61]), null);
});
