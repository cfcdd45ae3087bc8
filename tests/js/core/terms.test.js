import test from "node:test";
import assert from "node:assert/strict";
import { meaningId, term } from "../../../assets/js/core/terms.js";

test("a term is a button that is described by its meaning in the glossary", () => {
  const html = term("pca", "PCA");
  assert.match(html, /^<button type="button" [^>]*data-term="pca"[^>]*>PCA<\/button>$/);
  assert.ok(html.includes(`aria-describedby="${meaningId("pca")}"`));
});
