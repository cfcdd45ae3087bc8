import test from "node:test";
import assert from "node:assert/strict";
import { buttons, stepped, told } from "../../../assets/js/panels/feature_maps.js";

test("a value is told with its place", () => assert.equal(told(3, 25, 0.5), "row 3, column 25: 0.50"));

test("every channel has a button that names it", () => {
  const html = buttons("conv2", 64);
  assert.equal(html.split("<button").length - 1, 64);
  assert.match(html, /aria-label="conv2, channel 63"/);
});

test("from map to map one comes through every layer, and round its end to the first again", () => {
  const layers = [
    { layer: "conv1", channels: 32 },
    { layer: "conv2", channels: 64 },
  ];
  /** @param {string} layer @param {number} channel @param {number} by */
  const from = (layer, channel, by) => stepped({ layer, channel }, by, layers);
  assert.deepEqual(from("conv1", 4, 1), { layer: "conv1", channel: 5 });
  assert.deepEqual(from("conv1", 31, 1), { layer: "conv2", channel: 0 });
  assert.deepEqual(from("conv2", 0, -1), { layer: "conv1", channel: 31 });
  assert.deepEqual(from("conv2", 63, 1), { layer: "conv1", channel: 0 });
  assert.deepEqual(from("conv1", 0, -1), { layer: "conv2", channel: 63 });
});
