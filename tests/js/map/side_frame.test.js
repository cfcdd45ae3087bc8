import test from "node:test";
import assert from "node:assert/strict";
import { standIn } from "../given.js";
import { POINTS } from "../made_up.js";
import "../page.js";
import { axesOf, heading, pixelIn, put, sightOf, wholeLayout } from "../../../assets/js/map/side_frame.js";

const VIEW = { projection: "tsne", x: 1, y: 3, unitX: 4, unitY: 9, colour: "label", values: "label" };
const FIELD = { clientWidth: 300, clientHeight: 200 };
const WHOLE = wholeLayout(VIEW, POINTS);
const COLUMNS = ["tsne-1", "tsne-2"];

test("all points lie on the field, in one scale, up is up", () => {
  const { ranges, whole, scales } = sightOf(WHOLE, FIELD, null);
  assert.deepEqual(ranges, whole);
  const [xs, ys] = COLUMNS.map((name) => POINTS.columns[name]);
  xs.forEach((x, index) => {
    const [left, top] = pixelIn(scales, [x, ys[index]]);
    assert.ok(left >= 0 && left <= 300 && top >= 0 && top <= 200);
  });
  assert.ok(Math.abs(scales[0].slope + scales[1].slope) < 1e-9);
  assert.ok(scales[1].slope < 0);
});

test("what is zoomed to is what is in view, as far as it lies on the map", () => {
  const { whole } = sightOf(WHOLE, FIELD, null);
  const [across, up] = whole.map(([low, high]) => /** @type {[number, number]} */ ([low, (low + high) / 2]));
  const { ranges, scales } = sightOf(WHOLE, FIELD, [across, up]);
  assert.ok(Math.abs(ranges[0][1] - across[1]) < 1e-6);
  assert.ok(scales[0].slope > sightOf(WHOLE, FIELD, null).scales[0].slope);
});

test("a map whose axes can be chosen says which they are", () => {
  assert.equal(axesOf(VIEW), "");
  assert.equal(axesOf({ ...VIEW, projection: "pca" }), "PC1 and PC3");
  assert.equal(axesOf({ ...VIEW, projection: "axes" }), "unit 4 and unit 9");
  assert.match(heading(VIEW, "digits").field, /^t-SNE: points of all digits; /);
});

test("a mark is hidden where there is nothing, and beyond the edges", () => {
  /** @param {[number, number] | null} pixel */
  const visibility = (pixel) => {
    const mark = { style: { visibility: "", transform: "" } };
    put(standIn(mark), FIELD, pixel);
    return mark.style.visibility;
  };
  assert.equal(visibility([150, 100]), "visible");
  for (const pixel of /** @type {([number, number] | null)[]} */ ([null, [-1, 100], [150, 201], [301, 0]]))
    assert.equal(visibility(pixel), "hidden");
});
