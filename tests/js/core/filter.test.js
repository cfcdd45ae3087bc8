import test from "node:test";
import assert from "node:assert/strict";
import * as filters from "../../../assets/js/core/filter.js";
import { COUNT, POINTS } from "../made_up.js";

/** @typedef {import("../../../assets/js/core/filter.js").Filter} Filter */

/** @type {Object<string, number>} */
const VALUES = { "label": 10, "correct": 2, "length, <mm>": Infinity, "confidence": Infinity };
/** @param {string} column */
const valuesIn = (column) => VALUES[column] ?? null;
/** @param {string} column */
const valuesOf = (column) => POINTS.columns[column];

/** The images that a filter lets through. @param {Filter} filter */
const through = (filter) => [...(filters.passing(filter, COUNT, valuesOf) ?? [])].flatMap((one, k) => (one ? [k] : []));

test("all conditions must hold, the ends of a range included", () => {
  assert.equal(filters.passing([], COUNT, valuesOf), null);
  assert.deepEqual(through([{ column: "label", among: [3] }]), [3, 13, 23, 33]);
  const range = { column: "confidence", from: 1 - 23 / COUNT, to: 1 - 13 / COUNT };
  assert.deepEqual(through([{ column: "label", among: [3] }, range]), [13, 23]);
});

test("ends are as exact as what is compared", () => {
  const [column, from, to] = ["x", 0.1, 0.3];
  for (const values of [Float32Array.of(0.1, 0.3), Float64Array.of(0.1, 0.3), [0.1, 0.3]])
    assert.deepEqual([...(filters.passing([{ column, from, to }], 2, () => values) ?? [])], [1, 1]);
});

test("a missing value is in no range", () => {
  const passed = filters.passing([{ column: "x", from: -9, to: 9 }], 2, () => [NaN, 3]);
  assert.deepEqual([...(passed ?? [])], [0, 1]);
});

test("values are let through one after the other, and no longer", () => {
  const two = filters.withToggled(filters.withToggled([], "label", 7), "label", 3);
  assert.deepEqual(two, [{ column: "label", among: [3, 7] }]);
  assert.deepEqual(filters.withToggled(filters.withToggled(two, "label", 3), "label", 7), []);
  assert.deepEqual(filters.withCondition(two, "label", null), []);
});

test("a filter comes back from its text, whatever its columns are called", () => {
  /** @type {Filter[]} */
  const some = [
    [],
    [{ column: "label", among: [0, 9] }],
    [
      { column: "correct", among: [0] },
      { column: "length, <mm>", from: -2.5, to: 1e-7 },
    ],
    [{ column: "confidence", from: 1 / 3, to: 1709251199.999 }],
  ];
  for (const filter of some) assert.deepEqual(filters.readFilter(filters.filterText(filter), valuesIn), filter);
});

test("what is malformed, or names what does not exist, is no filter", () => {
  const texts = [
    "label", "label:", "label:10", "label:-1", "label:1,", "age:3", "label:3;label:4", "confidence:2~1", ";",
    "confidence:a~b", "label:1:2", "%:1", "%E0%A4%A:1", "__proto__:1", `label:${"1,".repeat(9999)}1`, "<b>:1",
    "confidence:0~1e999",
  ]; // prettier-ignore
  for (const text of texts) assert.equal(filters.readFilter(text, valuesIn), null, text);
});

test("a filter of which a link would not be read is in none", () => {
  const among = Array.from({ length: 300 }, (_, k) => k);
  assert.equal(filters.linkText([{ column: "label", among }]), "");
  assert.equal(filters.linkText([{ column: "label", among: [3] }]), "label:3");
});
