import test from "node:test";
import assert from "node:assert/strict";
import { standIn } from "../given.js";
import { set } from "../../../assets/js/core/store.js";
import { layersKept } from "../../../assets/js/map/canvas_points.js";

/** @type {import("../../../assets/js/core/store.js").Groups} */
const GROUPS = { kind: "class", names: ["one"], colours: ["#0000ff"], members: [[0, 1]], larger: [] };
/** @param {number} clientWidth */
const stage = (clientWidth) => standIn({ clientWidth });

test("layers are found anew only when they are others: other groups, emphasis or points of another size", () => {
  globalThis.getComputedStyle = () => standIn({ getPropertyValue: () => "#ff0000" });
  const layersOf = layersKept();
  const first = layersOf(GROUPS, stage(300));
  assert.equal(layersOf(GROUPS, stage(320)), first);
  assert.notEqual(layersOf(GROUPS, stage(900)), first);
  const wide = layersOf(GROUPS, stage(900));
  set("group", { name: "one", members: [1] });
  const grouped = layersOf(GROUPS, stage(900));
  assert.ok(grouped.length > wide.length);
  assert.notEqual(layersOf({ ...GROUPS }, stage(900)), grouped);
  set("group", null);
});
