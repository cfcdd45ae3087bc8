import test from "node:test";
import assert from "node:assert/strict";
import { spreadOf, trailMarkup, sentence } from "../../../assets/js/drawing/landing.js";

test("a landing is as uncertain as its nearest digits lie far: the median of their distances on the map", () => {
  const columns = [Float32Array.of(3, 0, 99, 6), Float32Array.of(4, 1, 99, 8)];
  assert.equal(spreadOf([0, 0], columns, [0, 1, 3]), 5);
  assert.equal(spreadOf([0, 0], columns, [0, 3]), 7.5);
});

test("the trail goes from place to place and its end is the clearest", () => {
  const lines = trailMarkup([
    [0, 0],
    [10, 0],
    [10, 5],
  ]).match(/<line [^>]*>/g);
  assert.deepEqual(lines, [
    '<line x1="0.0" y1="0.0" x2="10.0" y2="0.0" opacity="0.50"/>',
    '<line x1="10.0" y1="0.0" x2="10.0" y2="5.0" opacity="1.00"/>',
  ]);
  assert.equal(trailMarkup([[3, 4]]), "");
});

test("the landing is told with prediction, share and map", () => {
  const words = sentence({ kind: "drawing", reading: "4", confidence: 0.873, warning: "" }, "UMAP", true, false);
  for (const part of [/\b4\b/, /87\.3 %/, /UMAP/]) assert.match(words, part);
});

test("a ring that cannot be seen is not spoken of", () => {
  const landing = { kind: "drawing", reading: "4", confidence: 0.873, warning: "" };
  assert.match(sentence(landing, "PCA", true, false), /ring/);
  assert.doesNotMatch(sentence(landing, "PCA", false, false), /ring/);
});

test("what may be no digit is not read without a warning that says why", () => {
  const strange = { kind: "drawing", reading: "8", confidence: 0.9996, warning: "it lies farther than all others" };
  const words = sentence(strange, "PCA", true, false);
  assert.match(words, /read as 8 with > 99.9 %, but it may be no digit: it lies farther than all others\./);
  assert.match(words, /PCA map/);
  assert.doesNotMatch(sentence({ ...strange, warning: "" }, "PCA", true, false), /no digit/);
});

test("what is being drawn is read so far", () => {
  const landing = { kind: "drawing", reading: "4", confidence: 0.9996, warning: "" };
  assert.match(sentence(landing, "PCA", true, true), /^Your drawing so far is read as 4 with > 99.9 %/);
  assert.doesNotMatch(sentence(landing, "PCA", true, false), /so far/);
});

test("a picture is not called a drawing", () => {
  for (const warning of ["", "it lies farther than all others"]) {
    const words = sentence({ kind: "picture", reading: "4", confidence: 0.9, warning }, "PCA", true, false);
    assert.match(words, /^Your picture is read as 4/);
    assert.doesNotMatch(words, /drawing/);
  }
});
