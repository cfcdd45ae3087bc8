import test from "node:test";
import assert from "node:assert/strict";
import { cellText, heads, ticks, margin, summary } from "../../../assets/js/panels/data_frame.js";
import { count } from "../given.js";

test("every column has a head that names its unit, and Tab reaches one of them", () => {
  const html = heads([5, 0, 9]);
  assert.deepEqual(
    [...html.matchAll(/data-unit="(\d+)"/g)].map(([, unit]) => unit),
    ["5", "0", "9"],
  );
  assert.equal(count(html, 'tabindex="0"'), 1);
  assert.equal(count(html, 'aria-label="unit '), 3);
});

test("columns by index have numbers, others say what their order is", () => {
  assert.match(ticks("index", 128), /left: 50.39%">64</);
  assert.match(ticks("clustered", 128), /side by side/);
});

test("the bands are as high as their share of the rows", () => {
  const html = margin(
    [
      { label: 0, from: 0, to: 25 },
      { label: 3, from: 25, to: 100 },
    ],
    100,
  );
  assert.match(html, /class-3" style="top: 25.00%; height: 75.00%">3</);
});

test("without bands the rows are numbered", () => {
  assert.match(margin(null, 10000), /top: 20%">2,000</);
});

test("the overview says how many digits a line stands for", () => {
  assert.match(summary(10000, 480), /mean of about 21 digits/);
  assert.match(summary(300, 300), /one line is one digit/);
});

test("what is said of a cell names its unit so that it can be opened", () => {
  assert.match(cellText("No. 7, labelled 1", 57, "3.4"), /^No\. 7, labelled 1, .*data-unit="57".*: 3\.4$/);
});
