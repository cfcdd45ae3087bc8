import test from "node:test";
import assert from "node:assert/strict";
import * as groups from "../../../assets/js/core/group.js";
import { get, set } from "../../../assets/js/core/store.js";

const ISLAND = { name: "island", members: [1, 2, 3] };

test("others come into a group's place, come to it and are taken from it", () => {
  assert.deepEqual(groups.changed(ISLAND, "new", [7], "lasso"), { name: "lasso", members: [7] });
  assert.deepEqual(groups.changed(ISLAND, "add", [2, 7], "lasso"), { name: "island, changed", members: [1, 2, 3, 7] });
  assert.deepEqual(groups.changed(ISLAND, "take", [1, 3, 9], "lasso"), { name: "island, changed", members: [2] });
  assert.deepEqual(groups.changed(null, "add", [7], "lasso"), { name: "lasso", members: [7] });
});

test("what changes nothing keeps the name, and nothing is no group", () => {
  assert.deepEqual(groups.changed(ISLAND, "add", [2], "lasso"), ISLAND);
  assert.equal(groups.changed(ISLAND, "take", [1, 2, 3, 4], "lasso"), null);
  assert.equal(groups.changed(ISLAND, "new", [], "lasso"), null);
  assert.equal(groups.changed(null, "take", [1], "lasso"), null);
});

test("every change can be taken back, one after the other", () => {
  set("group", null);
  const before = groups.steps();
  groups.change("new", [1, 2], "a");
  groups.change("add", [3], "b");
  groups.change("add", [3], "c"); // is in it
  assert.equal(groups.steps() - before, 2);
  groups.undo();
  assert.deepEqual(get("group"), { name: "a", members: [1, 2] });
  groups.undo();
  assert.equal(get("group"), null);
});

test("a group is kept under a name that no other has, until it is no longer kept", () => {
  set("group", ISLAND);
  groups.keep("  sevens ");
  groups.keep("sevens");
  groups.keep(" ");
  assert.deepEqual(
    get("kept").map(({ name }) => name),
    ["sevens", "sevens 2", "sevens 2 2"],
  );
  groups.forget("sevens 2");
  groups.forget("sevens 2 2");
  assert.deepEqual(get("kept"), [{ name: "sevens", members: [1, 2, 3] }]);
});

test("a group is compared with all others, others of its class, any class, or one that is kept", () => {
  const label = Int16Array.from([0, 1, 1, 1, 2]);
  const columns = { label, predicted: label };
  set("map", /** @type {any} */ ({ points: { count: 5, columns } }));
  set("kept", [{ name: "mine", members: [4] }]);
  const group = { name: "some", members: [0, 1, 2] };
  assert.equal(groups.rivalOf(group, "rest"), null);
  assert.deepEqual(groups.rivalOf(group, "class")?.members, [3]);
  assert.deepEqual(groups.rivalOf(group, "class:2")?.members, [4]);
  assert.deepEqual(groups.rivalOf(group, "class:1")?.members, [3], "its own images are not what it is compared with");
  assert.deepEqual(groups.rivalOf(group, "kept:mine")?.members, [4]);
  assert.equal(groups.rivalOf(group, "kept:gone"), null);
  set("map", null);
  set("kept", []);
});
