import test from "node:test";
import assert from "node:assert/strict";
import { floats, pixels, arranged, runs, pairText, silence, list } from "../../../assets/js/panels/correlation.js";
import { present } from "../given.js";

const MATRIX = { silent: [3, 17], why: "fire" };
const COLOURS = ["#c2571a", "#1f6fb4"];

test("the numbers come out of the text as they went in", () => {
  const values = Float32Array.from([1, -0.25, 0]);
  assert.deepEqual(floats(Buffer.from(values.buffer).toString("base64")), values);
});

test("a value has the colour of its sign and is as opaque as it is strong", () => {
  const painted = pixels([-1, 0.5, 0], COLOURS);
  assert.deepEqual([...painted.slice(0, 4)], [0xc2, 0x57, 0x1a, 255]);
  assert.deepEqual([...painted.slice(4, 8)], [0x1f, 0x6f, 0xb4, 128]);
  assert.equal(painted[11], 0); // the page shines through
});

test("the order moves rows and columns alike", () => {
  const order = [2, 0, 1];
  const found = arranged([0, 1, 2, 10, 11, 12, 20, 21, 22], order);
  assert.deepEqual([...found], [22, 20, 21, 2, 0, 1, 12, 10, 11]);
});

test("units that stand together are one run", () => {
  assert.deepEqual(runs([4, 3, 17, 5, 6], [3, 17]), [[1, 2]]);
  assert.deepEqual(runs([3, 4, 17], [3, 17]), [
    [0, 1],
    [2, 1],
  ]);
  assert.deepEqual(runs([0, 1], []), []);
});

test("a pair is told with its correlation", () => {
  assert.equal(pairText([12, 87], 0.634, MATRIX), "unit 12 and unit 87: r = 0.63");
  assert.equal(pairText([12, 12], 1, MATRIX), "unit 12 with itself: r = 1");
});

test("a pair without a correlation says why", () => {
  assert.equal(pairText([12, 17], 0, MATRIX), "unit 12 and unit 17: no correlation, unit 17 never fires");
  assert.match(pairText([3, 3], 0, MATRIX), /no correlation/);
});

/** @param {string} html */
const bare = (html) => html.replace(/<[^>]*>/g, "");

test("the units that never fire are named and can be opened", () => {
  assert.equal(bare(silence(MATRIX)), "Units 3 and 17 never fire: no correlation is defined for them (hatched).");
  assert.equal(present(silence(MATRIX).match(/data-unit="\d+"/g)).length, 2);
  assert.equal(
    bare(silence({ silent: [5], why: "change" })),
    "Unit 5 never changes: no correlation is defined for it (hatched).",
  );
  assert.equal(
    bare(silence({ silent: [1, 2, 3], why: "fire" })),
    "Units 1, 2 and 3 never fire: no correlation is defined for them (hatched).",
  );
});

test("where every unit fires, that is said", () => {
  assert.match(silence({ silent: [], why: "fire" }), /every correlation is defined/);
});

test("a listed pair is a button with its value", () => {
  const html = list([[3, 33]], () => -0.57, COLOURS);
  assert.match(html, /<button [^>]*data-pair="3 33"/);
  assert.match(bare(html), /unit 3 and unit 33−0\.57/);
  assert.match(
    list([], () => 0, COLOURS),
    /none/,
  );
});
