import test from "node:test";
import assert from "node:assert/strict";
import { know } from "../../../assets/js/core/page_data.js";
import { counts, parts } from "../../../assets/js/core/parts.js";
import { set } from "../../../assets/js/core/store.js";
import { standIn } from "../given.js";

know({ files: standIn({ count: 4000 }) });

test("without filter and group there are all", () => {
  assert.deepEqual(parts(), { filter: null, group: null });
  assert.deepEqual(Object.values(counts()), [
    { count: 4000, words: "All 4,000 digits" },
    { count: 0, words: "Filter: none" },
    { count: 0, words: "Group: none" },
  ]);
});

test("filter and group have their images, if any", () => {
  set("passing", Uint8Array.of(0, 1, 0, 1));
  set("group", { name: "some", members: [2] });
  assert.deepEqual(parts(), { filter: [1, 3], group: [2] });
  assert.equal(counts().filter.words, "Filter: 2");
  set("passing", new Uint8Array(4));
  assert.deepEqual(counts().filter, { count: 0, words: "Filter: 0" });
  set("passing", null);
  set("group", null);
});
