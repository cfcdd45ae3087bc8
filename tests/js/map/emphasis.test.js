import test from "node:test";
import assert from "node:assert/strict";
import { isPlain, layers, meant, pixels } from "../../../assets/js/map/emphasis.js";
import { present } from "../given.js";

/** @type {import("../../../assets/js/core/store.js").Groups} */
const GROUPS = {
  kind: "class",
  names: ["one", "two", "none"],
  colours: ["#0000ff", "#00ff00", "#ff0000"],
  members: [[0, 3], [1, 2], []],
  larger: [],
};
const PLAIN = { hidden: {}, passing: null, group: null };
const SOME = Uint8Array.of(1, 1, 0, 0);

test("what the legend hides leaves no pixel, groups of another kind hide none", () => {
  const [one, hidden, , same] = pixels(4, GROUPS, { ...PLAIN, hidden: { class: [1] } });
  assert.ok(one !== 0 && one === same);
  assert.equal(hidden, 0);
  assert.notEqual(pixels(4, GROUPS, { ...PLAIN, hidden: { reading: [1] } })[1], 0);
});

test("what the filter keeps back is there, all alike, and cannot be meant", () => {
  const now = { ...PLAIN, passing: SOME };
  const [first, second, third, fourth] = pixels(4, GROUPS, now);
  assert.ok(third && third === fourth && ![first, second].includes(third) && first !== second);
  assert.deepEqual([...meant(4, GROUPS, now)], [1, 1, 0, 0]);
  assert.deepEqual([...meant(4, GROUPS, { ...now, hidden: { class: [0] } })], [0, 1, 0, 0]);
});

test("who is not in the group is seen through, and can be meant", () => {
  const now = { ...PLAIN, group: { name: "two", members: [3] } };
  const [other, , , member] = pixels(4, GROUPS, now);
  assert.ok(other && member && other !== member);
  assert.deepEqual([...meant(4, GROUPS, now)], [1, 1, 1, 1]);
});

test("layers go from what is kept back to the members of the group, which have an edge", () => {
  const now = { hidden: {}, passing: SOME, group: { name: "group", members: [0, 3] } };
  const found = layers(GROUPS, [5, 5, 5], "#123456", now);
  assert.deepEqual(
    found.map(({ members }) => members),
    [[3], [2], [1], [0], [0]],
  );
  assert.deepEqual([found[3].colour, found[4].colour], ["#123456", "#0000ff"]);
  assert.ok(found[3].diameter > found[4].diameter && present(found[0].opacity) < present(found[2].opacity));
});

test("without filter and group all is plain", () => {
  assert.ok(isPlain(PLAIN) && !isPlain({ ...PLAIN, passing: SOME }));
  assert.deepEqual(
    layers(GROUPS, [5, 5, 5], "#123456", PLAIN).map(({ members }) => members),
    [
      [0, 3],
      [1, 2],
    ],
  );
});
