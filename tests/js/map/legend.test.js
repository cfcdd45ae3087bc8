import test from "node:test";
import assert from "node:assert/strict";
import { hideNumerals, pixelColours } from "../../../assets/js/map/legend.js";
import { standIn } from "../given.js";

/** @type {import("../../../assets/js/map/legend.js").Drawn} */
const DRAWN = standIn({
  gd: { data: [{}, { visible: "legendonly" }, { visible: true }] },
  points: { count: 4, columns: {} },
  members: [[0, 3], [1], []],
  colouring: { colours: ["#0000ff", "#00ff00", "#ff0000"], digits: true },
});

test("points of a group that the legend hides have no colour", () => {
  const [one, hidden, without, same] = pixelColours(DRAWN);
  assert.ok(one !== 0 && one === same);
  assert.deepEqual([hidden, without], [0, 0]);
});

test("a class that is hidden or has no digits has no numeral", () => {
  const numerals = [{ visible: true }, { visible: true }, { visible: true }];
  assert.equal(hideNumerals(DRAWN, numerals), true);
  assert.deepEqual(numerals, [{ visible: true }, { visible: false }, { visible: false }]);
  assert.equal(hideNumerals(DRAWN, numerals), false);
});

test("where the colours are not the digits the numerals stay", () => {
  const numerals = [{ visible: true }, { visible: true }, { visible: true }];
  assert.equal(hideNumerals({ ...DRAWN, colouring: { ...DRAWN.colouring, digits: false } }, numerals), false);
});
