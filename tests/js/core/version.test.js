import test from "node:test";
import assert from "node:assert/strict";
import { get, subscribe } from "../../../assets/js/core/store.js";
import { heedVersion, isOutdated } from "../../../assets/js/core/version.js";

test("whether the page is outdated is told when it changes, and no more often", () => {
  /** @type {boolean[]} */
  const told = [];
  subscribe("outdated", (outdated) => told.push(outdated));
  for (const outdated of [false, true, true, false, false]) heedVersion(outdated);
  assert.deepEqual([told, get("outdated")], [[true, false], false]);
});

test("one status says that the server has another version", () => {
  assert.deepEqual(
    [200, 400, 404, 409, 503].filter((status) => isOutdated({ status })),
    [409],
  );
});
