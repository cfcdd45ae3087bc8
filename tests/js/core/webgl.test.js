import test from "node:test";
import assert from "node:assert/strict";
import { standIn } from "../given.js";
import { hasWebGl, isAble } from "../../../assets/js/core/webgl.js";

test("WebGL is of use with all that Plotly needs of it", () => {
  /** @param {string[]} names */
  const having = (...names) => ({ getExtension: (/** @type {string} */ name) => (names.includes(name) ? {} : null) });
  assert.ok(isAble(having("OES_element_index_uint", "ANGLE_instanced_arrays")));
  assert.ok(!isAble(having("OES_element_index_uint")));
  assert.ok(!isAble(null));
});

test("a browser is asked once", () => {
  let asked = 0;
  globalThis.document = standIn({ createElement: () => ({ getContext: () => (asked++, null) }) });
  assert.deepEqual([hasWebGl(), hasWebGl()], [false, false]);
  assert.equal(asked, 1);
});
