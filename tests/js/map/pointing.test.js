import test from "node:test";
import assert from "node:assert/strict";
import { set } from "../../../assets/js/core/store.js";
import { classGroups } from "../../../assets/js/map/colouring.js";
import { digitUnder, exactly } from "../../../assets/js/map/pointing.js";
import { standIn } from "../given.js";
import { COUNT, POINTS } from "../made_up.js";

const COLUMNS = ["pca-1", "umap-2"];
const AXIS = { range: [-50, 50], _offset: 20, _length: 5000 };
/** @type {import("../../../assets/js/core/store.js").MapView} */
const MAP = standIn({
  gd: {
    _fullLayout: { xaxis: AXIS, yaxis: AXIS },
    getBoundingClientRect: () => ({ left: 7, top: 9 }),
  },
  points: POINTS,
  columns: COLUMNS,
  groups: classGroups(POINTS),
});

/** Where the point of a digit is in the window. @param {number} digit */
function over(digit) {
  const [x, y] = COLUMNS.map((name) => POINTS.columns[name][digit]);
  return { clientX: 7 + 20 + 50 * (x + 50), clientY: 9 + 20 + 50 * (50 - y) };
}

test("the digit under the pointer is the one whose point is there", () => {
  for (let digit = 1; digit < COUNT; digit++) assert.equal(digitUnder(MAP, over(digit)), digit);
  assert.equal(digitUnder(MAP, { clientX: 7 + 20, clientY: 9 + 20 }), null);
});

test("the pointer passes over what the legend hides, at once", () => {
  const { clientX, clientY } = over(13);
  set("hidden", { class: [3] });
  assert.equal(digitUnder(MAP, { clientX, clientY }), null);
  set("hidden", {});
  assert.equal(digitUnder(MAP, { clientX, clientY }), 13);
});

test("on other axes the points are elsewhere", () => {
  const other = { ...MAP, columns: ["umap-2", "pca-1"] };
  const { clientX, clientY } = over(20);
  const digit = digitUnder(other, { clientX, clientY });
  assert.ok(digit !== 20);
  assert.equal(digitUnder(MAP, { clientX, clientY }), 20);
});

test("a click is where the card was asked for, though it comes in whole pixels", () => {
  const moved = { clientX: 354.94, clientY: 522.64 };
  assert.equal(exactly({ clientX: 354, clientY: 522 }, moved), moved);
  const elsewhere = { clientX: 356, clientY: 522 };
  assert.equal(exactly(elsewhere, moved), elsewhere);
  assert.equal(exactly(elsewhere, null), elsewhere);
});
