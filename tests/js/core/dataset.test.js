import test from "node:test";
import assert from "node:assert/strict";
import { className, labelled, one, shortened } from "../../../assets/js/core/dataset.js";

test("an image without a label is of no class, and nothing is said of it", () => {
  assert.deepEqual([className(7), className(-1)], ["7", "–"]);
  assert.deepEqual([labelled(7), labelled(-1)], ["labelled 7, ", ""]);
});

test("a noun has its article", () => assert.deepEqual(["digit", "image"].map(one), ["a digit", "an image"]));

test("a name is cut where there is no room for it, and nowhere else", () => {
  assert.equal(shortened("Ankle boot", 10), "Ankle boot");
  assert.equal(shortened("Ankle boots", 7), "Ankle…");
});
