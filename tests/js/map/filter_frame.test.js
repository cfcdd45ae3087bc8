import test from "node:test";
import assert from "node:assert/strict";
import { countInWords, fieldOf, filterInWords, sections } from "../../../assets/js/map/filter_frame.js";
import { known } from "../../../assets/js/core/filtering.js";
import { know, pageData } from "../../../assets/js/core/page_data.js";
import { count } from "../given.js";
import { POINTS } from "../made_up.js";
import { DIGITS } from "../page.js";

const COLUMN = { title: "", words: "", values: null, written: "number", needs: [] };

test("a filter is told in words, many values as some and the others", () => {
  const filter = [
    { column: "predicted", among: [9] },
    { column: "correct", among: [0] },
    { column: "confidence", from: 0.2, to: 0.9 },
  ];
  assert.equal(filterInWords(filter), "read as 9, read wrongly, confidence 0.2 to 0.9");
  const many = [{ column: "label", among: [0, 1, 2, 3, 4, 5] }];
  assert.equal(filterInWords(many), "label 0 or 1 or 2 or 3 or 2 others");
  assert.equal(filterInWords(many, 6), "label 0 or 1 or 2 or 3 or 4 or 5");
  assert.equal(filterInWords([]), "");
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
  const column = { ...COLUMN, title: "Many", values: names, of: () => Int16Array.from([4999, 4999, -1]) };
  const html = sections({ many: column }, POINTS, []);
  assert.equal(count(html, "data-filter-value"), 300);
  assert.match(html, /value 4999 /);
  assert.match(html, /The 300 most frequent of 5,000/);
});

test("a column without a number has no range, and names are text, never markup", () => {
  const column = { ...COLUMN, title: "<i>", of: () => Float32Array.from([NaN]) };
  const html = sections({ '"<b>': column }, POINTS, []);
  assert.match(html, /No values/);
  assert.equal(count(html, "<i>") + count(html, "<b>"), 0);
  know({ dataset: { ...DIGITS, classes: Array.from("0123456789", (digit) => `<u>${digit}`) } });
  assert.equal(count(sections(known(), POINTS, []), "<u>"), 0);
  know({ dataset: DIGITS });
});

test("what is asked of a unit or a map names it, and what nobody knows is left out", () => {
  const filter = ["unit-7", "kept-umap", "unit-128"].map((column) => ({ column, from: 2, to: 15 }));
  assert.equal(filterInWords(filter), "unit 7's activation 2 to 15, kept on UMAP 2 to 15");
});

test("dates are asked for as dates, and what is missing is counted", () => {
  const dates = { ...COLUMN, title: "Taken", written: "time", of: () => Float64Array.of(0, 864e4, NaN) };
  const html = sections({ taken: dates }, POINTS, []);
  assert.equal(count(html, 'type="date"'), 2);
  assert.match(html, /1 digit has no value/);
  const hours = { ...dates, of: () => Float64Array.of(0, 7200) };
  assert.equal(count(sections({ taken: hours }, POINTS, []), 'type="datetime-local"'), 2);
});

test("images without a label are counted, and columns of too many texts named", () => {
  const before = pageData("map");
  know({ map: { ...before, texts: ["<b>caption"] } });
  const labels = { ...COLUMN, title: "Label", values: ["a", "b"], of: () => Int16Array.of(0, 1, -1, -1) };
  const html = sections({ label: labels }, POINTS, []);
  assert.match(html, /2 digits have no value/);
  assert.match(html, /Too many different texts to ask for: “&#60;b&#62;caption”/);
  know({ map: before });
});

test("a date that is typed is a day from its first moment to its last", () => {
  const { said, read } = fieldOf({ low: 0, high: 864e4, unit: 86_400, written: "time", whole: false });
  assert.deepEqual([read("1970-01-02", "from"), read("1970-01-02", "to")], [86_400, 172_799.999]);
  assert.equal(said(172_799.999), "1970-01-02");
});
