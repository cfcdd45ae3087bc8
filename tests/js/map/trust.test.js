import test from "node:test";
import assert from "node:assert/strict";
import { trust, withTerms } from "../../../assets/js/map/trust.js";

/** @type {Parameters<typeof trust>[1]} */
const FACTS = { quality: { pca: "fair", tsne: "good", axes: "best pair" }, bestAxes: [3, 5], separation: 0.8 };
const AXES = { projection: "tsne", x: 1, y: 2, unitX: 3, unitY: 5 };
const loadUnit = async () => ({ separation: [0, 0, 0, 0, 0, 0, 0.25] });
/** @param {object} axes */
const words = (axes) => trust({ ...AXES, ...axes }, FACTS, loadUnit);

test("a map has the words on its quality", async () => {
  assert.equal(await words({}), "good");
  assert.equal(await words({ projection: "axes" }), "best pair");
  assert.equal(await words({ projection: "pca", x: 2, y: 1 }), "fair");
});

test("other components than the measured ones are told apart", async () => {
  assert.match(await words({ projection: "pca", x: 3 }), /^Of the first two components, not .*: fair$/);
});

test("other units are compared with the best pair", async () => {
  assert.match(
    await words({ projection: "axes", unitX: 4, unitY: 6 }),
    /^Units 4 and 6 .* 25 % .* 3 and 5, for 80 %.$/,
  );
});

test("the measures explain themselves, and nothing else in the words is HTML", () => {
  const html = withTerms("<trustworthiness 0.995>, continuity 0.990; the 10 nearest points name the right class");
  for (const key of ["trustworthiness", "continuity", "knn-accuracy"])
    assert.ok(html.includes(`data-term="${key}"`), key);
  assert.ok(html.startsWith("&#60;<button"));
});
