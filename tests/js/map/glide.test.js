import test from "node:test";
import assert from "node:assert/strict";
import { ease, stampPoints } from "../../../assets/js/map/glide.js";

test("a glide starts and ends in place, passes the middle at half time and never turns back", () => {
  assert.deepEqual([ease(0), ease(0.5), ease(1)], [0, 0.5, 1]);
  for (let t = 0; t < 1; t += 0.05) assert.ok(ease(t + 0.05) > ease(t));
});

test("a glide is slow at both ends", () => {
  assert.ok(ease(0.1) < 0.1);
  assert.ok(ease(0.9) > 0.9);
});

/** Stamp one point on its way from (1, 1) to (3, 1) into a picture of 5 × 3 pixels. @param {number} t */
function stamped(t, { colour = 9, stamp = [[0, 0]], to = [3, 1] } = {}) {
  const picture = new Uint32Array(15).fill(5);
  const points = {
    from: [Float32Array.of(1), Float32Array.of(1)],
    to: to.map((value) => Float32Array.of(value)),
    colours: Uint32Array.of(colour),
  };
  stampPoints(picture, { width: 5, height: 3 }, points, t, stamp);
  return [...picture].flatMap((value, k) => (value ? [[k % 5, Math.floor(k / 5), value]] : []));
}

test("a point is stamped where it is between its two places, and nothing of the last frame stays", () => {
  assert.deepEqual(stamped(0), [[1, 1, 9]]);
  assert.deepEqual(stamped(0.5), [[2, 1, 9]]);
  assert.deepEqual(stamped(1), [[3, 1, 9]]);
});

test("a hidden point leaves no pixel", () => assert.deepEqual(stamped(0.5, { colour: 0 }), []));

test("what lies beyond the picture is cut off and does not come in on the other side", () => {
  assert.deepEqual(
    stamped(1, {
      to: [4, 1],
      stamp: [
        [0, 0],
        [1, 0],
      ],
    }),
    [[4, 1, 9]],
  );
  assert.deepEqual(
    stamped(1, {
      to: [0, 0],
      stamp: [
        [0, 0],
        [-1, 0],
        [0, -1],
      ],
    }),
    [[0, 0, 9]],
  );
  assert.deepEqual(stamped(1, { to: [-7, 40] }), []);
});
