import test from "node:test";
import assert from "node:assert/strict";
import { greys } from "../../../assets/js/charts/picture.js";

test("a grey level is an opaque pixel with three equal parts", () => {
  assert.deepEqual([...greys(Uint8Array.of(0, 200))], [0, 0, 0, 255, 200, 200, 200, 255]);
});
