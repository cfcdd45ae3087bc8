import test from "node:test";
import assert from "node:assert/strict";
import { escape } from "../../../assets/js/core/format.js";
import { along, diagram } from "../../../assets/js/panels/calibration.js";

/** @type {import("../../../assets/js/types/views.js").Reading} */
const READING = { name: "< 50 %", count: "11", said: 0.456, right: 0.455, interval: [0.21, 0.72], words: "5 of 11" };

test("a share lies along its row, never beyond", () => {
  assert.deepEqual([0, 0.5, 1, 1.2, -1].map(along), ["0.00%", "50.00%", "100.00%", "100.00%", "0.00%"]);
});

test("a row says its confidence, how many there were and what became of them", () => {
  const html = diagram({ summary: "All in all", readings: [READING, READING] });
  assert.equal(html.split("<li>").length - 1, 2);
  for (const words of [
    "All in all",
    escape(READING.name),
    "11",
    "5 of 11",
    "left:45.60%",
    "left:45.50%",
    "left:21.00%",
  ])
    assert.ok(html.includes(words), words);
  assert.ok(html.includes("right:28.00%"));
});
