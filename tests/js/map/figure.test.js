import test from "node:test";
import assert from "node:assert/strict";
import { colouringOf, columnsOf, viewOf } from "../../../assets/js/core/map_choice.js";
import * as map from "../../../assets/js/map/figure.js";
import { classGroups, groupsIn } from "../../../assets/js/map/colouring.js";
import { POINTS } from "../made_up.js";

/** @type {import("../../../assets/js/map/figure.js").View} */
const VIEW = { projection: "tsne", x: 1, y: 2, unitX: 4, unitY: 9, colour: "label", values: "label" };

const CLASSES_OF = classGroups(POINTS).members;

/** The groups of a colouring of the points. @param {string} colour */
const groupsBy = (colour) => groupsIn(POINTS, { ...VIEW, colour, values: colouringOf(colour).column });

for (const name of ["label", "predicted", "confidence", "correct"]) {
  const groups = groupsBy(name);
  const { members } = groups;

  test(`coloured by ${name}, a click on point p of cloud c is digit members[c][p]`, () => {
    const clouds = map.traces(POINTS, groups, ["tsne-1", "tsne-2"], [], []).filter(({ mode }) => mode === "markers");
    assert.equal(clouds.length, members.length);
    clouds.forEach((cloud, c) =>
      members[c].forEach((digit, p) => {
        assert.equal(cloud.x[p], POINTS.columns["tsne-1"][digit]);
        assert.equal(cloud.y[p], POINTS.columns["tsne-2"][digit]);
      }),
    );
  });
}

test("PCA has components to choose from, the raw axes units", () => {
  assert.deepEqual(columnsOf({ ...VIEW, projection: "pca", x: 3, y: 1 }), ["pca-3", "pca-1"]);
  assert.deepEqual(columnsOf({ ...VIEW, projection: "umap", x: 3, y: 1 }), ["umap-1", "umap-2"]);
  assert.deepEqual(columnsOf({ ...VIEW, projection: "axes", unitX: 100, unitY: 7 }), ["unit-100", "unit-7"]);
});

test("a median is the middle value, and no number when there is none", () => {
  assert.equal(map.median([5, 1, 3]), 3);
  assert.equal(map.median(Float32Array.of(100, 9, 20)), 20);
  assert.ok(Number.isNaN(map.median([])));
});

test("a range holds every value with the same margin on both sides", () => {
  const [low, high] = map.rangeOf(Float32Array.of(3, -1, 7));
  assert.ok(low < -1 && high > 7);
  assert.ok(Math.abs(-1 - low - (high - 7)) < 1e-6);
});

test("values that are all the same still have a range to stand in", () => {
  const [low, high] = map.rangeOf(Float32Array.of(2, 2));
  assert.ok(low < 2 && high > 2);
});

test("a numeral stands at the median of its class", () => {
  const numeral = map.labels(POINTS, ["tsne-1", "tsne-2"], CLASSES_OF)[4];
  const members = [4, 14, 24, 34].map((i) => POINTS.columns["tsne-1"][i]);
  assert.deepEqual([numeral.x].flat(), [map.median(members)]);
});

test("a class that is hidden or has no digits has neither cloud nor numeral", () => {
  const groups = groupsBy("label");
  assert.deepEqual(
    map.traces(POINTS, groups, ["pca-1", "pca-2"], [3], []).map(({ visible }) => visible),
    groups.names.map((_, k) => (k === 3 ? "legendonly" : true)),
  );
  const shown = map.labels(POINTS, ["pca-1", "pca-2"], [...CLASSES_OF.slice(0, 9), []], [3]);
  assert.deepEqual(
    shown.flatMap(({ visible, text }) => (visible ? [] : [text])),
    ["3", "9"],
  );
});

test("without points the clouds are there, with nothing in them", () => {
  const groups = groupsBy("correct");
  const empty = map.withoutPoints(map.traces(POINTS, groups, ["pca-1", "pca-2"], [], [5, 7]));
  assert.deepEqual(
    empty.map(({ type, name, x, y }) => [type, name, x.length, y.length]),
    groups.names.map((name) => ["scatter", name, 0, 0]),
  );
});

test("a class without digits leaves the numerals of the others where they are", () => {
  const all = map.labels(POINTS, ["tsne-1", "tsne-2"], CLASSES_OF);
  const some = map.labels(POINTS, ["tsne-1", "tsne-2"], [...CLASSES_OF.slice(0, 9), []]);
  assert.deepEqual(
    some.map(({ x, y, visible }) => visible && Number.isFinite(x + y)),
    all.map((_, digit) => digit < 9),
  );
});

test("axes with units say so, and the others hide their numbers", () => {
  const pca = map.layoutOf({ ...VIEW, projection: "pca", x: 3, y: 1 }, POINTS, {}, CLASSES_OF);
  assert.deepEqual([pca.xaxis.title.text, pca.yaxis.title.text], ["PC3, 2 % of variance", "PC1, 0 % of variance"]);
  assert.equal(pca.xaxis.showticklabels, true);
  const tsne = map.layoutOf({ ...VIEW, x: 3, y: 1 }, POINTS, {}, CLASSES_OF);
  assert.match(tsne.xaxis.title.text, /^t-SNE/);
  assert.equal(tsne.xaxis.showticklabels, false);
});

