import test from "node:test";
import assert from "node:assert/strict";
import { pinOf } from "../../../assets/js/panels/pin.js";

test("a digit of the data set is pinned by its selection", () => {
  assert.deepEqual(pinOf("sample:5", null), { shows: "sample:5" });
  assert.deepEqual(pinOf("sample:5", { shows: "drawn:3", image: "AA", kind: "drawing" }), { shows: "sample:5" });
});

test("a drawing is pinned with the picture of the landing and what it is, and nothing else of it", () => {
  const landing = { shows: "drawn:4", image: "AA", kind: "picture", predicted: 7 };
  assert.deepEqual(pinOf("drawn:3", landing), { shows: "drawn:4", image: "AA", kind: "picture" });
});

test("where there is nothing, nothing is pinned", () => {
  assert.equal(pinOf(null, null), null);
  assert.equal(pinOf("drawn:3", null), null);
});
