import test from "node:test";
import assert from "node:assert/strict";
import { filled, mapOf, numbersOf, usualColumns } from "../../../assets/js/core/map_choice.js";

const AXES = { x: 3, y: 1, unitX: 8, unitY: 19 };

test("a map is spanned by what is chosen where something can be, and else by its usual axes", () => {
  assert.deepEqual(numbersOf({ ...AXES, projection: "pca" }), [3, 1]);
  assert.deepEqual(numbersOf({ ...AXES, projection: "axes" }), [8, 19]);
  assert.deepEqual(numbersOf({ ...AXES, projection: "umap" }), [1, 2]);
});

test("a pattern is filled with a number", () => assert.equal(filled("PC{}", 3), "PC3"));

test("the usual axes have columns", () => assert.deepEqual(usualColumns("tsne"), ["tsne-1", "tsne-2"]));

test("a map that there is not is refused", () => assert.throws(() => mapOf("isomap"), /no map isomap/));