test("a narrow map has short titles, and room for them only where there are any", () => {
  /** @param {object} change */
  const narrow = (change) => map.layoutOf({ ...VIEW, ...change }, POINTS, {}, CLASSES_OF, { narrow: true });
  const pca = narrow({ projection: "pca", x: 3, y: 1 });
  const tsne = narrow({ projection: "tsne" });
  assert.deepEqual([pca.xaxis.title.text, pca.yaxis.title.text], ["PC3", "PC1"]);
  assert.deepEqual([tsne.xaxis.title.text, tsne.yaxis.title.text], ["", ""]);
  assert.ok(tsne.margin.b < pca.margin.b);
  assert.deepEqual(map.shortTitlesOf({ ...VIEW, projection: "axes", unitX: 4, unitY: 9 }), ["unit 4", "unit 9"]);
});

test("raw axes name their units and need not be equally long", () => {
  const columns = { ...POINTS.columns, "unit-4": POINTS.columns["pca-1"], "unit-9": POINTS.columns["pca-2"] };
  const raw = map.layoutOf({ ...VIEW, projection: "axes" }, { ...POINTS, columns }, {}, CLASSES_OF);
  assert.deepEqual([raw.xaxis.title.text, raw.yaxis.title.text], ["activation of unit 4", "activation of unit 9"]);
  assert.equal(raw.xaxis.showticklabels, true);
  assert.equal(raw.yaxis.scaleanchor, false);
});

test("one unit across is as long as one unit up", () => {
  assert.equal(map.layoutOf(VIEW, POINTS, {}, CLASSES_OF).yaxis.scaleanchor, "x");
});

/** @type {[number, number]} */
const TEN = [0, 10];

test("where both axes have one scale, the one with room to spare shows more on both sides", () => {
  const margin = { l: 50, r: 0, t: 40, b: 60 };
  const layout = { margin, xaxis: { range: TEN }, yaxis: { range: TEN, scaleanchor: "x" } };
  const [across, up] = map.scalesOf(layout, 450, 300);
  assert.equal(across.slope, 20); // 200 pixels of height for 10 units decide
  assert.equal(up.slope, -20);
  assert.equal(across.origin + across.slope * 5, 50 + 200);
  assert.equal(up.origin + up.slope * 5, 40 + 100);
});

test("axes of their own scales fill the plot", () => {
  const margin = { l: 50, r: 0, t: 40, b: 60 };
  const layout = { margin, xaxis: { range: TEN }, yaxis: { range: TEN, scaleanchor: /** @type {false} */ (false) } };
  const [across, up] = map.scalesOf(layout, 450, 300);
  assert.deepEqual([across.origin, across.slope, up.origin, up.slope], [50, 40, 240, -20]);
});

test("a zoom shows its part of the map, and nothing that is off it", () => {
  const margin = { l: 50, r: 0, t: 40, b: 60 };
  const layout = { margin, xaxis: { range: TEN }, yaxis: { range: TEN, scaleanchor: "x" } };
  const [across, up] = map.rangesInView(layout, 450, 300, [
    [4, 6],
    [-2, 2],
  ]);
  assert.deepEqual(
    [across, up],
    [
      [1, 9],
      [0, 4],
    ],
  );
  const beyond = map.rangesInView(layout, 450, 300, [
    [-99, 99],
    [0, 1],
  ]);
  assert.deepEqual(beyond, map.rangesInView(layout, 450, 300));
});

test("what is chosen at the controls becomes the view of the map", () => {
  /** @type {Object<string, string>} */
  const chosen = { "projection": "pca", "colour": "label", "x": "3", "y": "1", "unit-x": "8", "unit-y": "19" };
  assert.deepEqual(
    viewOf((id) => chosen[id.replace("map-", "")]),
    { projection: "pca", colour: "label", values: "label", x: 3, y: 1, unitX: 8, unitY: 19 },
  );
  Object.assign(chosen, { "colour": "unit", "colour-unit": "7" });
  assert.equal(viewOf((id) => chosen[id.replace("map-", "")]).values, "unit-7");
});

test("of many classes the largest are named, and a name is text for Plotly too", () => {
  const sizes = Array.from({ length: 30 }, (_, k) => Array(k).fill(0));
  assert.deepEqual(
    map.largest(sizes),
    Array.from({ length: 12 }, (_, k) => 18 + k),
  );
  assert.equal(map.largest(sizes.slice(0, 20)).length, 20);
  const [shown] = map.numerals([{ index: 0, x: 0, y: 0, text: '<b>&"', visible: true }]);
  assert.equal(shown.text, '&lt;b&gt;&amp;"');
});
