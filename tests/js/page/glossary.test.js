import test from "node:test";
import assert from "node:assert/strict";
import { content } from "../../../assets/js/page/glossary.js";

const TERMS = {
  relu: { group: "The network", name: "ReLU", meaning: "below 0 becomes 0" },
  pca: { group: "The maps", name: "PCA", meaning: "where r < 1" },
  unit: { group: "The network", name: "Unit", meaning: "one of 128" },
};

test("every term stands under its group, with an id on its meaning", () => {
  const parts = content(TERMS).split("<h3>").slice(1);
  assert.equal(parts.length, 2);
  assert.ok(parts[0].startsWith("The network"));
  for (const key of ["relu", "unit"]) assert.ok(parts[0].includes(`id="meaning-${key}"`));
  assert.ok(parts[1].includes('<dd id="meaning-pca">where r &#60; 1</dd>'));
});
