import test from "node:test";
import assert from "node:assert/strict";
import * as rows from "../../../assets/js/panels/data_rows.js";
import { present } from "../given.js";

const LABEL = Uint8Array.from([2, 0, 2, 1, 0]);
const SCORE = Float32Array.from([5, 9, -1, 0, 3]);
const FEATURES = { levels: Uint8Array.from([0, 1, 10, 11, 20, 21, 30, 31, 40, 41]), units: 2, count: 5, step: 0.1 };

test("by class, rows are sorted by label and within a class along the first component", () => {
  assert.deepEqual([...rows.rowOrder("class", LABEL, SCORE)], [4, 1, 3, 2, 0]);
});

test("as given, rows are the digits by number", () => {
  assert.deepEqual([...rows.rowOrder("given", LABEL, SCORE)], [0, 1, 2, 3, 4]);
});

test("a digit's place is where the order has it", () => {
  const order = rows.rowOrder("class", LABEL, SCORE);
  rows.places(order).forEach((row, digit) => assert.equal(order[row], digit));
});

test("the bands cover all rows, one after the other", () => {
  const bands = rows.bands(rows.rowOrder("class", LABEL, SCORE), LABEL);
  assert.deepEqual(bands, [
    { label: 0, from: 0, to: 2 },
    { label: 1, from: 2, to: 3 },
    { label: 2, from: 3, to: 5 },
  ]);
});

test("a digit that is not of the data set has its place among its class", () => {
  const order = rows.rowOrder("class", LABEL, SCORE);
  /** @param {number} label @param {number} score */
  const place = (label, score) => rows.rowFor(label, score, order, LABEL, SCORE);
  assert.equal(place(0, 5), 1);
  assert.equal(place(2, -9), 3);
  assert.equal(place(1, 99), 3); // after its class, before the next
  assert.equal(place(9, 0), 4);
});

test("the rows in sight are always as many, also at both ends", () => {
  assert.equal(rows.firstAround(0, 40, 1000), 0);
  assert.equal(rows.firstAround(500, 40, 1000), 480);
  assert.equal(rows.firstAround(999, 40, 1000), 960);
  assert.equal(rows.firstAround(3, 40, 10), 0);
});

test("every row belongs to exactly one line of the overview", () => {
  const ends = Array.from({ length: 7 }, (_, line) => rows.rowsOf(line, 7, 100));
  assert.deepEqual([ends[0][0], present(ends.at(-1))[1]], [0, 100]);
  ends.slice(1).forEach(([from], k) => assert.equal(from, ends[k][1]));
});

test("a line of the overview is the mean of its rows", () => {
  const order = Uint32Array.from([0, 1, 2, 3]);
  assert.deepEqual([...rows.compress(FEATURES, order, [1, 0], 2)], [6, 5, 26, 25]);
});

test("as many lines as rows are the rows themselves", () => {
  const order = Uint32Array.from([4, 2, 0, 1, 3]);
  assert.deepEqual(rows.compress(FEATURES, order, [0, 1], 5), rows.cut(FEATURES, order, [0, 1], 0, 5));
});

test("a cut has the rows and columns that are asked for", () => {
  assert.deepEqual([...rows.cut(FEATURES, Uint32Array.from([4, 2, 0, 1, 3]), [1, 0], 1, 2)], [21, 20, 1, 0]);
});

test("values outside the data set's range have the nearest level", () => {
  assert.deepEqual([...rows.levelsOf([0, 99, 1.02], { step: 0.1 }, [2, 1, 0])], [10, 255, 0]);
});

test("the colours end where the share of the values ends", () => {
  const levels = Uint8Array.from([...Array(90).fill(0), ...Array(9).fill(5), 200]);
  assert.equal(rows.ceiling(levels, 0.99), 5);
  assert.equal(rows.ceiling(levels, 1), 200);
  assert.equal(rows.ceiling(new Uint8Array(4), 0.99), 1);
});

test("zero has the first colour, the top and all above it the last", () => {
  const palette = Uint8ClampedArray.from({ length: 768 }, (_, k) => Math.floor(k / 3));
  const pixels = rows.colours(Uint8ClampedArray.from([0, 50, 100, 200]), palette, 100);
  assert.deepEqual(
    [...pixels].filter((_, k) => k % 4 === 0),
    [0, 128, 255, 255],
  );
  assert.ok(pixels.every((value, k) => k % 4 !== 3 || value === 255));
});

test("an activation has one decimal, and nothing is 0", () => {
  assert.deepEqual([0, 3.456, 16.6].map(rows.activationText), ["0", "3.5", "16.6"]);
});
