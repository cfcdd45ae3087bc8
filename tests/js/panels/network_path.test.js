import test from "node:test";
import assert from "node:assert/strict";
import { barsPath, classBars, frame } from "../../../assets/js/panels/network_path.js";

const NAMES = ["picture", "conv1", "conv2", "units", "classes"];
const VIEW = { stages: NAMES.map((name) => ({ name })) };

test("each stage is a button that says where it leads, in the order of the network", () => {
  const named = [...frame(VIEW).matchAll(/<button [^>]*data-stage="(\w+)" data-tip="([^"]+)"/g)];
  assert.deepEqual(
    named.map(([, name]) => name),
    NAMES,
  );
});

test("between the stages stands what happens there", () => {
  const parts = frame(VIEW).split("<li").slice(1);
  assert.ok(!parts[0].includes("operation"), "nothing happens before the picture");
  ["convolution", "relu", "pooling", "probability"].forEach((term, k) =>
    assert.ok(parts[k + 1].includes(`data-term="${term}"`), term),
  );
});

test("a bar is as high as its share, from the bottom", () => {
  assert.equal(barsPath([0, 40]), "M0 100v0h1v0zM1 100v-40h1v40z");
  assert.equal(classBars([10, 0]).split("<path").length - 1, 2);
  assert.match(classBars([0, 25]), /class="class-1" d="M1\.1 100v-25h0\.8v25z"/);
});
