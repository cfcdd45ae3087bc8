import test from "node:test";
import assert from "node:assert/strict";
import { zoomed } from "../../../assets/js/map/zoom.js";

test("a zoom keeps the middle of a range", () => assert.deepEqual(zoomed([2, 10], 0.5), [4, 8]));
