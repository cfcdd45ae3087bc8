import test from "node:test";
import assert from "node:assert/strict";
import {
  steps,
  domainOf,
  percentAt,
  barOf,
  namedUnits,
  row,
  holdsFrame,
  pointer,
} from "../../../assets/js/panels/why_frame.js";
import { count, present } from "../given.js";

/** @param {number} unit @param {number} amount */
const term = (unit, amount) => ({ unit, weight: "1.32", activation: "2.4", silent: unit === 8, amount });
const axis = {
  name: "t-SNE 1",
  decimals: 1,
  start: -1.4,
  start_label: "baseline",
  terms: [term(45, -3.2), term(7, 0.1), term(8, 0.2)],
  others: 6.1,
  others_label: "30 others",
  residual: -1.7,
  total: 0.1,
};

test("each bar starts where the last one ended, and the last ends at the position", () => {
  const all = steps(axis);
  assert.deepEqual(
    all.map(({ kind }) => kind),
    ["start", "term", "term", "term", "others", "residual", "total"],
  );
  for (let k = 1; k < all.length - 1; k++) assert.equal(all[k].from, all[k - 1].to);
  assert.equal(present(all.at(-2)).to, axis.total);
  assert.deepEqual([all[0].from, present(all.at(-1)).from], [0, 0]);
});

test("an exact receipt has no residual and still arrives", () => {
  const all = steps({ ...axis, residual: null, others: 4.4 });
  assert.ok(all.every(({ kind }) => kind !== "residual"));
  assert.equal(present(all.at(-2)).to, axis.total);
});

test("a receipt without terms is a constant and what is left", () => {
  assert.deepEqual(
    steps({ ...axis, terms: [], others: 0, residual: null, total: -1.4 }).map(({ to }) => to),
    [-1.4, -1.4, -1.4],
  );
});

test("the range holds every bar and zero, and never shrinks below what it was", () => {
  assert.deepEqual(domainOf(steps(axis)), [-4.6, 1.8]);
  assert.deepEqual(domainOf(steps(axis), [-10, 1]), [-10, 1.8]);
});

test("a bar is as wide as its amount, whatever its sign", () => {
  const domain = [-5, 5];
  const [right, left] = [barOf({ from: 0, to: 2 }, domain), barOf({ from: 2, to: 0 }, domain)];
  assert.deepEqual(right, left);
  assert.equal(right.left, percentAt(0, domain));
  assert.ok(Math.abs(right.left - 50) < 1e-9);
});

test("a range of nothing has its bars in the middle", () => {
  assert.equal(percentAt(0, [0, 0]), 50);
});

test("a unit that both axes name is named once", () => {
  assert.deepEqual(
    namedUnits({ axes: [axis, { ...axis, terms: [term(7, 1), term(9, 2)] }], holds: [] }),
    [45, 7, 8, 9],
  );
  assert.deepEqual(namedUnits({ axes: [axis], holds: [{ unit: 7 }, { unit: 3 }] }), [45, 7, 8, 3]);
});

test("a named row has a button that opens its unit and a slider that does not", () => {
  const html = row(steps(axis)[1]);
  assert.match(html, /<button type="button" data-unit="45"/);
  assert.match(html, /<input type="range" min="0" max="200" step="5"[^>]*data-scale="45"/);
  assert.equal(count(html, "data-unit"), 1);
  assert.doesNotMatch(row(steps(axis)[0]), /<input/);
  assert.doesNotMatch(row(steps(axis)[3]), /<input/, "a silent unit has nothing to turn");
});

test("what a unit holds points to where the digit would go without it", () => {
  assert.deepEqual(
    [
      [1, 0],
      [1, 1],
      [0, 2],
      [-3, 0],
      [0, -1],
      [2, -2],
    ].map(pointer),
    ["→", "↗", "↑", "←", "↓", "↘"],
  );
  const html = holdsFrame({ holds: [{ unit: 12, move: [0, 1], share: "2.1 %" }], holds_together: "2.1 %" });
  assert.match(html, /data-unit="12"[^]*↑ 2\.1 %[^]*data-scale="12"/);
  assert.equal(holdsFrame({ holds: [], holds_together: "< 0.1 %" }), "");
  assert.doesNotMatch(html, /with all/);
});
