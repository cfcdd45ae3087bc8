import test from "node:test";
import assert from "node:assert/strict";
import { pixel } from "../../../assets/js/charts/points_layer.js";
import { inOneColour, stepsOf } from "../../../assets/js/map/shades.js";

test("points in shades become a layer a shade, with the opacity of the shade; others stay as they are", () => {
  const shades = Uint32Array.of(pixel("#102030", 200), pixel("#ffee00", 80), pixel("#102030", 200));
  const plain = { members: [3], colour: "#0000ff", diameter: 5 };
  const found = inOneColour([{ members: [0, 1, 2], colour: "#000000", diameter: 4, shades }, plain]);
  assert.deepEqual(found, [
    { members: [0, 2], colour: "#102030", diameter: 4, opacity: 200 },
    { members: [1], colour: "#ffee00", diameter: 4, opacity: 80 },
    { ...plain, opacity: 200 },
  ]);
});

test("a legend of shades goes from the least value to the greatest, and there is none of groups", () => {
  const palette = Array.from({ length: 256 }, (_, k) => `#0000${k.toString(16).padStart(2, "0")}`);
  const scale = {
    values: new Float64Array(),
    shades: new Uint32Array(),
    range: /** @type {[number, number]} */ ([0, 8]),
    palette,
    column: "own-0",
    written: "number",
  };
  const steps = stepsOf({ names: ["age"], scale });
  assert.deepEqual(
    steps.map(({ name }) => name),
    ["age: 0", "2", "4", "6", "8"],
  );
  assert.deepEqual([steps[0].colour, steps[4].colour], ["#000000", "#0000ff"]);
  assert.deepEqual(stepsOf({ names: ["a"] }), []);
});
