import test from "node:test";
import assert from "node:assert/strict";
import { beside, explanationOf } from "../../../assets/js/charts/popover.js";

const VIEW = { width: 390, height: 664 };
const SIZE = { width: 320, height: 90 };
/** @param {number} left @param {number} top */
const at = (left, top) => ({ left, top, bottom: top + 18 });

test("a popover covers nothing of what it explains and stays in the window", () => {
  for (const left of [0, 60, 200, 380])
    for (const top of [0, 100, 330, 560, 640]) {
      const anchor = at(left, top);
      const box = beside(anchor, SIZE, VIEW);
      assert.ok(box.top >= anchor.bottom || box.top + SIZE.height <= anchor.top, `${left} ${top}`);
      assert.ok(box.left >= 0 && box.left + SIZE.width <= VIEW.width, `${left} ${top}`);
      assert.ok(box.top >= 0 && box.top + SIZE.height <= VIEW.height, `${left} ${top}`);
    }
});

test("it stands under what it explains where there is room", () => {
  assert.ok(beside(at(100, 300), SIZE, VIEW).top > 300);
  assert.ok(beside(at(100, 600), SIZE, VIEW).top < 600);
});

test("where there is no room beside what it explains it stays in the window", () => {
  const { top } = beside({ left: 10, top: 5, bottom: 660 }, SIZE, VIEW);
  assert.ok(top >= 0 && top + SIZE.height <= VIEW.height);
});

const TERMS = { r2: { group: "Explanations", name: "R²", meaning: "at most 1, and < 1 mostly" } };

test("a term is told with its name, a tip as it is", () => {
  assert.equal(explanationOf({ term: "r2" }, TERMS), "<strong>R²</strong> at most 1, and &#60; 1 mostly");
  assert.equal(explanationOf({ tip: "Zoom <in>" }, TERMS), "Zoom &#60;in&#62;");
  assert.equal(explanationOf({}, TERMS), "");
});

test("what there is to say of a term in one place comes before its meaning", () => {
  assert.match(explanationOf({ term: "r2", tip: "Here, 0.5 < 1." }, TERMS), /<\/strong> Here, 0.5 &#60; 1. at most 1/);
});
