import test from "node:test";
import assert from "node:assert/strict";
import { mark, marks, rows } from "../../../assets/js/panels/runs.js";

test("what the sentence leaves out stands in a row each", () => {
  const html = rows([
    { name: "Nearest", words: "15 & more" },
    { name: "Island", words: "972 digits" },
  ]);
  assert.equal(html.split("<li>").length - 1, 2);
  assert.ok(html.includes("15 &#38; more"));
  assert.match(html, /data-term="island"/);
  assert.equal(rows([]), "");
});

test("a line leads from the ring to a mark, and ends at both", () => {
  assert.equal(
    mark({ here: [0, 0], there: [100, 0] }),
    '<path d="M10.0 0.0L95.0 0.0"/><circle cx="100.0" cy="0.0" r="5"/>',
  );
});

test("a mark within the ring has no line", () => {
  for (const there of [
    [0, 0],
    [8, 8],
  ])
    assert.doesNotMatch(mark({ here: [0, 0], there }), /path|NaN/);
});

test("every other place has a mark, that on the map has none", () => {
  const svg = marks([
    [5, 5],
    [50, 50],
    [90, 20],
  ]);
  assert.equal(svg.split("<circle").length - 1, 2);
  assert.equal(marks([]), "");
});
