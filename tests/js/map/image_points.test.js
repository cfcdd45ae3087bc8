import test from "node:test";
import assert from "node:assert/strict";
import { set } from "../../../assets/js/core/store.js";
import { pictureSize, pictureUnder } from "../../../assets/js/map/image_points.js";
import { standIn } from "../given.js";
import { POINTS } from "../made_up.js";

const COLUMNS = ["pca-1", "umap-2"];
const AXIS = { range: [-50, 50], _offset: 20, _length: 5000 };
/** @type {import("../../../assets/js/core/store.js").MapView} */
const MAP = standIn({
  gd: { _fullLayout: { xaxis: AXIS, yaxis: AXIS }, getBoundingClientRect: () => ({ left: 0, top: 0 }) },
  points: POINTS,
  columns: COLUMNS,
});

test("there are pictures on a zoomed map with room for them, unless they are not wanted", () => {
  set("map", MAP);
  assert.equal(pictureSize(MAP), null);
  set("zoom", {
    columns: COLUMNS,
    ranges: [
      [-50, 50],
      [-50, 50],
    ],
  });
  assert.ok(pictureSize(MAP));
  const small = { ...AXIS, _length: 50 };
  assert.equal(pictureSize({ ...MAP, gd: standIn({ _fullLayout: { xaxis: small, yaxis: small } }) }), null);
  set("pictures", false);
  assert.equal(pictureSize(MAP), null);
  set("pictures", true);
  set("zoom", null);
});

test("where nothing is drawn there is no picture to point at", () => {
  assert.equal(pictureUnder(MAP, { clientX: 100, clientY: 100 }), null);
});
