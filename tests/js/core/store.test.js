import test from "node:test";
import assert from "node:assert/strict";
import { get, set, subscribe } from "../../../assets/js/core/store.js";

test("what is set is known, and told to those who subscribed, in their order", () => {
  /** @type {unknown[]} */
  const told = [];
  subscribe("units", (units) => told.push(["first", units, get("units")]));
  subscribe("units", (units) => told.push(["second", units, get("units")]));
  set("units", [3]);
  assert.deepEqual(told, [
    ["first", [3], [3]],
    ["second", [3], [3]],
  ]);
});

test("the same value again is told again: a dossier that was closed opens", () => {
  let told = 0;
  subscribe("pin", () => (told += 1));
  set("pin", null);
  set("pin", null);
  assert.equal(told, 2);
});

test("a key that nobody declared can be neither set nor heard of", () => {
  const nothing = /** @type {"units"} */ ("nothing");
  assert.throws(() => set(nothing, [1]));
  assert.throws(() => subscribe(nothing, () => {}));
});
