import test from "node:test";
import assert from "node:assert/strict";
import { signedBar } from "../../../assets/js/charts/bars.js";

test("bars go to both sides of the middle, the longest to the edge", () => {
  assert.match(signedBar(2, 2), /positive.*left: 50.00%; width: 50.00%/);
  assert.match(signedBar(-1, 2), /negative.*left: 25.00%; width: 25.00%/);
});

test("where all values are zero no bar has a length", () => assert.match(signedBar(0, 0), /width: 0.00%/));
