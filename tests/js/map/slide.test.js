import test from "node:test";
import assert from "node:assert/strict";
import { canSlide, isMove, offset } from "../../../assets/js/map/slide.js";
import { standIn } from "../given.js";

/** @typedef {import("../../../assets/js/types/page.js").Range} Range */

/** @type {Range[]} */
const FROM = [
  [0, 10],
  [0, 4],
];
/** @type {Range[]} */
const TO = [
  [1, 11],
  [1, 5],
];

test("as much of the map elsewhere is a move, more or less of it is none", () => {
  assert.ok(isMove(TO, FROM));
  assert.ok(!isMove([[0, 9], FROM[1]], FROM));
  assert.ok(!isMove([FROM[0], [0, 4.01]], FROM));
});

test("what was drawn goes to the left and down where the axes show what is right and above", () => {
  assert.deepEqual(offset(FROM, TO, [500, 400]), [-50, 100]);
  assert.deepEqual(offset(FROM, FROM, [500, 400]), [0, -0]);
});

test("only points on a canvas move without Plotly", () => {
  const plot = (/** @type {boolean} */ onCanvas) =>
    standIn({
      _fullLayout: { xaxis: { range: FROM[0] }, yaxis: { range: FROM[1] } },
      classList: { contains: (/** @type {string} */ name) => name === "on-canvas" && onCanvas },
    });
  assert.ok(canSlide(plot(true), TO));
  assert.ok(!canSlide(plot(false), TO));
  assert.ok(!canSlide(plot(true), [[0, 1], FROM[1]]));
});
