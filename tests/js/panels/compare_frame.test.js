import test from "node:test";
import assert from "node:assert/strict";
import {
  status,
  caption,
  reach,
  barPaths,
  namedBar,
  heading,
  receipt,
  contributionBars,
  inSight,
  letterPlaces,
} from "../../../assets/js/panels/compare_frame.js";
import { standIn } from "../given.js";

/** @param {string} shows @returns {import("../../../assets/js/types/views.js").Side} */
const side = (shows, more = {}) =>
  standIn({
    shows,
    name: "No. 5",
    label: 4,
    labelled: "4",
    predicted: 4,
    reading: "4",
    confidence: "> 99.9 %",
    warning: "",
    ...more,
  });

test("without a pin the panel says what A is and how to choose another", () => {
  assert.match(status({ pinned: false, sides: [side("sample:5")] }), /No\. 5.*Pin/);
  assert.match(status({ pinned: true, sides: [side("sample:5"), side("sample:6")] }), /A is pinned/);
  assert.match(status({ pinned: true, sides: [side("sample:5"), side("sample:5")] }), /same digit/);
});

test("a misread digit is marked, and a drawing has no label", () => {
  assert.match(caption(side("sample:5", { predicted: 9, reading: "9" }), "A"), /class="wrong">labelled 4, read as 9/);
  assert.doesNotMatch(caption(side("sample:5"), "A"), /wrong/);
  assert.doesNotMatch(caption(side("drawn:5", { label: null, predicted: 9 }), "B"), /wrong|a null/);
  assert.match(caption(side("sample:5"), "A"), /&#62; 99.9 %/);
});

test("names of classes are text, whatever they are", () => {
  const html = caption(side("sample:5", { labelled: '<b>&"', reading: "<i>" }), "A");
  assert.match(html, /labelled &#60;b&#62;&#38;&#34;, read as &#60;i&#62;/);
});

test("a side that may be no digit says so", () => {
  assert.match(caption(side("drawn:5", { warning: "it is far out" }), "B"), /Here, it is far out\./);
  assert.doesNotMatch(caption(side("drawn:5"), "B"), /no digit/);
});

test("bars go up for what B has more and down for what A has more", () => {
  const { positive, negative } = barPaths([2, -1, 0], 2);
  assert.match(positive, /^M0.075 50V0.00h0.85V50z$/);
  assert.match(negative, /^M1.075 50V75.00h0.85V50z$/);
});

test("where nothing differs no bar has a height and no number is missing", () => {
  assert.equal(reach([0, 0]), 1);
  assert.deepEqual(barPaths([0, 0], reach([0, 0])), { positive: "", negative: "" });
  assert.doesNotMatch(namedBar({ unit: 3, values: [0, 0], difference: 0 }, 1), /NaN/);
});

test("a named bar opens its unit and tells both activations", () => {
  const html = namedBar({ unit: 45, values: [1, 0.25], difference: -0.75 }, 1.5);
  assert.match(html, /data-unit="45"/);
  assert.match(html, /1.00 in A, 0.25 in B, difference −0.75/);
  assert.match(html, /negative.*height: 25.00%; top: 50%/);
});

test("a row about a unit is a button, any other is text", () => {
  assert.match(heading({ label: "unit 7", unit: 7 }), /<button.*data-unit="7"/);
  assert.equal(heading({ label: "position", unit: null }), "position");
});

test("the receipts have two columns an axis", () => {
  const html = receipt({
    axes: ["PC1", "PC2"],
    receipt: [{ label: "position", unit: null, values: ["1", "2", "3", "4"] }],
  });
  assert.match(html, /colspan="2">PC1<.*colspan="2">PC2</s);
  assert.equal(html.split("<td>").length - 1, 4);
});

test("what leads back is drawn to the left", () => {
  const html = contributionBars([
    { label: "unit 1", unit: 1, share: 0.5, percent: "+50 %" },
    { label: "residual", unit: null, share: -0.25, percent: "−25 %" },
  ]);
  assert.match(html, /positive" style="left: 50.00%; width: 50.00%/);
  assert.match(html, /negative" style="left: 25.00%; width: 25.00%/);
  assert.equal(contributionBars([]), "");
});

test("the letters stand beyond the ends of the line, and apart even if it has no length", () => {
  assert.deepEqual(
    letterPlaces(
      [
        [10, 0],
        [20, 0],
      ],
      5,
    ),
    [
      [5, 0],
      [25, 0],
    ],
  );
  assert.deepEqual(
    letterPlaces(
      [
        [10, 3],
        [10, 3],
      ],
      5,
    ),
    [
      [5, 3],
      [15, 3],
    ],
  );
});

test("a letter that the edge of the map would cut stands beside its spot, as far from it", () => {
  assert.deepEqual(inSight([50, 50], [40, 40], [200, 100]), [50, 50]);
  assert.deepEqual(inSight([60, 105], [60, 85], [200, 100]), [60 + Math.sqrt(20 ** 2 - 5 ** 2), 90]);
  assert.deepEqual(inSight([160, -5], [160, 15], [200, 100]), [160 - Math.sqrt(20 ** 2 - 5 ** 2), 10]);
  assert.deepEqual(inSight([210, 50], [190, 50], [200, 100]), [190, 50]);
});
