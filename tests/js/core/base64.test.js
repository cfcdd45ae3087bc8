import test from "node:test";
import assert from "node:assert/strict";
import { bytesOf } from "../../../assets/js/core/base64.js";

test("the bytes of a text in base64 are those that were encoded", () => {
  const bytes = [0, 7, 128, 255];
  assert.deepEqual([...bytesOf(Buffer.from(bytes).toString("base64"))], bytes);
});
