import test from "node:test";
import assert from "node:assert/strict";
import * as colouring from "../../../assets/js/map/colouring.js";
import { COUNT, POINTS } from "../made_up.js";

const CLASSES = Array.from({ length: 10 }, (_, k) => `#00000${k}`);

const PALETTE = { classes: [..."0123456789"], colours: CLASSES, doubt: ["#a00", "#b00", "#c00", "#d00", "#e00"] };

for (const name of colouring.names) {
  const chosen = colouring.of(name, POINTS.columns, PALETTE);
  const members = colouring.membersOf(COUNT, chosen);

  test(`coloured by ${name}, every digit is in one group, in order, and every group has a name and a colour`, () => {
    assert.equal(chosen.names.length, chosen.colours.length);
    assert.equal(members.length, chosen.names.length);
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
    const { names, colours, of } = colouring.of(name, POINTS.columns, PALETTE);
    assert.deepEqual(names, [..."0123456789"]);
    assert.deepEqual(colours, CLASSES);
    for (let i = 0; i < COUNT; i++) assert.equal(of(i), POINTS.columns[name][i]);
  }
});

test("the misread digits are drawn last, on top of the others", () => {
  const chosen = colouring.of("correct", POINTS.columns, PALETTE);
  const misread = colouring.membersOf(COUNT, chosen).at(-1);
  assert.deepEqual(misread, [0, 7, 14, 21, 28, 35]);
});

test("the least sure digits are drawn last", () => {
  const groups = colouring.membersOf(COUNT, colouring.of("confidence", POINTS.columns, PALETTE));
  const sure = groups
    .filter((group) => group.length)
    .map((group) => Math.max(...group.map((i) => POINTS.columns.confidence[i])));
  assert.deepEqual(
    sure,
    [...sure].sort((a, b) => b - a),
  );
});

test("a step of confidence begins at its lower end", () => {
  assert.equal(colouring.sureness(0), 0);
  assert.ok(colouring.sureness(0.5) > colouring.sureness(0.4999));
  assert.ok(colouring.sureness(1) > colouring.sureness(0.998));
});

test("what is few and matters is drawn larger: the misread and the least sure", () => {
  /** @param {string} name */
  const larger = (name) => {
    const { names, larger } = colouring.of(name, POINTS.columns, PALETTE);
    return larger.map((k) => names[k]);
  };
  assert.deepEqual(larger("correct"), ["misread"]);
  assert.deepEqual(larger("confidence"), ["50–90 %", "< 50 %"]);
  assert.deepEqual(larger("label"), []);
});

test("the groups of a colouring hold every digit under the name and colour of its group", () => {
  const { kind, names, colours, members } = colouring.groupsOf("predicted", POINTS, PALETTE);
  assert.equal(kind, "class");
  assert.deepEqual([names.length, colours.length, members.length], [10, 10, 10]);
  members.forEach((group, k) => group.forEach((i) => assert.equal(POINTS.columns.predicted[i], k)));
});

test("images without a label are a group of their own, and read neither right nor wrongly", () => {
  const columns = { label: Int16Array.of(-1, 2), predicted: Int16Array.of(1, 2) };
  const { names, colours, of } = colouring.of("label", columns, PALETTE);
  assert.deepEqual([names.length, colours.length, names.at(-1)], [11, 11, "no label"]);
  assert.deepEqual([of(0), of(1)], [10, 2]);
  assert.deepEqual([0, 1].map(colouring.of("correct", columns, PALETTE).of), [0, 0]);
});
