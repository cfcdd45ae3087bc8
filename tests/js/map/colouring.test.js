import test from "node:test";
import assert from "node:assert/strict";
import { colouringOf } from "../../../assets/js/core/map_choice.js";
import * as colouring from "../../../assets/js/map/colouring.js";
import { pixels } from "../../../assets/js/map/emphasis.js";
import { present } from "../given.js";
import { COUNT, POINTS } from "../made_up.js";
import { COLOURINGS, DIGITS, colouring as declared } from "../page.js";

const GROUPED = COLOURINGS.filter(({ kind }) => kind === "categorical");

/** The groups of a colouring of the made-up points. @param {string} name */
function groupsOf(name) {
  const one = colouringOf(name);
  return colouring.groupsOf(one, POINTS.columns[one.column]);
}

for (const { name } of GROUPED) {
  const { names, colours, members } = groupsOf(name);

  test(`coloured by ${name}, every digit is in one group, in order, and every group has a name and a colour`, () => {
    assert.equal(names.length, colours.length);
    assert.equal(members.length, names.length);
    assert.deepEqual(
      members.flat().sort((a, b) => a - b),
      [...Array(COUNT).keys()],
    );
    for (const group of members)
      assert.deepEqual(
        group,
        [...group].sort((a, b) => a - b),
      );
  });
}

test("coloured by label or prediction, group k is the digit k in the colour of class k", () => {
  for (const name of ["label", "predicted"]) {
    const { kind, names, colours, members } = groupsOf(name);
    assert.equal(kind, "class");
    assert.deepEqual([names, colours], [DIGITS.classes, DIGITS.colours]);
    members.forEach((group, k) => group.forEach((i) => assert.equal(POINTS.columns[name][i], k)));
  }
});

test("the misread digits are drawn last, on top of the others", () => {
  assert.deepEqual(groupsOf("correct").members.at(-1), [0, 7, 14, 21, 28, 35]);
});

test("the least sure digits are drawn last", () => {
  const sure = groupsOf("confidence")
    .members.filter((group) => group.length)
    .map((group) => Math.max(...group.map((i) => POINTS.columns.confidence[i])));
  assert.deepEqual(
    sure,
    [...sure].sort((a, b) => b - a),
  );
});

test("a step begins at its lower end", () => {
  const values = Float64Array.of(0, 0.4999, 0.5, 0.998, 1);
  const members = colouring.membersOf(values, 5, colouringOf("confidence").steps);
  assert.deepEqual(members, [[4], [3], [], [2], [0, 1], []]);
});

test("what is few and matters is drawn larger: the misread and the least sure", () => {
  const larger = GROUPED.map(({ name }) => groupsOf(name)).map(({ names, larger }) => larger.map((k) => names[k]));
  assert.deepEqual(larger, [[], [], ["50–90 %", "< 50 %"], ["misread"]]);
});

test("images without a value are a group of their own in grey, and it says how many they are", () => {
  const unlabelled = colouring.groupsOf(colouringOf("label"), Int16Array.of(-1, 2));
  assert.deepEqual([unlabelled.names.length, unlabelled.names.at(-1)], [11, "no label (1)"]);
  assert.deepEqual([unlabelled.members[2], unlabelled.members[10]], [[1], [0]]);
  const species = declared({ name: "own-1", groups: ["ash", "oak"], colours: ["#0000ff", "#00ff00"] });
  const own = colouring.groupsOf(species, Float64Array.of(1, NaN, 0, NaN));
  assert.deepEqual(own.names, ["ash", "oak", "no value (2)"]);
  assert.deepEqual(own.members, [[2], [0], [1, 3]]);
  assert.equal(own.colours[2], "#9aa3ae");
  assert.deepEqual(colouring.groupsOf(species, Float64Array.of(1, 0)).names, ["ash", "oak"]);
});

test("shades go from the least to the greatest value, and hide by whether there is a value", () => {
  const values = Float64Array.of(10, 30, NaN, 20, 30);
  const groups = colouring.groupsOf(declared({ name: "own-0", title: "age", kind: "continuous" }), values);
  const { shades, range } = present(groups.scale);
  assert.deepEqual(
    [groups.names, groups.members],
    [
      ["age", "no value (1)"],
      [[0, 1, 3, 4], [2]],
    ],
  );
  assert.deepEqual(range, [10, 30]);
  assert.equal(shades[1], shades[4]);
  const red = Array.from(shades, (shade) => shade & 255);
  assert.deepEqual([red[0], red[3], red[1], red[2]], [0, 128, 255, 0x9a]);
  const shown = pixels(5, groups, { hidden: { "own-0": [1] }, passing: null, group: null });
  assert.deepEqual([shown[2], shown[1]], [0, shades[1]]);
});

test("values of both signs reach as far on one side of zero as on the other", () => {
  const groups = colouring.groupsOf(declared({ name: "unit", kind: "signed" }), Float32Array.of(-1, 0, 4));
  const { shades, range } = present(groups.scale);
  assert.deepEqual(range, [-4, 4]);
  const [red, blue] = [shades[1] & 255, (shades[1] >> 16) & 255];
  assert.ok(Math.abs(red - 0x80) < 2 && Math.abs(blue - 0x80) < 2);
});

test("values that are all the same, and none at all, have a colour", () => {
  const one = declared({ name: "own-0", kind: "continuous" });
  for (const values of [Float64Array.of(3, 3), Float64Array.of(NaN, NaN)])
    assert.equal(
      colouring.groupsOf(one, values).scale?.shades.every((shade) => shade !== 0),
      true,
    );
});
