import test from "node:test";
import assert from "node:assert/strict";
import { checkSum, readNumbers, written } from "../../../assets/js/core/number_text.js";

test("numbers come back from their text, small ones as one character", () => {
  const numbers = [0, 1, 31, 32, 1023, 1024, 69_999, 2 ** 20 - 1];
  assert.deepEqual(readNumbers(numbers.map(written).join("")), numbers);
  assert.equal(written(31).length, 1);
  assert.match(numbers.map(written).join(""), /^[\w-]+$/);
});

test("what ends in the middle of a number, or has other characters, is no such text", () => {
  for (const text of [written(32)[0], "A!", "ggggA", " "]) assert.equal(readNumbers(text), null);
  assert.deepEqual(readNumbers(""), []);
});

test("a text with a character changed has another check sum", () => {
  for (const other of ["BBCD", "ABCE", "ACBD", "ABC"]) assert.notEqual(checkSum("ABCD"), checkSum(other));
});
