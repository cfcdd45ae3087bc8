import test from "node:test";
import assert from "node:assert/strict";
import { bytesOf, greys } from "../../../assets/js/charts/picture.js";

test("the bytes of a text in base64 are those that were encoded", () => {
  const bytes = [0, 7, 128, 255];
  assert.deepEqual([...bytesOf(Buffer.from(bytes).toString("base64"))], bytes);
});

test("a grey level is an opaque pixel with three equal parts", () => {
  assert.deepEqual([...greys(Uint8ClampedArray.of(0, 200))], [0, 0, 0, 255, 200, 200, 200, 255]);
});
