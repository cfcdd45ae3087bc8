import test from "node:test";
import assert from "node:assert/strict";
import { barsPath, classBars, frame } from "../../../assets/js/panels/network_path.js";

const STAGE = { layer: null, shape: "", found: "", picture: "", operation: [] };
/** @param {string} text @param {string} term */
const piece = (text, term) => ({ text, term, wide: false });
const VIEW = {
  stages: [
    { ...STAGE, kind: "picture", name: "picture" },
    { ...STAGE, kind: "layer", layer: 0, name: "<conv>", operation: [piece("3×3", "convolution")] },
    { ...STAGE, kind: "layer", layer: 4, name: "last" },
    { ...STAGE, kind: "units", name: "units", operation: [piece("pool", "pooling")] },
    { ...STAGE, kind: "classes", name: "classes", operation: [piece("softmax", "probability")] },
  ],
  units: [0, 50],
  classes: [{ index: 3, percent: 90 }],
};

test("each stage is a button that says where it leads, in the order of the network", () => {
  const named = [...frame(VIEW).matchAll(/<button [^>]*data-stage="(\d)" data-kind="(\w+)" data-layer-number="(\d)"/g)];
  assert.deepEqual(
    named.map(([, number, kind, layer]) => [number, kind, layer].join(" ")),
    ["0 picture 0", "1 layer 0", "2 layer 4", "3 units 0", "4 classes 0"],
  );
  assert.match(frame(VIEW), /To all maps of &#60;conv&#62;; this is the strongest/);
});

test("between the stages stands what happens there, as far as it is known", () => {
  const parts = frame(VIEW).split("<li").slice(1);
  const terms = parts.map((part) => /data-term="(\w+)"/.exec(part)?.[1] ?? "");
  assert.deepEqual(terms, ["", "convolution", "", "pooling", "probability"]);
});

test("a bar is as high as its share, from the bottom", () => {
  assert.equal(barsPath([0, 40]), "M0 100v0h1v0zM1 100v-40h1v40z");
  assert.equal(barsPath([-100, 40]), "M0 50v50h1v-50zM1 50v-20h1v20z", "from the middle where some are negative");
  const two = [
    { index: 4, percent: 0 },
    { index: 12, percent: 25 },
  ];
  assert.match(classBars(two), /class="class-12" d="M1\.1 100v-25h0\.8v25z"/);
});
