import test from "node:test";
import assert from "node:assert/strict";
import { classesOf, unitOf } from "../../../assets/js/charts/biplot.js";

test("class k holds the digits with that label in their order, and every digit is in one", () => {
  const labels = Int16Array.from([3, 0, 3, 9, 0]);
  const classes = classesOf(labels, 10);
  assert.equal(classes.length, 10);
  assert.deepEqual(classes[3], [0, 2]);
  assert.deepEqual(classes[0], [1, 4]);
  assert.deepEqual(classes.flat().sort(), [0, 1, 2, 3, 4]);
});

test("the number at an arrow's tip names its unit, the arrow and other words do not", () => {
  assert.equal(unitOf({ name: "unit-45-label" }), "45");
  for (const name of ["unit-45", "45", undefined]) assert.equal(unitOf({ name }), null);
});
