import test from "node:test";
import assert from "node:assert/strict";
import { groupsOf } from "../../../assets/js/map/colouring.js";
import { ends, histogram, scaleBar } from "../../../assets/js/map/scale.js";
import { count } from "../given.js";
import { colouring } from "../page.js";

test("a histogram counts every value once, both ends of the range among them, and none that is missing", () => {
  assert.deepEqual(histogram([0, 1, 2, 3, 4, NaN], [0, 4], 4), [1, 1, 1, 2]);
  assert.deepEqual(histogram([5, 5, NaN], [5, 5], 3), [2, 0, 0]);
  assert.deepEqual(histogram([NaN], [Infinity, -Infinity], 2), [0, 0]);
});

test("the ends of a range are numbers with few digits and a true minus sign", () => {
  assert.deepEqual(ends([-12.34567, 1234567], "number"), ["−12.35", "1234567"]);
  assert.deepEqual(ends([-1.5e-9, 0], "number"), ["−1.5e−9", "0"]);
});

test("dates are dates, with the time of day where they are near to each other", () => {
  const day = Date.UTC(2024, 1, 29) / 1000;
  assert.deepEqual(ends([0, day], "time"), ["1970-01-01", "2024-02-29"]);
  assert.deepEqual(ends([day, day + 5400], "time"), ["2024-02-29 00:00", "2024-02-29 01:30"]);
});

test("the bar says of what it is, from where to where, and how many; its name is text", () => {
  const one = colouring({ name: "own-0", title: '<b>&"', kind: "continuous" });
  const html = scaleBar(groupsOf(one, Float64Array.of(1, 2, 2, NaN)));
  assert.match(html, /aria-label="&#60;b&#62;&#38;&#34;: 3 images from 1 to 2"/);
  assert.doesNotMatch(html, /<b>/);
  assert.equal(count(html, "<rect"), 32);
  assert.match(scaleBar(groupsOf(one, Float64Array.of(NaN))), /no image has a value/);
  assert.equal(
    scaleBar(groupsOf(colouring({ name: "x", groups: ["a"], colours: ["#000000"] }), Float64Array.of(0))),
    "",
  );
});
