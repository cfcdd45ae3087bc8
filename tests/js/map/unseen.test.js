import test from "node:test";
import assert from "node:assert/strict";
import { unseenWords } from "../../../assets/js/map/unseen.js";

const groups = /** @type {const} */ ({ kind: "digits", members: [[0, 1], [2], [3]] });

/** @param {{hidden?: number[], passing?: number[], group?: number[]}} given */
function said({ hidden = [], passing, group }) {
  const now = {
    hidden: { [groups.kind]: hidden },
    passing: passing ? Uint8Array.from(passing) : null,
    group: group ? { name: "some", members: group } : null,
  };
  return unseenWords(4, { ...groups, members: groups.members.map((one) => [...one]) }, now);
}

test("what hides all of a group, or all that a filter lets through, is said", () => {
  assert.equal(said({ hidden: [0], group: [0, 1] }), "The legend hides all of the group.");
  assert.equal(said({ hidden: [0], passing: [1, 1, 0, 0] }), "The legend hides all that the filter lets through.");
  assert.equal(said({ passing: [0, 0, 1, 1], group: [0, 1] }), "The filter keeps all of the group back.");
  assert.equal(
    said({ hidden: [0], passing: [1, 0, 1, 0], group: [0, 3] }),
    "Legend and filter together hide all of the group.",
  );
});

test("nothing is said as long as something is seen, or the filter itself says that it leaves nothing", () => {
  assert.equal(said({}), "");
  assert.equal(said({ hidden: [0, 1, 2] }), "");
  assert.equal(said({ hidden: [0], group: [1, 2] }), "");
  assert.equal(said({ hidden: [0], passing: [1, 1, 1, 0] }), "");
  assert.equal(said({ passing: [0, 0, 0, 0] }), "");
});
