import test from "node:test";
import assert from "node:assert/strict";
import { present } from "../given.js";
import { rangesFor, readZoom, zoomText } from "../../../assets/js/core/zoom.js";

const COLUMNS = ["tsne-1", "tsne-2"];
/** @param {import("../../../assets/js/types/page.js").Range[]} ranges */
const zoom = (...ranges) => ({ columns: COLUMNS, ranges });

test("a zoom comes back from its text, as exact as a screen can show it", () => {
  for (const [low, high] of [
    [-12.3456789, 40.1],
    [3.00001, 3.00002],
    [-1000000, 1000000],
    [-1e-9, 0.5],
  ]) {
    const back = present(readZoom(zoomText(zoom([low, high], [low, high]), COLUMNS), COLUMNS));
    back.ranges.flat().forEach((end, k) => assert.ok(Math.abs(end - [low, high][k % 2]) <= (high - low) / 4000));
  }
});

test("the text is short", () => {
  assert.equal(zoomText(zoom([-12.3456789, 40.1], [3, 9.87654321]), COLUMNS), "-12.346,40.1,3,9.8765");
});

test("all of a map has no text, and no text is all of a map", () => {
  assert.equal(zoomText(null, COLUMNS), "");
  assert.equal(readZoom("", COLUMNS), null);
});

test("a zoom holds for the axes that it was made on", () => {
  assert.deepEqual(rangesFor(zoom([0, 1], [2, 3]), COLUMNS), [
    [0, 1],
    [2, 3],
  ]);
  assert.equal(rangesFor(zoom([0, 1], [2, 3]), ["umap-1", "umap-2"]), null);
  assert.equal(zoomText(zoom([0, 1], [2, 3]), ["umap-1", "umap-2"]), "");
  assert.equal(rangesFor(null, COLUMNS), null);
});

test("malformed text is told from a zoom", () => {
  const wrong = ["0", "0,1,2", "0,1,2,3,4", "1,0,2,3", "0,1,3,3", "0,1,2,NaN", "0,1,2,1e3", "0,1,2,Infinity"];
  for (const text of [...wrong, "0,1,2,", " 0,1,2,3", "0,1,2,0x10", "0,1,2,99999999", "00,1,2,3", "a,b,c,d"])
    assert.equal(readZoom(text, COLUMNS), undefined, text);
});
