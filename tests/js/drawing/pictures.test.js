import test from "node:test";
import assert from "node:assert/strict";
import { tooLarge } from "../../../assets/js/drawing/pictures.js";

test("a file that is too large is not sent, and why is told", () => {
  assert.equal(tooLarge({ size: 5_000_000 }, 5_000_000), "");
  assert.equal(tooLarge({ size: 7_340_000 }, 5_000_000), "The file has 7.4 MB; at most 5 MB are read.");
  assert.equal(tooLarge({ size: 5_000_001 }, 5_000_000), "The file has 5.1 MB; at most 5 MB are read.");
});
