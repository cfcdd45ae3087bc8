import test from "node:test";
import assert from "node:assert/strict";
import {
  valuesOf,
  lightness,
  opacity,
  paint,
  outline,
  signed,
  pixelText,
  frame,
} from "../../../assets/js/panels/saliency.js";
import { DIGITS } from "../page.js";

const SIDE = DIGITS.width;
const COLOURS = { negative: [200, 80, 20], positive: [30, 110, 180] };

test("values come back with their signs", () => {
  const sent = Buffer.from(Int8Array.from([-127, -1, 0, 1, 127]).buffer).toString("base64");
  assert.deepEqual(Array.from(valuesOf(sent)), [-127, -1, 0, 1, 127]);
});

test("zero is clear, the greatest value opaque, and both signs weigh the same", () => {
  assert.equal(opacity(0), 0);
  assert.equal(opacity(127), 1);
  assert.equal(opacity(-40), opacity(40));
  assert.ok(opacity(20) < opacity(60));
});

test("a picture is orange below zero, blue above, grey where there is ink only, clear elsewhere", () => {
  const pixels = paint([0, 0, 255, 0], Int8Array.from([-127, 127, 0, 0]), COLOURS);
  assert.deepEqual(Array.from(pixels.slice(0, 8)), [...COLOURS.negative, 255, ...COLOURS.positive, 255]);
  assert.ok(pixels[11] > 0 && pixels[11] < 255);
  assert.ok(Math.max(...pixels.slice(8, 11)) - Math.min(...pixels.slice(8, 11)) < 30);
  assert.equal(pixels[15], 0);
});

test("a value hides the ink under it the more the stronger it is", () => {
  const ink = [255, 255, 255];
  const pixels = paint(ink, Int8Array.from([-127, -60, -10]), COLOURS);
  const red = [0, 1, 2].map((k) => pixels[4 * k]);
  assert.equal(red[0], COLOURS.negative[0]);
  assert.ok(red[0] > red[1] && red[1] > red[2]);
});

test("the outline of one pixel has four edges, of two beside each other six, of none none", () => {
  const ink = new Uint8Array(SIDE * SIDE);
  assert.equal(outline(ink), "");
  ink[0] = 255;
  assert.equal(outline(ink).split("M").length - 1, 4);
  ink[1] = 200;
  assert.equal(outline(ink).split("M").length - 1, 6);
});

test("a full picture is outlined along its border", () => {
  assert.equal(outline(new Uint8Array(SIDE * SIDE).fill(255)).split("M").length - 1, 4 * SIDE);
});

test("numbers have a true minus and two or three digits", () => {
  assert.deepEqual([-1.234, 0, 2, 0.0456, 123.4].map(signed), ["−1.2", "0", "+2.0", "+0.046", "+123"]);
});

test("a pixel says its value and the unit", () => {
  const tile = { unit: "map units", picture: { values: "", top: 12.7 } };
  assert.equal(pixelText(tile, Int8Array.from([-10, 0]), 0), "−1.0 map units");
  assert.equal(pixelText(tile, Int8Array.from([-10, 0]), 1), "0 map units");
});

test("there is a canvas for each picture", () => {
  assert.equal(frame(4).split("<canvas").length - 1, 4);
});

test("a picture in colour is as light as its green mostly, a grey one as it is", () => {
  assert.deepEqual([...lightness(Uint8Array.of(0, 255, 0, 255, 255, 255), 3)], [182, 255]);
  assert.deepEqual([...lightness(Uint8Array.of(7, 9), 1)], [7, 9]);
});
