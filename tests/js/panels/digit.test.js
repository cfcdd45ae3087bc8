import test from "node:test";
import assert from "node:assert/strict";
import { frame, facts } from "../../../assets/js/panels/digit.js";
import { count } from "../given.js";

test("the panel has ten classes and a button for each neighbour", () => {
  const probabilities = Array.from({ length: 10 }, (_, index) => ({ index, name: String(index) }));
  const html = frame({ probabilities, neighbours: Array(7).fill({}) });
  assert.equal(count(html, "<progress"), 10);
  assert.equal(count(html, '<button type="button"><canvas'), 7);
});

test("a misread digit is marked, one read right and a drawing are not", () => {
  const common = { name: "No. 5", labelled: "4", predicted: 3, reading: "3", confidence: "> 99.9 %", warning: "" };
  assert.match(facts({ ...common, label: 4 }, false), /class="wrong"/);
  assert.doesNotMatch(facts({ ...common, label: 3 }, false), /class="wrong"/);
  assert.doesNotMatch(facts({ ...common, label: null }, false), /class="wrong"/);
});

test("label, prediction and confidence are told, and a drawing has no label", () => {
  const known = { name: "No. 5", label: 4, labelled: "4", predicted: 9, reading: "9" };
  const shown = facts({ ...known, confidence: "< 0.1 %", warning: "" }, false);
  assert.match(shown, /labelled<\/button> <strong>4/);
  assert.match(shown, /read<\/button> as <strong>9<\/strong>,\s+&#60; 0.1 %/);
  const drawing = { ...known, name: "Your drawing", label: null, labelled: "", confidence: "1 %", warning: "" };
  assert.doesNotMatch(facts(drawing, false), /labelled/);
  assert.match(facts(drawing, true), /Your drawing so far</);
  assert.doesNotMatch(facts(drawing, false), /so far/);
});

test("beside the reading of what may be no digit stands that, with the reason", () => {
  const read = { name: "Your drawing", label: null, labelled: "", predicted: 9, reading: "9" };
  const drawing = { ...read, confidence: "> 99.9 %", warning: "it is < all" };
  assert.match(facts(drawing, false), /data-term="strangeness" data-tip="Here, it is &#60; all\."/);
  assert.match(facts(drawing, false), /maybe no digit/);
  assert.doesNotMatch(facts({ ...drawing, warning: "" }, false), /maybe no digit/);
});

test("names of classes are text, whatever they are", () => {
  const read = { name: "No. 1", label: 0, labelled: '<b>&"', predicted: 1, reading: "<i>" };
  assert.match(facts({ ...read, confidence: "1 %", warning: "" }, false), /<strong>&#60;b&#62;&#38;&#34;<\/strong>/);
  const html = frame({ probabilities: [{ index: 0, name: '<b>&"' }], neighbours: [] });
  assert.match(html, /data-tip="(&#60;b&#62;&#38;&#34;)">\1<\/span>/);
  assert.doesNotMatch(html, /<b>|<i>/);
});
