import test from "node:test";
import assert from "node:assert/strict";
import { filled, mapOf, numbersOf, usualColumns, viewOf } from "../../../assets/js/core/map_choice.js";

const AXES = { x: 3, y: 1, unitX: 8, unitY: 19 };

test("a map is spanned by what is chosen where something can be, and else by its usual axes", () => {
  assert.deepEqual(numbersOf({ ...AXES, projection: "pca" }), [3, 1]);
  assert.deepEqual(numbersOf({ ...AXES, projection: "axes" }), [8, 19]);
  assert.deepEqual(numbersOf({ ...AXES, projection: "umap" }), [1, 2]);
});

test("a pattern is filled with a number", () => assert.equal(filled("PC{}", 3), "PC3"));

test("the usual axes have columns", () => assert.deepEqual(usualColumns("tsne"), ["tsne-1", "tsne-2"]));

/** @param {Object<string, string>} chosen */
const valuesOf = (chosen) => viewOf((id) => ({ "map-x": "1", "map-y": "2", ...chosen })[id] ?? "0").values;

test("colours by what a map keeps are those of the map in view, on its usual axes alone", () => {
  const kept = { "map-colour": "kept" };
  assert.equal(valuesOf({ ...kept, "map-projection": "umap" }), "kept-umap");
  assert.equal(valuesOf({ ...kept, "map-projection": "pca" }), "kept-pca");
  assert.equal(valuesOf({ ...kept, "map-projection": "pca", "map-y": "3" }), "unknown");
  assert.equal(valuesOf({ "map-colour": "unit", "map-colour-unit": "7", "map-projection": "umap" }), "unit-7");
});

test("a map that there is not is refused", () => assert.throws(() => mapOf("isomap"), /no map isomap/));
