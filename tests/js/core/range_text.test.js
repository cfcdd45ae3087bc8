import test from "node:test";
import assert from "node:assert/strict";
import { chosen, dateText, ends } from "../../../assets/js/core/range_text.js";

const DAY = Date.UTC(2024, 1, 29) / 1000;

test("the ends of a range are numbers with few digits and a true minus sign", () => {
  assert.deepEqual(ends([-12.34567, 1234567], "number"), ["−12.35", "1234567"]);
  assert.deepEqual(ends([-1.5e-9, 0], "number"), ["−1.5e−9", "0"]);
  assert.deepEqual(ends([999988.66, 1000011.23], "number"), ["999988.7", "1000011"]);
});

test("dates are dates, with the time of day where they are near to each other", () => {
  assert.deepEqual(ends([0, DAY], "time"), ["1970-01-01", "2024-02-29"]);
  assert.deepEqual(ends([DAY, DAY + 5400], "time"), ["2024-02-29 00:00", "2024-02-29 01:30"]);
});

test("a range that somebody chose keeps its digits; one beyond all dates is the last there is", () => {
  assert.equal(chosen([-1234.5678, 0.2], "number"), "−1234.5678 to 0.2");
  assert.equal(chosen([DAY, DAY + 9e5], "time"), "2024-02-29 to 2024-03-10");
  assert.equal(chosen([DAY, 9e30], "time"), "2024-02-29 to +275760-09-13");
});

test("fields of a form take dates with or without the time", () => {
  assert.deepEqual([dateText(DAY + 60, true), dateText(DAY + 60, false)], ["2024-02-29T00:01", "2024-02-29"]);
});

test("of a range that is one value that value is said", () => {
  assert.equal(chosen([3, 3], "number"), "3");
  assert.equal(chosen([DAY, DAY], "time"), "2024-02-29 00:00");
});
