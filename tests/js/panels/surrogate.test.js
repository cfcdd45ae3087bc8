import test from "node:test";
import assert from "node:assert/strict";
import { strongest, bars, isNew } from "../../../assets/js/panels/surrogate.js";

const WEIGHTS = [
  [0, 0],
  [3, 4],
  [-1, 0],
  [0, -6],
];

test("the units with the longest pairs of weights come first", () => {
  assert.deepEqual(
    strongest(WEIGHTS, null, 3).map(({ unit }) => unit),
    [3, 1, 2],
  );
  assert.deepEqual(strongest(WEIGHTS, null, 1)[0].values, [0, -6]);
});

test("times spread, a unit that hardly changes is not strong", () => {
  const rows = strongest(WEIGHTS, [1, 1, 20, 0], 4);
  assert.deepEqual(
    rows.map(({ unit }) => unit),
    [2, 1, 0, 3],
  );
  assert.deepEqual(rows[0].values, [-20, 0]);
});

test("each unit is a button that opens it and tells both weights", () => {
  const html = bars(strongest(WEIGHTS, null, 2), "UMAP");
  assert.equal(html.split("<button").length - 1, 2);
  assert.match(html, /data-unit="3" data-tip="Unit 3: 0.00 along UMAP 1, −6.00 along UMAP 2"/);
});

test("units that weigh nothing give bars without a length", () => {
  assert.doesNotMatch(bars(strongest([[0, 0]], null, 1), "UMAP"), /NaN|Infinity/);
});

test("another map of the page is followed if it has a surrogate, and only once", () => {
  assert.equal(isNew("umap", "tsne"), true);
  for (const same of ["tsne", "pca", "axes"]) assert.equal(isNew(same, "tsne"), false);
});
