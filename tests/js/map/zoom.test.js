import test from "node:test";
import assert from "node:assert/strict";
import { present, standIn } from "../given.js";
import { remember } from "../../../assets/js/charts/plot.js";
import { get, set } from "../../../assets/js/core/store.js";
import { bring, inView, isZoomed, showAll, zoomBy, zooms } from "../../../assets/js/map/zoom.js";

/** @typedef {import("../../../assets/js/types/page.js").Range} Range */

/** @type {import("../../../assets/js/types/page.js").Layout} */
const layout = { margin: { l: 0, r: 0, t: 0, b: 0 }, xaxis: { range: [0, 100] }, yaxis: { range: [0, 100] } };
/** @type {import("../../../assets/js/types/page.js").Plot} */
const GD = standIn({ layout, clientWidth: 200, clientHeight: 200 });
/** @type {import("../../../assets/js/core/store.js").MapView} */
const MAP = standIn({ gd: GD, columns: ["tsne-1", "tsne-2"] });
remember(GD, layout);
set("map", MAP);

/** @param {Range[]} one @param {Range[]} other */
const near = (one, other) => one.flat().forEach((end, k) => assert.ok(Math.abs(end - other.flat()[k]) < 1e-9));

/** Both axes show the same in these tests. @param {number} low @param {number} high @returns {Range[]} */
const both = (low, high) => [
  [low, high],
  [low, high],
];

test("zooming says in the store what is in view, and on which axes", () => {
  zoomBy(0.5);
  const { columns, ranges } = present(get("zoom"));
  assert.deepEqual(columns, MAP.columns);
  near(ranges, both(25, 75));
  near(inView(MAP), both(25, 75));
  assert.ok(isZoomed());
});

test("the map can be moved as far as it goes", () => {
  bring([0.2, 0.2], [0, 0], 1);
  near(inView(MAP), both(35, 85));
  bring([9, 9], [0, 0], 1);
  near(inView(MAP), both(50, 100));
});

test("a hold counts from what was in view when it began", () => {
  bring([0.5, 0.5], [0.6, 0.6], 1, both(25, 75));
  bring([0.5, 0.5], [0.7, 0.7], 1, both(25, 75));
  near(inView(MAP), both(15, 65));
});

test("all of the map is no zoom, by button or by zooming out", () => {
  showAll();
  assert.equal(get("zoom"), null);
  zooms.in();
  zooms.out();
  assert.equal(get("zoom"), null);
  assert.ok(!isZoomed());
});

test("a zoom of other axes leaves these whole", () => {
  set("zoom", { columns: ["umap-1", "umap-2"], ranges: both(1, 2) });
  near(inView(MAP), both(0, 100));
  assert.ok(!isZoomed());
});
