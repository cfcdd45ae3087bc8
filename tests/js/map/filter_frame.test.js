import test from "node:test";
import assert from "node:assert/strict";
import { countInWords, filterInWords, sections } from "../../../assets/js/map/filter_frame.js";
import { known } from "../../../assets/js/core/filtering.js";
import { know } from "../../../assets/js/core/page_data.js";
import { count } from "../given.js";
import { POINTS } from "../made_up.js";
import { DIGITS } from "../page.js";

test("a filter is told in words, many values as some and the others", () => {
  const filter = [
    { column: "predicted", among: [9] },
    { column: "correct", among: [0] },
    { column: "confidence", from: 0.2, to: 0.9 },
  ];
  assert.equal(filterInWords(filter, known()), "read as 9, read wrongly, confidence 0.2 to 0.9");
  const many = [{ column: "label", among: [0, 1, 2, 3, 4, 5] }];
  assert.equal(filterInWords(many, known()), "label 0 or 1 or 2 or 3 or 2 others");
  assert.equal(filterInWords([], known()), "");
});

test("how many come through is told, also that none do", () => {
  assert.equal(countInWords(Uint8Array.from([1, 0, 1])), "2 of 3");
  assert.equal(countInWords(Uint8Array.from([0, 0])), "none of 2 digits");
});

test("everything that is known has a section, values as buttons with their numbers, the rest as a range", () => {
  const html = sections(known(), POINTS, [{ column: "label", among: [3] }]);
  assert.equal(count(html, "<section"), Object.keys(known()).length);
  assert.equal(count(html, "data-filter-value"), 10 + 2 + 10);
  assert.equal(count(html, 'aria-pressed="true"'), 1);
  assert.equal(count(html, "data-filter-end"), 2);
  assert.match(html, /3 <span class="hint"\s*>4</);
});

test("of very many values the most frequent have a button, and that is said", () => {
  const names = Array.from({ length: 5000 }, (_, k) => `value ${k}`);
  const column = { title: "Many", values: names, needs: [], of: () => Int16Array.from([4999, 4999, -1]) };
  const html = sections({ many: column }, POINTS, []);
  assert.equal(count(html, "data-filter-value"), 300);
  assert.match(html, /value 4999 /);
  assert.match(html, /The 300 most frequent of 5,000/);
});

test("a column without a number has no range, and names are text, never markup", () => {
  const column = { title: "<i>", values: null, needs: [], of: () => Float32Array.from([NaN]) };
  const html = sections({ '"<b>': column }, POINTS, []);
  assert.match(html, /No values/);
  assert.equal(count(html, "<i>") + count(html, "<b>"), 0);
  know({ dataset: { ...DIGITS, classes: Array.from("0123456789", (digit) => `<u>${digit}`) } });
  assert.equal(count(sections(known(), POINTS, []), "<u>"), 0);
  know({ dataset: DIGITS });
});
