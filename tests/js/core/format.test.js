import test from "node:test";
import assert from "node:assert/strict";
import { plain, signed, percent, probability, escape } from "../../../assets/js/core/format.js";

test("a negative number has a true minus sign", () => assert.equal(plain(-1.234), "−1.23"));

test("a signed number has its sign, whichever it is", () => {
  assert.deepEqual([signed(1.5, 1), signed(-1.5, 1)], ["+1.5", "−1.5"]);
});

test("what rounds to zero has no sign", () => {
  assert.deepEqual([plain(-0.001), signed(-0.001), signed(0.001), signed(0)], ["0.00", "0.00", "0.00", "0.00"]);
});

test("a share is never rounded to certainty", () => {
  assert.deepEqual([0.9996, 0.9994, 1].map(percent), ["> 99.9 %", "99.9 %", "100.0 %"]);
  assert.deepEqual([0.0004, 0.0006, 0].map(percent), ["< 0.1 %", "0.1 %", "0.0 %"]);
});

test("text cannot become an element or leave an attribute", () => {
  assert.equal(escape(`<b a="1" c='2'>&`), "&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;");
});

test("a probability is never certain, whatever rounding made of it", () => {
  assert.deepEqual([0, 0.25, 1].map(probability), ["< 0.1 %", "25.0 %", "> 99.9 %"]);
});
