import test from "node:test";
import assert from "node:assert/strict";
import { announcement, deedOf, nearest } from "../../../assets/js/map/keyboard.js";

const POINTS = [
  [0, 0],
  [10, 2],
  [6, -5],
  [4, 9],
  [-3, 1],
  [0, -20],
  [0.5, 0],
  [5, 5.5],
];
const [LEFT, RIGHT, UP, DOWN] = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
];
/** @param {number[]} direction */
const go = (direction, from = [0, 0], points = POINTS) =>
  nearest(from, direction, points.length, (index) => points[index]);

test("each key leads to the nearest point in its quarter", () => {
  assert.deepEqual([go(LEFT), go(RIGHT), go(UP), go(DOWN)], [4, 2, 5, 7]);
});

test("there and back is the same way between two points alone", () => {
  const two = [
    [0, 0],
    [5, 1],
  ];
  assert.equal(go(RIGHT, two[0], two), 1);
  assert.equal(go(LEFT, two[1], two), 0);
});

test("points in the same spot and points that do not count are passed over", () => {
  assert.equal(
    nearest([0, 0], RIGHT, POINTS.length, (index) => (index === 2 ? null : POINTS[index])),
    1,
  );
  assert.notEqual(go(RIGHT), 6);
});

test("at the edge a key leads nowhere", () => {
  assert.equal(go(RIGHT, [50, 0]), null);
  assert.equal(go(UP, [0, 0], []), null);
});

test("a digit is announced with its number, its label and what it is read as", () => {
  const columns = {
    label: Int16Array.of(0, 7),
    predicted: Int16Array.of(0, 1),
    confidence: Float32Array.of(1, 0.9912),
  };
  assert.equal(announcement(1, columns), "No. 1, labelled 7, read as 1, 99.1 %");
});

test("keys zoom about the middle, move the map with Shift and show all of it, whichever map it is", () => {
  /** @type {unknown[]} */
  const done = [];
  /** @param {string} key */
  const press = (key, shiftKey = false) =>
    deedOf(
      { key, shiftKey, repeat: false },
      { bring: (...asked) => done.push(asked), showAll: () => done.push("all"), ground: () => null },
    )?.();
  for (const key of ["+", "-", "0", "x"]) press(key);
  press("ArrowUp", true);
  assert.deepEqual(done, [
    [[0.5, 0.5], [0.5, 0.5], 0.7],
    [[0.5, 0.5], [0.5, 0.5], 1 / 0.7],
    "all",
    [[0, 0], [-0, -0.15], 1],
  ]);
});
