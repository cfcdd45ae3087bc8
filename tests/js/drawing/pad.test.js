import test from "node:test";
import assert from "node:assert/strict";
import * as pad from "../../../assets/js/drawing/pad.js";
import { get, set, subscribe } from "../../../assets/js/core/store.js";
import { present } from "../given.js";

pad.start();
const drawing = () => present(get("drawing"));
const points = () => drawing().strokes.map((stroke) => stroke.points);

/**
 * Draw a stroke through some points.
 * @param {import("../../../assets/js/core/store.js").Point[]} places
 */
function draw(...[first, ...others]) {
  pad.beginStroke(first);
  pad.growStroke(others);
  pad.endStroke();
}

/** How often the store is told while something is done. @param {() => unknown} deed */
function changes(deed) {
  let count = 0;
  subscribe("drawing", () => (count += 1));
  deed();
  return count;
}

test("strokes come to the store, and undo and redo walk through them", () => {
  pad.clear();
  draw([10, 10], [20, 10]);
  draw([50, 50]);
  const both = points();
  assert.deepEqual(both, [
    [
      [10, 10],
      [20, 10],
    ],
    [[50, 50]],
  ]);
  assert.equal(pad.undo(), true);
  assert.deepEqual(points(), both.slice(0, 1));
  assert.equal(pad.redo(), true);
  assert.deepEqual(points(), both);
  assert.equal(pad.redo(), false);
  assert.equal(pad.canRedo(), false);
});

test("what was cleared or replaced comes back, what it stood on included", () => {
  pad.clear();
  draw([10, 10]);
  const base = new Uint8Array(784).fill(7);
  pad.putOnPad(base, 42);
  draw([30, 30]);
  pad.clear();
  assert.deepEqual([drawing().base, drawing().origin, points()], [null, null, []]);
  pad.undo();
  assert.deepEqual([drawing().base, drawing().origin, points()], [base, 42, [[[30, 30]]]]);
  pad.undo();
  pad.undo();
  assert.deepEqual([drawing().base, drawing().origin, points()], [null, null, [[[10, 10]]]]);
});

test("to clear a pad that is empty is nothing to be taken back", () => {
  pad.clear();
  pad.clear();
  pad.undo();
  assert.notDeepEqual(points(), []);
});

test("a stroke that is taken back while it is drawn is lifted", () => {
  pad.clear();
  pad.beginStroke([10, 10]);
  pad.undo();
  pad.growStroke([[90, 90]]);
  assert.deepEqual(points(), []);
  pad.redo();
  assert.deepEqual(points(), [[[10, 10]]]);
});

test("a drawing that somebody else puts into the store comes to the pad, without a circle", () => {
  pad.clear();
  draw([10, 10]);
  /** @type {import("../../../assets/js/core/store.js").Drawing} */
  const put = {
    strokes: [{ points: [[70, 70]], erases: true }],
    base: new Uint8Array(784),
    origin: null,
    width: "3.4",
    normalised: false,
  };
  pad.choose({ erases: true });
  assert.equal(
    changes(() => set("drawing", put)),
    1,
  );
  assert.deepEqual(pad.tools(), { erases: false, width: "3.4", normalised: false });
  draw([90, 90]);
  assert.deepEqual(
    [points(), drawing().base, drawing().width],
    [[[[70, 70]], [[90, 90]]], put.base, "3.4"],
    "and is drawn on",
  );
  assert.deepEqual(put.strokes.length, 1, "as it is");
  pad.undo();
  pad.undo();
  assert.deepEqual(points(), [[[10, 10]]]);
});

test("nothing, put there by somebody else, empties the pad", () => {
  draw([10, 10]);
  set("drawing", null);
  assert.equal(pad.isBlank(), true);
  assert.equal(get("drawing"), null);
  pad.undo();
  assert.equal(pad.isBlank(), false);
});

test("another tool for strokes to come changes no drawing, another pen does", () => {
  assert.equal(
    changes(() => pad.choose({ erases: true })),
    0,
  );
  assert.equal(
    changes(() => pad.choose({ width: "1.6" })),
    1,
  );
  draw([5, 5]);
  assert.deepEqual([drawing().width, present(drawing().strokes.at(-1)).erases], ["1.6", true]);
});

test("a drawing is unfinished until the pen has been off the pad for a moment, or something else is done", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  pad.clear();
  pad.beginStroke([10, 10]);
  t.mock.timers.tick(5000);
  assert.equal(get("unfinished"), true);
  pad.endStroke();
  t.mock.timers.tick(900);
  draw([30, 30]);
  t.mock.timers.tick(900);
  assert.equal(get("unfinished"), true, "the second stroke follows the first");
  t.mock.timers.tick(200);
  assert.equal(get("unfinished"), false);
  draw([50, 50]);
  pad.undo();
  assert.equal(get("unfinished"), false);
});

test("what comes to the pad as a whole is finished", () => {
  pad.clear();
  draw([10, 10]);
  pad.putOnPad(new Uint8Array(784));
  assert.equal(get("unfinished"), false);
});
