"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { classesOf, components, unitOf } = require("../../assets/js/pca.js");

test("class k holds the digits with that label in their order, and every digit is in one", () => {
  const labels = Uint8Array.from([3, 0, 3, 9, 0]);
  const classes = classesOf(labels);
  assert.equal(classes.length, 10);
  assert.deepEqual(classes[3], [0, 2]);
  assert.deepEqual(classes[0], [1, 4]);
  assert.deepEqual(classes.flat().sort(), [0, 1, 2, 3, 4]);
});

test("a biplot's components count from one, as the page does", () => {
  assert.deepEqual(components({ layout: { uirevision: "(0, 1)" } }), [1, 2]);
  assert.deepEqual(components({ layout: { uirevision: "(9, 3)" } }), [10, 4]);
});

test("an arrow's label names its unit, other annotations name none", () => {
  assert.equal(unitOf({ name: "unit-17-label" }), 17);
  assert.equal(unitOf({ name: "unit-0-label" }), 0);
  assert.equal(unitOf({ name: "note" }), null);
  assert.equal(unitOf({}), null);
});
