import test from "node:test";
import assert from "node:assert/strict";
import { addressOf, digitOf, isCurrent, markedDigit, numberOf, positionOf } from "../../../assets/js/core/selection.js";
import { set } from "../../../assets/js/core/store.js";

test("the drawing counts its updates, and everything else comes before the first", () => {
  assert.equal(numberOf("drawn:7"), 7);
  for (const other of ["sample:7", undefined, "", "drawn"]) assert.ok(numberOf(other) < numberOf("drawn:0"));
});

test("a landing has a place on every pair of axes", () => {
  const landing = {
    features: [0, 7, 9],
    coordinates: { "pca-1": 1, "pca-3": 3, "tsne-1": 10, "tsne-2": 20, "umap-1": -1, "umap-2": -2 },
  };
  assert.deepEqual(positionOf(landing, ["pca-3", "pca-1"]), [3, 1]);
  assert.deepEqual(positionOf(landing, ["tsne-1", "tsne-2"]), [10, 20]);
  assert.deepEqual(positionOf(landing, ["unit-2", "unit-0"]), [9, 0]);
  assert.deepEqual(positionOf(landing, ["umap-2", "umap-1"]), [-2, -1]);
});

test("only a digit of the data set has an address", () => {
  assert.equal(addressOf({ shows: "sample:12" }), "12");
  assert.equal(addressOf({ shows: "drawn:12", image: "AA" }), "");
  assert.equal(addressOf(null), "");
});

test("only a selection of the data set is a digit", () => {
  assert.equal(digitOf("sample:0"), 0);
  for (const other of ["drawn:5", null, undefined, ""]) assert.equal(digitOf(other), null);
});

test("the digit that a drawing started from keeps its mark", () => {
  set("drawing", { strokes: [], base: null, origin: 7, width: "2.3", normalised: true });
  set("selection", "drawn:2");
  assert.equal(markedDigit(), 7);
  set("selection", "sample:3");
  assert.equal(markedDigit(), 3);
  set("drawing", null);
  set("selection", "drawn:3");
  assert.equal(markedDigit(), null);
});

test("a view of the drawing stays current from stroke to stroke", () => {
  assert.ok(isCurrent("sample:3", "sample:3"));
  assert.ok(isCurrent("drawn:3", "drawn:4"));
  /** @type {[string, string | null][]} */
  const others = [
    ["sample:3", "sample:4"],
    ["drawn:3", "sample:3"],
    ["sample:3", null],
  ];
  for (const [shows, selection] of others) assert.ok(!isCurrent(shows, selection));
});
