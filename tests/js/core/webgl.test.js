import test from "node:test";
import assert from "node:assert/strict";
import { hasWebGl, isAble } from "../../../assets/js/core/webgl.js";

test("WebGL is of use with all that Plotly needs of it", () => {
  const having = (...names) => ({ getExtension: (name) => (names.includes(name) ? {} : null) });
  assert.ok(isAble(having("OES_element_index_uint", "ANGLE_instanced_arrays")));
  assert.ok(!isAble(having("OES_element_index_uint")));
  assert.ok(!isAble(null));
});

test("a browser is asked once", () => {
  let asked = 0;
  globalThis.document = { createElement: () => ({ getContext: () => (asked++, null) }) };
  assert.deepEqual([hasWebGl(), hasWebGl()], [false, false]);
  assert.equal(asked, 1);
});
