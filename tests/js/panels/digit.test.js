import test from "node:test";
import assert from "node:assert/strict";
import { frame, facts } from "../../../assets/js/panels/digit.js";
import { count } from "../given.js";

test("the panel has ten classes and a button for each neighbour", () => {
  const html = frame({ probabilities: Array(10).fill({}), neighbours: Array(7).fill({}) });
  assert.equal(count(html, "<progress"), 10);
  assert.equal(count(html, '<button type="button"><canvas'), 7);
});

test("a misread digit is marked, one read right and a drawing are not", () => {
  const common = { name: "No. 5", predicted: 3, confidence: "> 99.9 %" };
  assert.match(facts({ ...common, label: 4 }), /class="wrong"/);
  assert.doesNotMatch(facts({ ...common, label: 3 }), /class="wrong"/);
  assert.doesNotMatch(facts({ ...common, label: null }), /class="wrong"/);
});

test("label, prediction and confidence are told, and a drawing has no label", () => {
  const shown = facts({ name: "No. 5", label: 4, predicted: 9, confidence: "< 0.1 %" });
  assert.match(shown, /labelled<\/button> <strong>4/);
  assert.match(shown, /read<\/button> as <strong>9<\/strong>, &#60; 0.1 %/);
  assert.doesNotMatch(facts({ name: "Your drawing", label: null, predicted: 9, confidence: "1 %" }), /labelled/);
});
