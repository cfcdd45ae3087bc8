import test from "node:test";
import assert from "node:assert/strict";
import { asLevels, decode, distancesFrom, levelsOf } from "../../../assets/js/core/features.js";

const FILE = { address: "/features.bin", units: 3, zero: -1, step: 0.5 };

test("the bytes are the levels, digit by digit", () => {
  const features = decode(Uint8Array.from([1, 2, 3, 4, 5, 255]).buffer, 2, FILE);
  assert.deepEqual([...features.levels], [1, 2, 3, 4, 5, 255]);
  assert.deepEqual([features.count, features.units, features.zero, features.step], [2, 3, -1, 0.5]);
});

test("a file that is cut short is refused", () => {
  assert.throws(() => decode(new ArrayBuffer(5), 2, FILE), /5 bytes instead of 6/);
});

test("distances are Euclidean, to an image as to activations", () => {
  const features = decode(Uint8Array.from([0, 2, 4, 6, 2, 4, 0, 2, 8]).buffer, 3, FILE);
  assert.deepEqual([...levelsOf(features, 1)], [6, 2, 4]);
  assert.deepEqual([...distancesFrom(features, levelsOf(features, 0))], [0, 3, 2]);
  const levels = asLevels(features, [-1, 0, 1]);
  assert.deepEqual(levels, [0, 2, 4]);
});
