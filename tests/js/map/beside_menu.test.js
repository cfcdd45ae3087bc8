import test from "node:test";
import assert from "node:assert/strict";
import "../page.js";
import { choices } from "../../../assets/js/map/beside_menu.js";

test("the menu offers the other maps by their titles, alone and two at once", () => {
  const offered = choices(["pca", "tsne", "umap"], "pca");
  assert.deepEqual(
    offered.map(({ words }) => words),
    ["no other map", "t-SNE", "UMAP", "t-SNE and UMAP"],
  );
  assert.deepEqual(
    offered.map(({ value }) => value),
    ["", "tsne", "umap", "tsne,umap"],
  );
});
