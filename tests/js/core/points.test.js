import test from "node:test";
import assert from "node:assert/strict";
import { derived, extent, decode, decodeUnit } from "../../../assets/js/core/points.js";

const FILES = { count: 3, floats: ["pca-1", "confidence"], classes: ["label", "predicted"], points: "", sheets: [] };

/** The file as the server packs it: little-endian float32 columns, then the int16 ones. */
function packed() {
  const view = new DataView(new ArrayBuffer(3 * (2 * 4 + 2 * 2)));
  [1.5, -2, 3, 0.25, 0.5, 1].forEach((value, k) => view.setFloat32(4 * k, value, true));
  [7, 300, -1, 7, 3, 1].forEach((value, k) => view.setInt16(24 + 2 * k, value, true));
  return view.buffer;
}

test("every column comes out under its name with one entry a digit", () => {
  const { count, columns } = decode(packed(), FILES);
  assert.equal(count, 3);
  assert.deepEqual([...columns["pca-1"]], [1.5, -2, 3]);
  assert.deepEqual([...columns.confidence], [0.25, 0.5, 1]);
  assert.deepEqual([...columns.label], [7, 300, -1]);
  assert.deepEqual([...columns.predicted], [7, 3, 1]);
});

test("a file that is cut short or too long is refused with both lengths", () => {
  const whole = packed();
  assert.throws(() => decode(whole.slice(1), FILES), /35 bytes instead of 36/);
  assert.throws(() => decode(whole, { ...FILES, count: 2 }), /36 bytes instead of 24/);
});

test("a unit's file holds a value a digit and then its separations", () => {
  const buffer = Float32Array.of(1, 2, 3, 0.5, 0.75).buffer;
  const { values, separation } = decodeUnit(buffer, 3);
  assert.deepEqual([...values], [1, 2, 3]);
  assert.deepEqual([...separation], [0.5, 0.75]);
});

test("who is misread follows from label and reading, and is not known without a label", () => {
  const columns = { label: Int16Array.of(-1, 2, 2), predicted: Int16Array.of(2, 2, 3) };
  assert.deepEqual([...derived.misread(columns)], [-1, 0, 1]);
});

test("an extent is the least and the greatest value", () => {
  assert.deepEqual(extent(Float32Array.of(3, -2, 8, 0)), [-2, 8]);
});
