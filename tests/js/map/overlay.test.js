import test from "node:test";
import assert from "node:assert/strict";
import { isInSight } from "../../../assets/js/map/overlay.js";
import { standIn } from "../given.js";

/** A view in the tab "why" of the bench. @param {boolean} visible @returns {HTMLElement} */
const view = (visible) =>
  standIn({
    checkVisibility: () => visible,
    closest: (/** @type {string} */ selector) => (selector === '[data-tab="why"]' ? {} : null),
  });

test("what a view draws over the map is there while the view is", () => {
  assert.ok(isInSight(view(true), "why", false));
  assert.ok(!isInSight(view(false), "draw", false));
  assert.ok(!isInSight(null, "why", false));
});

test("a map that fills the screen keeps what the chosen tab draws over it", () => {
  assert.ok(isInSight(view(false), "why", true));
  assert.ok(!isInSight(view(false), "draw", true));
});
