import test from "node:test";
import assert from "node:assert/strict";
import { choose, setting, stepped } from "../../../assets/js/core/settings.js";
import { subscribe } from "../../../assets/js/core/store.js";

test("the arrow keys lead to the next value and around the ends, other keys nowhere", () => {
  const values = ["a", "b", "c"];
  assert.deepEqual(
    ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End", "x", "toString"].map((key) =>
      stepped(values, "c", key),
    ),
    ["a", "a", "b", "b", "a", "c", null, null],
  );
});

test("what is chosen is told once for all values, and not at all if it was chosen already", () => {
  /** @type {object[]} */
  const told = [];
  subscribe("settings", (settings) => told.push(settings));
  choose({ one: "1", two: "2" });
  choose({ one: "1" });
  choose({ two: "3" });
  assert.deepEqual(told, [
    { one: "1", two: "2" },
    { one: "1", two: "3" },
  ]);
  assert.equal(setting("two"), "3");
});
