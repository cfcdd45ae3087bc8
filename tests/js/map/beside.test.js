import test from "node:test";
import assert from "node:assert/strict";
import { words } from "../../../assets/js/map/beside.js";

const COUNTS = { kept: Uint8Array.of(7, 0), torn: Uint8Array.of(4, 15), strangers: Uint8Array.of(1, 15) };

/** @param {string} html */
const text = (html) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");

test("below the nearest stands how many of them the map keeps", () => {
  assert.equal(
    text(words("t-SNE", COUNTS, 0, 15)),
    "t-SNE: 7 of its 15 nearest lie beside it, 4 torn away; 1 stranger there",
  );
  assert.match(text(words("<map>", COUNTS, 1, 15)), /^&#60;map&#62;: 0 of .* 15 torn away; 15 strangers there$/);
});
