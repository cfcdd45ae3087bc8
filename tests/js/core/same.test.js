import test from "node:test";
import assert from "node:assert/strict";
import { isSame } from "../../../assets/js/core/same.js";

test("lists are the same if they have the same parts, not parts that are alike", () => {
  const part = {};
  assert.ok(isSame([1, part], [1, part]));
  assert.ok(!isSame([1, part], [1, {}]));
  assert.ok(!isSame([1], [1, 2]) && !isSame([1, 2], [1]));
});
