import test from "node:test";
import assert from "node:assert/strict";
import { arrow, markup } from "../../../assets/js/panels/why_map.js";
import { present } from "../given.js";

const SIZE = { head: 10, gap: 10, ghost: 8, dot: 4 };

test("an arrow points at its goal and stops a gap before it", () => {
  const { tip, base, head } = present(arrow([0, 0], [0, 100], SIZE));
  assert.deepEqual(tip, [0, 90]);
  assert.deepEqual(base, [0, 80]);
  assert.equal(head.length, 3);
  const width = Math.hypot(head[1][0] - head[2][0], head[1][1] - head[2][1]);
  assert.equal(width, SIZE.head);
});

test("what is shorter than its head is no arrow", () => {
  assert.equal(arrow([5, 5], [5, 5], SIZE), null);
  assert.equal(arrow([0, 0], [20, 0], SIZE), null);
  assert.doesNotMatch(markup({ here: [5, 5], there: null, path: [[5, 5]], trail: [] }, SIZE), /NaN|polyline/);
});

test("an exact map has no way, and a digit as it is no ghost", () => {
  assert.equal(markup({ here: [1, 2], there: null, path: [], trail: [] }, SIZE), "");
});

test("a turned digit has a ghost at the end of a trail that starts at the digit", () => {
  const svg = markup(
    {
      here: [1, 2],
      there: [50, 60],
      path: [],
      trail: [
        [20, 20],
        [50, 60],
      ],
    },
    SIZE,
  );
  assert.match(svg, /class="trail" points="1\.0,2\.0 20\.0,20\.0 50\.0,60\.0"/);
  assert.match(svg, /class="ghost" cx="50\.0" cy="60\.0"/);
});

test("the way of a turned digit leads to its ghost", () => {
  const svg = markup({ here: [0, 0], there: [100, 0], path: [[100, 100]], trail: [[100, 0]] }, SIZE);
  assert.match(svg, /class="way" points="100\.0,100\.0 100\.0,20\.0"/);
});

test("a way ends at the gap around its goal, wherever its last places lie", () => {
  const path = [
    [0, 0],
    [40, 0],
    [99, 0],
    [100, 0],
  ];
  const svg = markup({ here: [100, 0], there: null, path, trail: [] }, SIZE);
  assert.match(svg, /class="way" points="0\.0,0\.0 40\.0,0\.0 80\.0,0\.0"/);
});
