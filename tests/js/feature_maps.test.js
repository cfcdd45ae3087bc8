"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { neighbour, buttons, told } = require("../../assets/js/feature_maps.js");

test("an arrow key leads one step in its direction", () => {
  const from = 10;
  const reached = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => neighbour(key, from, 8, 32));
  assert.deepEqual(reached, [9, 11, 2, 18]);
});

test("beyond the first and the last map there is none", () => {
  assert.equal(neighbour("ArrowLeft", 0, 8, 32), null);
  assert.equal(neighbour("ArrowUp", 7, 8, 32), null);
  assert.equal(neighbour("ArrowRight", 31, 8, 32), null);
  assert.equal(neighbour("ArrowDown", 24, 8, 32), null);
});

test("other keys lead nowhere", () => {
  for (const key of ["Enter", "a", "Tab"]) assert.equal(neighbour(key, 10, 8, 32), null);
});

test("a value is told with its place", () => assert.equal(told(3, 25, 0.5), "row 3, column 25: 0.50"));

test("every channel has a button that names it", () => {
  const html = buttons("conv2", 64);
  assert.equal(html.split("<button").length - 1, 64);
  assert.match(html, /aria-label="conv2, channel 63"/);
});
