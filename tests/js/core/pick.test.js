import test from "node:test";
import assert from "node:assert/strict";
import { drawByLot, numberIn } from "../../../assets/js/core/pick.js";

const LABEL = [1, 2, 3, 4];
const PREDICTED = Uint8Array.from([1, 7, 3, 9]);

test("every digit can be drawn, by an equal share of the dice", () => {
  const drawn = [0, 0.25, 0.5, 0.999].map((dice) => drawByLot("random", LABEL, PREDICTED, () => dice));
  assert.deepEqual(drawn, [0, 1, 2, 3]);
});

test("of the misread ones only those are drawn whose prediction is not their label", () => {
  assert.deepEqual(
    [0, 0.49, 0.5, 0.999].map((dice) => drawByLot("misread", LABEL, PREDICTED, () => dice)),
    [1, 1, 3, 3],
  );
});

test("when nothing is misread any digit is drawn", () => {
  assert.equal(
    drawByLot("misread", LABEL, LABEL, () => 0.999),
    3,
  );
});

test("the number of a digit is read with what stands around it, and none that no digit has", () => {
  assert.deepEqual(
    ["0", " 42 ", "0007", "299"].map((text) => numberIn(text, 300)),
    [0, 42, 7, 299],
  );
  for (const text of ["", " ", "300", "-1", "1.5", "1e2", "0x1", "4 2", "٣", "seven", "9".repeat(5000)])
    assert.equal(numberIn(text, 300), null, text.slice(0, 40));
});
