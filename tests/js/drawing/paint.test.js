import test from "node:test";
import assert from "node:assert/strict";
import * as paint from "../../../assets/js/drawing/paint.js";
import { set } from "../../../assets/js/core/store.js";

test("however often the pen moves, the pad is painted once a frame", () => {
  /** @type {(() => void)[]} */
  const frames = [];
  const document = { querySelectorAll: () => [] };
  Object.assign(globalThis, {
    document,
    HTMLCanvasElement: Object,
    window: { addEventListener() {} },
    requestAnimationFrame: (/** @type {() => void} */ frame) => frames.push(frame),
  });
  paint.start();
  const move = () => set("drawing", { strokes: [], base: null, origin: null, width: "2.3", normalised: true });
  for (let moves = 0; moves < 3; moves++) move();
  assert.equal(frames.length, 1);
  frames[0]();
  move();
  assert.equal(frames.length, 2);
});
