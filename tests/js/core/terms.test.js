import test from "node:test";
import assert from "node:assert/strict";
import { meaningId, term, warningMark } from "../../../assets/js/core/terms.js";

test("a term is a button that is described by its meaning in the glossary", () => {
  const html = term("pca", "PCA");
  assert.match(html, /^<button type="button" [^>]*data-term="pca"[^>]*>PCA<\/button>$/);
  assert.ok(html.includes(`aria-describedby="${meaningId("pca")}"`));
});

test("what is said of a term in one place is there for those who see it and those who do not", () => {
  const html = term("pca", "PCA", 'two "axes"');
  assert.match(html, /data-tip="two &#34;axes&#34;"/);
  assert.match(html, /PCA<span class="visually-hidden">: two &#34;axes&#34;<\/span><\/button>$/);
});

test("only what may be no digit is marked", () => {
  assert.equal(warningMark("", null), "");
  assert.match(warningMark("it is far out", null), /data-term="strangeness".*Here, it is far out\..*>maybe no digit</);
  assert.match(warningMark("it is far out", 4), />unlike others</);
});
