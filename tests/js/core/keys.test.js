import test from "node:test";
import assert from "node:assert/strict";
import { DIRECTIONS, hasModifier, isPress } from "../../../assets/js/core/keys.js";

test("opposite arrows lead there and back", () => {
  for (const [one, other] of [
    ["ArrowLeft", "ArrowRight"],
    ["ArrowUp", "ArrowDown"],
  ])
    assert.deepEqual(
      DIRECTIONS[one].map((step, axis) => step + DIRECTIONS[other][axis]),
      [0, 0],
    );
});

test("a key with Alt, Ctrl or ⌘ is the browser's, one with Shift is the page's", () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: true };
  assert.equal(hasModifier(plain), false);
  for (const name of ["altKey", "ctrlKey", "metaKey"]) assert.equal(hasModifier({ ...plain, [name]: true }), true);
});

test("Enter and the space bar press a button", () => {
  assert.deepEqual(
    ["Enter", " ", "a", "Escape"].map((key) => isPress({ key })),
    [true, true, false, false],
  );
});
