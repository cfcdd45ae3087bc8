import test from "node:test";
import assert from "node:assert/strict";
import { holdOf, wheelFactor } from "../../../assets/js/map/gestures.js";

/** @param {number} deltaY */
const turn = (deltaY, { deltaMode = 0, ctrlKey = false } = {}) => wheelFactor({ deltaY, deltaMode, ctrlKey });

test("the wheel turned up shows less of the map, turned down more, and there and back is the same", () => {
  assert.ok(turn(-100) < 1 && turn(100) > 1);
  assert.ok(Math.abs(turn(100) * turn(-100) - 1) < 1e-12);
  assert.equal(turn(0), 1);
});

test("a wheel that counts lines zooms as one that counts pixels", () => {
  assert.equal(turn(3, { deltaMode: 1 }), turn(48));
});

test("two fingers on a touchpad move little and zoom more for it, and no turn zooms out of sight", () => {
  assert.ok(turn(5, { ctrlKey: true }) > turn(5));
  assert.ok(turn(1e6) < 2 && turn(-1e6) > 0.5);
  assert.ok(turn(1, { deltaMode: 2 }) < 2);
});

test("two fingers hold the map at their middle, one where it is", () => {
  const [one, two, three] = [
    { clientX: 10, clientY: 20 },
    { clientX: 40, clientY: 60 },
    { clientX: 0, clientY: 0 },
  ];
  assert.deepEqual(holdOf([one, two]), { middle: [25, 40], gap: 50 });
  assert.deepEqual(holdOf([one, two, three]), holdOf([one, two]));
  assert.deepEqual(holdOf([one]), { middle: [10, 20], gap: 0 });
});
