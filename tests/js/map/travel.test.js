import test from "node:test";
import assert from "node:assert/strict";
import { placeBetween } from "../../../assets/js/map/travel.js";

test("the ring is with its digit on the whole way", () => {
  const journey = {
    from: [
      [0, 2],
      [0, 4],
    ],
    to: [
      [0, 6],
      [0, 0],
    ],
  };
  assert.deepEqual(placeBetween(journey, 1, 0), [2, 4]);
  assert.deepEqual(placeBetween(journey, 1, 0.25), [3, 3]);
  assert.deepEqual(placeBetween(journey, 1, 1), [6, 0]);
});
