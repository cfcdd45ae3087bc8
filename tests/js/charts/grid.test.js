import test from "node:test";
import assert from "node:assert/strict";
import { gridOf, nearestIn } from "../../../assets/js/charts/grid.js";
import { present } from "../given.js";
import { COUNT, POINTS } from "../made_up.js";

const [XS, YS] = [POINTS.columns["pca-1"], POINTS.columns["tsne-1"]];
const GRID = gridOf(XS, YS);
/** @param {number} _index */
const all = (_index) => true;

/**
 * The same by looking at every point.
 * @param {number[]} place
 * @param {number[]} scale
 * @param {number} reach
 * @param {(index: number) => boolean} counts
 */
function byLooking([x, y], scale, reach, counts = all) {
  const gaps = Array.from(XS, (one, k) => Math.hypot((one - x) * scale[0], (YS[k] - y) * scale[1]));
  const within = [...gaps.keys()].filter((k) => gaps[k] <= reach && counts(k));
  return { best: Math.min(...within.map((k) => gaps[k])), gaps };
}

test("the grid finds the point that a look at all of them finds, wherever one looks and whatever the scales", () => {
  for (const scale of [
    [1, 1],
    [10, 0.5],
    [0.1, 4],
  ])
    for (let x = -50; x <= 50; x += 7)
      for (let y = -50; y <= 50; y += 7)
        for (const reach of [3, 20]) {
          const found = nearestIn(GRID, [x, y], scale, reach, all);
          const { best, gaps } = byLooking([x, y], scale, reach);
          assert.equal(found === null ? Infinity : gaps[found], best);
        }
});

test("points that do not count are passed over", () => {
  const place = [XS[20], YS[20]];
  assert.equal(nearestIn(GRID, place, [1, 1], 100, all), 20);
  const other = nearestIn(GRID, place, [1, 1], 100, (index) => index !== 20);
  const { best, gaps } = byLooking(place, [1, 1], 100, (index) => index !== 20);
  assert.equal(gaps[present(other)], best);
  assert.equal(
    nearestIn(GRID, place, [1, 1], 100, () => false),
    null,
  );
});

test("every point is in one cell", () => {
  assert.deepEqual(
    [...GRID.order].sort((a, b) => a - b),
    [...Array(COUNT).keys()],
  );
  assert.equal(GRID.starts.at(-1), COUNT);
});

test("points that all lie in one spot, one point and none are found or not", () => {
  const one = gridOf(Float32Array.of(3, 3), Float32Array.of(5, 5));
  assert.ok([0, 1].includes(present(nearestIn(one, [3.1, 5], [1, 1], 1, all))));
  assert.equal(nearestIn(gridOf(Float32Array.of(2), Float32Array.of(2)), [2, 2], [1, 1], 1, all), 0);
  assert.equal(nearestIn(gridOf(new Float32Array(), new Float32Array()), [2, 2], [1, 1], 1, all), null);
});
