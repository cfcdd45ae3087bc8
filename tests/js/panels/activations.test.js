import test from "node:test";
import assert from "node:assert/strict";
import {
  unitsOf,
  arrange,
  HEIGHT,
  heights,
  topOf,
  barsPath,
  linePath,
  barText,
} from "../../../assets/js/panels/activations.js";
import { present } from "../given.js";

const VIEW = { units: [5, 0, 9], values: [4, 0, 2], means: [1, 3, 0.5], reading: "3s", order: "value" };

test("the scale has two to five round heights, from zero to below the top", () => {
  for (const top of [1.05, 1.9, 3.3, 7.2, 9.9, 12, 26, 104]) {
    const steps = heights(top);
    assert.ok(steps.length >= 2 && steps.length <= 6, `${top}: ${steps}`);
    assert.equal(steps[0], 0);
    assert.ok(present(steps.at(-1)) <= top);
  }
});

test("bars and line both fit, and a digit without any activation still has a scale", () => {
  assert.ok(topOf(VIEW) > 4);
  assert.ok(topOf({ values: [0], means: [0], reading: "0s" }) >= 1);
});

test("a bar begins at the bottom and is as high as its share of the top", () => {
  const bars = barsPath([4, 0, 2], 4).split("z").filter(Boolean);
  assert.equal(bars.length, 3);
  const tops = bars.map((bar) => Number(present(bar.match(/V([\d.]+)h/))[1]));
  assert.deepEqual(tops, [0, HEIGHT, HEIGHT / 2]);
  for (const bar of bars) assert.match(bar, new RegExp(` ${HEIGHT}V`));
});

test("the line has one step a bar, from the left edge to the right one", () => {
  const path = linePath([1, 3, 0.5], 4);
  assert.deepEqual(
    [...path.matchAll(/H([\d.]+)/g)].map(([, x]) => Number(x)),
    [1, 2, 3],
  );
  assert.match(path, /^M0 75.00H1V25.00H2/);
});

test("a bar tells its unit, its value and the mean of the class", () => {
  assert.equal(barText(VIEW, 1), "unit 0: 0.00, mean of the 3s 3.00");
});

const GIVEN = { values: [2, 5, 0, 5], means: [3, 1, 4, 4.5], reading: "3s" };

test("each order sorts by what its name says, and equals keep their order", () => {
  assert.deepEqual(unitsOf(GIVEN, "index"), [0, 1, 2, 3]);
  assert.deepEqual(unitsOf(GIVEN, "value"), [1, 3, 0, 2]);
  assert.deepEqual(unitsOf(GIVEN, "difference"), [1, 3, 0, 2]);
});

test("every bar keeps its unit, its value and its mean together", () => {
  const chart = arrange(GIVEN, "value");
  chart.units.forEach((unit, place) => {
    assert.equal(chart.values[place], GIVEN.values[unit]);
    assert.equal(chart.means[place], GIVEN.means[unit]);
  });
});

test("negative activations hang from zero, and the scale goes down to them", () => {
  assert.deepEqual(heights(2, -1.5), [-1, 0, 1, 2]);
  assert.match(barsPath([1, -1], 1, -1), /^M0\.075 50V0\.00h0\.85V50zM1\.075 50V100\.00h/);
  assert.match(linePath([-1], 1, -1), /^M0 100\.00/);
});
