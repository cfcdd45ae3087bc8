import test from "node:test";
import assert from "node:assert/strict";
import { keep, kept } from "../../../assets/js/core/keep.js";

/** Run with another localStorage. @param {PropertyDescriptor} storage @param {() => void} deed */
function having(storage, deed) {
  const before = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  Object.defineProperty(globalThis, "localStorage", { configurable: true, ...storage });
  deed();
  if (before) Object.defineProperty(globalThis, "localStorage", before);
  else Reflect.deleteProperty(globalThis, "localStorage");
}

test("what is kept is there again", () => {
  /** @type {Map<string, string>} */
  const items = new Map();
  const value = {
    getItem: (/** @type {string} */ key) => items.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => items.set(key, text),
  };
  having({ value }, () => {
    assert.equal(kept("theme"), null);
    keep("theme", "dark");
    assert.equal(kept("theme"), "dark");
  });
});

test("a browser that keeps nothing is no trouble", () => {
  const get = () => {
    throw new Error("The operation is insecure.");
  };
  having({ get }, () => {
    keep("theme", "dark");
    assert.equal(kept("theme"), null);
  });
});
