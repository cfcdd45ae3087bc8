import test from "node:test";
import assert from "node:assert/strict";
import { words } from "../../../assets/js/panels/beside.js";

/** @param {string} html */
const text = (html) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");

test("below the nearest stands how many of them the map keeps", () => {
  const one = words("t-SNE", { near: 15, kept: 7, torn: 4, strangers: 1 });
  assert.equal(text(one), "t-SNE: 7 of its 15 nearest lie beside it, 4 torn away; 1 stranger there");
  const other = words("<map>", { near: 15, kept: 0, torn: 15, strangers: 15 });
  assert.match(text(other), /^&#60;map&#62;: 0 of .* 15 torn away; 15 strangers there$/);
});
