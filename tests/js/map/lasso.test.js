import test from "node:test";
import assert from "node:assert/strict";
import { howOf } from "../../../assets/js/map/lasso.js";

test("Shift adds to the group, Alt takes from it, also with Shift", () => {
  assert.equal(howOf({ shiftKey: false, altKey: false }), "new");
  assert.equal(howOf({ shiftKey: true, altKey: false }), "add");
  assert.equal(howOf({ shiftKey: false, altKey: true }), "take");
  assert.equal(howOf({ shiftKey: true, altKey: true }), "take");
});
