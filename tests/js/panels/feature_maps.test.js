import test from "node:test";
import assert from "node:assert/strict";
import { bands, cellOf, channelFrom, stepped, cellText } from "../../../assets/js/panels/feature_maps.js";

test("a value is told with its place", () => assert.equal(cellText(3, 25, 0.5), "row 3, column 25: 0.50"));

const CONV2 = { channels: 64, columns: 8, height: 24, width: 24, gap: 2 };

test("every channel has a button that names it", () => {
  const html = bands("conv2", CONV2);
  assert.equal(html.split("<button").length - 1, 64);
  assert.match(html, /aria-label="conv2, channel 63"/);
  assert.equal(html.split('tabindex="0"').length - 1, 1);
});

test("a half of the picture has the shape of its maps with the gaps between them", () => {
  assert.match(bands("conv2", CONV2), /aspect-ratio: 206 \/ 102; grid-template-columns: repeat\(8, 1fr\)/);
});

test("the halves stand one under the other or side by side", () => {
  assert.deepEqual(cellOf(10, CONV2, false), { row: 1, column: 2 });
  assert.deepEqual(cellOf(10, CONV2, true), { row: 1, column: 2 });
  assert.deepEqual(cellOf(42, CONV2, false), { row: 5, column: 2 });
  assert.deepEqual(cellOf(42, CONV2, true), { row: 1, column: 10 });
});

test("the arrow keys go from half to half where those meet, and stop at the edges", () => {
  assert.equal(channelFrom("ArrowRight", 7, CONV2, true), 32);
  assert.equal(channelFrom("ArrowRight", 7, CONV2, false), 7);
  assert.equal(channelFrom("ArrowDown", 31, CONV2, false), 39);
  assert.equal(channelFrom("ArrowDown", 31, CONV2, true), 31);
  assert.equal(channelFrom("ArrowLeft", 32, CONV2, true), 7);
  assert.equal(channelFrom("a", 5, CONV2, true), null);
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

test("maps that fill no two halves come in one part, and the keys stop at its last one", () => {
  const six = { channels: 6, columns: 6, height: 10, width: 20, gap: 2 };
  assert.equal(bands("a", six).split("<img").length - 1, 1);
  assert.match(bands("a", six), /aspect-ratio: 130 \/ 10/);
  const twenty = { ...six, channels: 20, columns: 8 };
  assert.equal(channelFrom("ArrowDown", 15, twenty, false), 15, "below it is nothing");
  assert.equal(channelFrom("ArrowRight", 19, twenty, false), 19);
});
