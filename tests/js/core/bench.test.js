import test from "node:test";
import assert from "node:assert/strict";
import { open, tabOf, tabToShow } from "../../../assets/js/core/bench.js";
import { get, subscribe } from "../../../assets/js/core/store.js";

const TABS = { why: { panels: ["why-panel"] }, maps: { panels: ["pca-panel", "quality-panel"] } };
const NAMES = Object.keys(TABS);

test("a panel of the bench is found in its tab, one of the stage and what is none in no tab", () => {
  assert.equal(tabOf("why-panel", TABS), "why");
  assert.equal(tabOf("quality-panel", TABS), "maps");
  for (const none of ["map-panel", "maps", "", "toString"]) assert.equal(tabOf(none, TABS), null, none);
});

test("the chosen tab is the one to show", () => {
  for (const before of ["", ...NAMES]) assert.equal(tabToShow("maps", NAMES, before), "maps");
});

test("beside a part of the stage the tab before stays, and at first there is the first one", () => {
  assert.equal(tabToShow("draw", NAMES, "maps"), "maps");
  assert.equal(tabToShow("draw", NAMES, ""), "why");
  assert.equal(tabToShow("toString", NAMES, ""), "why");
});

test("a tab is opened once, however often it is asked for", () => {
  /** @type {string[]} */
  const opened = [];
  subscribe("tab", (tab) => opened.push(tab));
  for (const tab of ["maps", "maps", "why"]) open(tab);
  assert.deepEqual(opened, ["maps", "why"]);
  assert.equal(get("tab"), "why");
});
