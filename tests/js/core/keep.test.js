import test from "node:test";
import assert from "node:assert/strict";
import { forTheVisit, keep, kept } from "../../../assets/js/core/keep.js";

/**
 * Run with another storage.
 * @param {PropertyDescriptor} storage
 * @param {() => void} deed
 * @param {string} name
 */
function having(storage, deed, name = "localStorage") {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { configurable: true, ...storage });
  deed();
  if (before) Object.defineProperty(globalThis, name, before);
  else Reflect.deleteProperty(globalThis, name);
}

/** A storage with nothing in it. */
function storage() {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    getItem: (/** @type {string} */ key) => items.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => items.set(key, text),
  };
}

test("what is kept is there again", () => {
  having({ value: storage() }, () => {
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

test("what is kept for the visit is kept apart", () => {
  const deed = () => {
    keep("group", "sevens", forTheVisit);
    assert.equal(kept("group", forTheVisit), "sevens");
    assert.equal(kept("group"), null);
  };
  having({ value: storage() }, () => having({ value: storage() }, deed, "sessionStorage"));
});
