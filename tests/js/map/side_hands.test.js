import test from "node:test";
import assert from "node:assert/strict";
import { sharesIn } from "../../../assets/js/map/side_hands.js";

const BOX = { left: 100, top: 50, width: 200, height: 400 };

test("places are shares of a field from its lower left corner", () => {
  assert.deepEqual(sharesIn(BOX, [100, 450]), [0, 0]);
  assert.deepEqual(sharesIn(BOX, [300, 50]), [1, 1]);
  assert.deepEqual(sharesIn(BOX, [150, 350]), [0.25, 0.25]);
});
