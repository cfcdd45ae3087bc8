import test from "node:test";
import assert from "node:assert/strict";
import { stepped, barsPath, content, heading, known, arrows } from "../../../assets/js/panels/unit_frame.js";
import { count } from "../given.js";

const LOADINGS = Array.from({ length: 128 }, (_, k) => [Math.cos(k) / 10, k === 3 ? 0 : Math.sin(k) / 10]);
const DIGIT = { index: 42, label: 7, image: "", description: "No. 42, a 7: activation 9.1" };
/** @param {number} index @param {number} mean @param {number | null} output */
const row = (index, mean, output) => ({ index, name: String(index), mean, output });
const UNIT = {
  unit: 5,
  dead: false,
  summary: "fires on 40 % of the digits",
  strongest: [DIGIT, { ...DIGIT, index: 43 }],
  weakest: [],
  classes: [0.1, -0.2, 0, 0, 0, 0, 0, 0, 0, 0.05].map((output, index) => row(index, 0.5, output)),
  histogram: [4, 0, 2],
  low: 0,
  top: 9.1,
  activation: 3,
  standing: "3.00 on No. 42: stronger than on < 0.1 % of the digits",
  related: [{ unit: 9, r: -0.61 }],
};
const DEAD = {
  ...UNIT,
  unit: 16,
  dead: true,
  strongest: [],
  classes: Array.from({ length: 10 }, (_, index) => row(index, 0, 0)),
  histogram: [0, 0, 0],
  top: 1,
  activation: 0,
  related: [],
};
const VIEW = { shows: "sample:42", name: "No. 42", units: [UNIT], together: "", active: [{ unit: 5, activation: 3 }] };

test("the arrow keys go round the end", () => {
  assert.equal(stepped(0, -1), 127);
  assert.equal(stepped(127, 1), 0);
  assert.equal(stepped(5, 1), 6);
});

test("only one unit or two that exist are known", () => {
  assert.deepEqual(known([3]), [3]);
  assert.deepEqual(known([3, 4]), [3, 4]);
  assert.deepEqual(known([3, 3]), [3]);
  for (const wrong of [undefined, null, [], 3, "3", [128], [-1], [1.5], ["3"], [1, 2, 3]])
    assert.equal(known(wrong), null);
});

test("the highest bar fills the height and an empty step has none", () => {
  assert.equal(count(barsPath([4, 0, 2]), "M"), 2);
  assert.match(barsPath([4, 0, 2]), /^M0 100V0.0h/);
  assert.equal(barsPath([0, 0]), "");
});

test("a dossier has its digits, ten classes, the related units and the digit's strongest units", () => {
  const html = content(VIEW, LOADINGS);
  assert.equal(count(html, "data-digit="), 2);
  assert.equal(count(html, '<li class="class-'), 10);
  assert.match(html, /data-unit="9">unit 9<\/button\s*><span>r = −0.61/);
  assert.match(html, /data-units="5,9"/);
  assert.match(html, /Strongest on No. 42/);
});

test("the selected digit is marked among the strongest, and so is the unit in view among the digit's", () => {
  const html = content(VIEW, LOADINGS);
  assert.match(html, /data-digit="42"[^>]*aria-current="true"/);
  assert.doesNotMatch(html, /data-digit="43"[^>]*aria-current/);
  assert.match(html, /data-unit="5" aria-current="true"/);
});

test("text of the server cannot become markup", () => {
  assert.match(content(VIEW, LOADINGS), /stronger than on &#60; 0.1 %/);
});

test("a unit that never fires has words in place of pictures, and no NaN", () => {
  const html = content({ ...VIEW, units: [DEAD], active: [] }, LOADINGS);
  assert.match(html, /no digit makes it fire/);
  assert.match(html, /none fires/);
  assert.doesNotMatch(html, /NaN|Infinity|undefined/);
});

test("two units stand side by side under one heading", () => {
  const view = { ...VIEW, units: [UNIT, DEAD], together: "correlation r = 0.1" };
  assert.deepEqual(heading(view), ["Units 5 and 16", "correlation r = 0.1"]);
  assert.deepEqual(heading(VIEW), ["Unit 5", UNIT.summary]);
  assert.equal(count(content(view, LOADINGS), "<article>"), 2);
  assert.equal(count(content(view, LOADINGS), "data-units"), 0);
});

test("every unit has an arrow, and one whose loadings are all zero a dot in the middle", () => {
  assert.equal(count(arrows(5, LOADINGS), "M100 100L"), 129);
  assert.match(arrows(0, Array(128).fill([0, 0])), /cx="100.0" cy="100.0"/);
});

test("without weighted scores there are no weights, and names of classes are text", () => {
  const unit = { ...UNIT, classes: [{ index: 0, name: "<b>", mean: 1, output: null }] };
  const html = content({ ...VIEW, units: [unit] }, LOADINGS);
  assert.doesNotMatch(html, /Weight in its|<b>/);
  assert.match(html, /&#60;b&#62;/);
});
