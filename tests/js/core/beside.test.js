import test from "node:test";
import assert from "node:assert/strict";
import { besideText, exchanged, offers, readBeside } from "../../../assets/js/core/beside.js";

const MAPS = ["axes", "pca", "tsne", "umap"];

test("what can be chosen comes back from its text", () => {
  for (const names of offers(MAPS, "tsne")) assert.deepEqual(readBeside(besideText(names), MAPS, "tsne"), names);
});

test("any one or two other maps can be chosen, or none", () => {
  const all = offers(MAPS, "tsne");
  assert.equal(all.length, 1 + 3 + 3);
  assert.ok(all.every((names) => !names.includes("tsne") && new Set(names).size === names.length));
  assert.deepEqual(offers(["pca"], "pca"), [[]]);
});

test("a text that names no other maps, one twice, the large one or too many is none", () => {
  for (const text of [
    "isomap",
    "pca,pca",
    "tsne",
    "pca,tsne",
    "axes,pca,umap",
    "pca,",
    ",",
    " pca",
    "x".repeat(10_000),
  ])
    assert.equal(readBeside(text, MAPS, "tsne"), undefined, text);
});

test("a map that becomes large leaves its place to the one that was", () => {
  assert.deepEqual(exchanged(["pca", "umap"], "tsne", "umap"), ["pca", "tsne"]);
  assert.deepEqual(exchanged(["pca"], "tsne", "umap"), ["pca"]);
});
