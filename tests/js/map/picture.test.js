import test from "node:test";
import assert from "node:assert/strict";
import { dots, legendPlaces, pictureOf, roundNumbers, wrapped, xml } from "../../../assets/js/map/picture.js";
import { count } from "../given.js";

const HALF = (/** @type {string} */ text, size = 12) => (text.length * size) / 2;
const LOOKS = { surface: "#fff", ink: "#111", soft: "#555", grid: "rgba(0, 0, 0, 0.1)", font: '"A & B", sans-serif' };

/** @returns {import("../../../assets/js/map/picture.js").Scene} */
const scene = () => ({
  title: 'Photos <b>&"',
  caption: ["A caption of some words that goes on and on. ".repeat(8), "the date"],
  legend: [
    { name: "=1+1", colour: "#ff0000" },
    { name: "<i>", colour: "#0000ff" },
  ],
  ranges: [
    [-10, 10],
    [0, 5],
  ],
  lengths: [400, 200],
  axes: ["across", "up"],
  measured: true,
  places: [Float32Array.of(0, 5, 99), Float32Array.of(1, 2, 3)],
  layers: [{ members: [0, 1, 2], colour: "#ff0000", diameter: 5, opacity: 200 }],
  names: [{ text: "a\u0000<b>", x: 0, y: 1 }],
  ring: [5, 2],
  looks: LOOKS,
});

test("text becomes XML whatever is in it", () => {
  assert.equal(xml(`<b>&"'`), "&#60;b&#62;&#38;&#34;&#39;");
  assert.equal(xml("a\u0000\ud800b\nc"), "a\ufffd\ufffdb\nc");
  assert.equal(xml("😀"), "😀");
});

test("a picture has all names as text and no markup of theirs", () => {
  const { svg, width, height } = pictureOf(scene(), 600, HALF);
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="600" /);
  assert.doesNotMatch(svg, /<b>|<i>/);
  assert.ok(svg.includes("Photos &#60;b&#62;&#38;&#34;"));
  assert.ok(svg.includes(`height="${height}"`));
  assert.equal(width, 600);
  for (const sign of ["NaN", "undefined", "Infinity"]) assert.ok(!svg.includes(sign), sign);
});

test("what the map shows is between its axes, at one scale", () => {
  const { svg } = pictureOf(scene(), 600, HALF);
  const [, d] = /<path d="(M[^"]*h0)" stroke="#ff0000"/.exec(svg) ?? [];
  assert.equal(count(d, "h0"), 2); // the third is beyond the edge
  const [[x, y], [toX, toY]] = d
    .split("h0")
    .slice(0, 2)
    .map((dot) => dot.slice(1).split(" ").map(Number));
  const unit = (toX - x) / 5;
  const wide = 600 - 2 * 16 - 26 - 38;
  assert.ok(Math.abs(unit - wide / 20) < 0.05);
  assert.ok(Math.abs(y - toY - wide / 10) < 0.15); // half as high, a quarter of the range
  assert.ok(svg.includes(`<circle cx="${toX}" cy="${toY}" r="9"`));
});

test("a map without measure has no numbers, and one without a selection no ring", () => {
  const { svg } = pictureOf({ ...scene(), measured: false, ring: null }, 600, HALF);
  assert.doesNotMatch(svg, /stroke="rgba|r="9"/);
});

test("ten thousand points are a small file", () => {
  const members = Array.from({ length: 10_000 }, (_, k) => k);
  const places = [members.map((k) => (k % 200) / 10 - 10), members.map((k) => k / 2000)];
  const layers = [{ members, colour: "#ff0000", diameter: 5, opacity: 200 }];
  assert.ok(pictureOf({ ...scene(), places, layers }, 4000, HALF).svg.length < 200_000);
});

test("dots beyond the edges are left out", () => {
  const same = { slope: 1, origin: 0 };
  const box = { left: 0, top: 0, width: 10, height: 10 };
  assert.equal(
    dots(
      [0, 1, 2],
      [
        [1.26, 11, 3],
        [2, 2, NaN],
      ],
      [same, same],
      box,
    ),
    "M1.3 2h0",
  );
});

test("lines break between words, and within one that is too long", () => {
  const wide = (/** @type {string} */ text) => text.length;
  assert.deepEqual(wrapped("one two three", 7, wide), ["one two", "three"]);
  assert.deepEqual(wrapped("abcdefghij k", 4, wide), ["abcd", "efgh", "ij k"]);
  assert.deepEqual(wrapped(" \n", 4, wide), []);
});

test("numbers along an axis are round", () => {
  assert.deepEqual(roundNumbers([-25, 31]), [-20, -10, 0, 10, 20, 30]);
  assert.deepEqual(roundNumbers([0.03, 0.31]), [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
  assert.deepEqual(roundNumbers([1, 1]), []);
});

test("a legend breaks into rows", () => {
  const { places, rows } = legendPlaces(["aaaa", "bbbb", "cccc"], 110, HALF);
  assert.deepEqual(places, [
    { x: 0, row: 0 },
    { x: 56, row: 0 },
    { x: 0, row: 1 },
  ]);
  assert.equal(rows, 2);
  assert.equal(legendPlaces([], 110, HALF).rows, 0);
});
