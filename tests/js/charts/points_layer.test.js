import test from "node:test";
import assert from "node:assert/strict";
import { disc, pixel, stampGroup } from "../../../assets/js/charts/points_layer.js";

const [SIZE, DOT] = [{ width: 4, height: 3 }, [[0, 0]]];

/**
 * The pixels that are not empty, after stamping digits at places into a picture of 4 × 3.
 * @param {number[][]} places
 * @param {number[]} members
 */
function stamped(places, members, stamp = DOT) {
  const picture = new Uint32Array(12);
  const axes = [0, 1].map((axis) => Float32Array.from(places, (place) => place[axis]));
  stampGroup(picture, SIZE, axes, members, 9, stamp);
  return [...picture].flatMap((value, k) => (value ? [[k % 4, Math.floor(k / 4)]] : []));
}

test("the digits of a group are stamped where they are, others are not", () => {
  assert.deepEqual(
    stamped(
      [
        [1, 1],
        [3.4, 2.4],
        [2, 0],
      ],
      [0, 1],
    ),
    [
      [1, 1],
      [3, 2],
    ],
  );
});

test("what lies beyond an edge is cut off, however far", () => {
  const cross = [...DOT, [1, 0], [-1, 0], [0, 1], [0, -1]];
  assert.deepEqual(stamped([[-1, 1]], [0], cross), [[0, 1]]);
  for (const far of [
    [4, 1],
    [1, 3],
    [-1e30, 0],
    [1, 1e30],
    [NaN, 0],
  ])
    assert.deepEqual(stamped([far], [0]), []);
});

test("a disc is symmetric and no wider than its diameter", () => {
  for (const diameter of [1, 2, 5, 7.5, 10]) {
    const offsets = disc(diameter);
    const keys = new Set(offsets.map(String));
    assert.ok(keys.has("0,0"));
    for (const [x, y] of offsets) {
      assert.ok(Math.hypot(x, y) <= diameter / 2);
      assert.ok(keys.has(String([0 - x, y])) && keys.has(String([y, x])));
    }
  }
});

test("the bytes of a pixel are red, green, blue and opacity", () => {
  const bytes = new Uint8Array(Uint32Array.of(pixel("#3f90da")).buffer);
  assert.deepEqual([...bytes.slice(0, 3)], [0x3f, 0x90, 0xda]);
  assert.ok(bytes[3] > 0);
});
