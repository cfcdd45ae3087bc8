import test from "node:test";
import assert from "node:assert/strict";
import { newTo, withKnown } from "../../../assets/js/page/hints.js";

test("on a first visit all three hints are new", () => assert.deepEqual(newTo(null), ["click", "switch", "draw"]));

test("what is known stays known, once, whatever else is kept", () => {
  const known = withKnown(withKnown(withKnown(null, "draw"), "click"), "draw");
  assert.equal(known, "draw click");
  assert.deepEqual(newTo(known), ["switch"]);
  assert.deepEqual(newTo("something else"), ["click", "switch", "draw"]);
});
