import test from "node:test";
import assert from "node:assert/strict";
import { sizeText } from "../../../assets/js/core/download.js";

test("sizes are told in kB and MB", () => {
  assert.deepEqual([1, 2500, 999_000, 1_234_567].map(sizeText), ["1 kB", "3 kB", "999 kB", "1.2 MB"]);
});
