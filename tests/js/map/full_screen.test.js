import test from "node:test";
import assert from "node:assert/strict";
import { icon } from "../../../assets/js/map/full_screen.js";

test("the way in and the way out look different", () => assert.notEqual(icon(true), icon(false)));
