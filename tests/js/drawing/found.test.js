import test from "node:test";
import assert from "node:assert/strict";
import { nameOf, whichOf } from "../../../assets/js/drawing/found.js";

const IMAGES = [3, 7].map((level) => new Uint8Array(784).fill(level));

/** A pad with a picture on it. @param {Uint8Array | null} base */
const pad = (base) => ({ strokes: [], base, origin: null, width: "2.3", normalised: true });

test("the digit that is on the pad is known again by its pixels", () => {
  assert.equal(whichOf(pad(IMAGES[1].slice()), IMAGES), 1);
  assert.equal(whichOf(pad(new Uint8Array(784)), IMAGES), -1);
  assert.equal(whichOf(pad(IMAGES[1]), []), -1);
});

test("an empty pad and a digit that was drawn on are none of those that were found", () => {
  const stroke = { points: /** @type {[number, number][]} */ ([[0, 0]]), erases: false };
  assert.equal(whichOf(null, IMAGES), -1);
  assert.equal(whichOf(pad(null), IMAGES), -1);
  assert.equal(whichOf({ ...pad(IMAGES[0]), strokes: [stroke] }, IMAGES), -1);
});

test("a digit among several is told by its number", () => {
  assert.equal(nameOf(0, 1), "The digit that was found");
  assert.equal(nameOf(2, 20), "Digit 3 of 20");
});
