import test from "node:test";
import assert from "node:assert/strict";
import { decode } from "../../../assets/js/core/local_trust.js";

test("the three counts stand one after the other", () => {
  const { kept, torn, strangers } = decode(Uint8Array.of(1, 2, 3, 4, 5, 6).buffer, 2);
  assert.deepEqual(
    [[...kept], [...torn], [...strangers]],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  );
});

test("a file of another length is refused", () => {
  assert.throws(() => decode(new ArrayBuffer(5), 2), /5 bytes instead of 6/);
});
