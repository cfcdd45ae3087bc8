import test from "node:test";
import assert from "node:assert/strict";
import { groupsIn, groupsText } from "../../../assets/js/core/kept_groups.js";

test("kept groups are the same again, whatever they are called", () => {
  const groups = [
    { name: 'sevens <b>"&', members: [0, 7, 8, 9999] },
    { name: "none", members: [] },
  ];
  assert.deepEqual(groupsIn(groupsText(groups, 10_000), 10_000), groups);
  assert.deepEqual(groupsIn(groupsText([], 10_000), 10_000), []);
});
