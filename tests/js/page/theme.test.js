import test from "node:test";
import assert from "node:assert/strict";
import { other } from "../../../assets/js/page/theme.js";

test("the switch leads to the theme that is not on", () => {
  assert.equal(other("dark", true), "light");
  assert.equal(other("light", true), "dark");
});

test("as long as nothing was chosen the system's theme is on", () => {
  assert.equal(other(undefined, true), "light");
  assert.equal(other(undefined, false), "dark");
});
