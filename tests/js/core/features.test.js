import test from "node:test";
import assert from "node:assert/strict";
import { decode } from "../../../assets/js/core/features.js";

const FILE = { address: "/features.bin", units: 3, zero: -1, step: 0.5 };

test("the bytes are the levels, digit by digit", () => {
  const features = decode(Uint8Array.from([1, 2, 3, 4, 5, 255]).buffer, 2, FILE);
  assert.deepEqual([...features.levels], [1, 2, 3, 4, 5, 255]);
  assert.deepEqual([features.count, features.units, features.zero, features.step], [2, 3, -1, 0.5]);
});

test("a file that is cut short is refused", () => {
  assert.throws(() => decode(new ArrayBuffer(5), 2, FILE), /5 bytes instead of 6/);
});
