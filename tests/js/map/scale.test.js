import test from "node:test";
import assert from "node:assert/strict";
import { groupsOf } from "../../../assets/js/map/colouring.js";
import { scaleBar } from "../../../assets/js/map/scale.js";
import { count } from "../given.js";
import { colouring } from "../page.js";

test("the bar says of what it is, from where to where, and how many; its name is text", () => {
  const one = colouring({ name: "own-0", title: '<b>&"', kind: "continuous" });
  const html = scaleBar(groupsOf(one, Float64Array.of(1, 2, 2, NaN)));
  assert.match(html, /aria-label="&#60;b&#62;&#38;&#34;: 3 digits from 1 to 2"/);
  assert.doesNotMatch(html, /<b>/);
  assert.equal(count(html, "<rect"), 2, "one for each of two whole numbers");
  assert.match(scaleBar(groupsOf(one, Float64Array.of(NaN))), /no digit has a value/);
  assert.equal(
    scaleBar(groupsOf(colouring({ name: "x", groups: ["a"], colours: ["#000000"] }), Float64Array.of(0))),
    "",
  );
});

test("a range can be drawn over what a filter can ask for, and over nothing else", () => {
  const values = Float64Array.of(0.5, 2, NaN);
  /** @param {string} column */
  const bar = (column) => scaleBar(groupsOf(colouring({ name: "x", title: "X", kind: "continuous", column }), values));
  for (const column of ["unit-3", "kept-tsne"]) {
    assert.equal(count(bar(column), 'role="slider"'), 2);
  }
  for (const column of ["distance", "unknown", "unit-128"]) assert.doesNotMatch(bar(column), /slider/);
});
