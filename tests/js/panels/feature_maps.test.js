import test from "node:test";
import assert from "node:assert/strict";
import { buttons, told } from "../../../assets/js/panels/feature_maps.js";

test("a value is told with its place", () => assert.equal(told(3, 25, 0.5), "row 3, column 25: 0.50"));

test("every channel has a button that names it", () => {
  const html = buttons("conv2", 64);
  assert.equal(html.split("<button").length - 1, 64);
  assert.match(html, /aria-label="conv2, channel 63"/);
});
