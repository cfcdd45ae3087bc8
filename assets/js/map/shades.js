/* Shades of a value, taken apart: points of one colour each, and colours with what they stand for. */

import { wordsWithin } from "../core/range_text.js";
import { levelOf } from "./colouring.js";

/**
 * @typedef {import("../charts/points_layer.js").Alike} Alike
 * @typedef {import("../core/store.js").Groups} Groups
 */

const STEPS = 5; // that a legend names
const OPAQUE = 200; // of 255, as points are unless it is said

/** A pixel's colour as "#rrggbb". @param {number} pixel */
export function hexOf(pixel) {
  const parts = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Points in layers of one colour each.
 * @param {Alike[]} layers
 * @returns {(Omit<Alike, "shades" | "opacity"> & {opacity: number})[]}
 */
export function inOneColour(layers) {
  return layers.flatMap(({ members, colour, diameter, opacity = OPAQUE, shades }) => {
    if (!shades) return [{ members, colour, diameter, opacity }];
    /** @type {Map<number, number[]>} */
    const byShade = new Map();
    for (const index of members) {
      const some = byShade.get(shades[index]);
      if (some) some.push(index);
      else byShade.set(shades[index], [index]);
    }
    return [...byShade].map(([shade, some]) => ({
      members: some,
      colour: hexOf(shade),
      diameter,
      opacity: shade >>> 24,
    }));
  });
}

/**
 * What a legend says of shades: some values from the least to the greatest, each with its colour.
 * @param {Pick<Groups, "names" | "scale">} groups
 */
export function stepsOf({ names, scale }) {
  if (!scale) return [];
  const { range, palette, written } = scale;
  const values = Array.from({ length: STEPS }, (_, k) => range[0] + (k / (STEPS - 1)) * (range[1] - range[0]));
  const say = wordsWithin(range, written);
  return values.map((value, k) => ({
    name: k ? say(value) : `${names[0]}: ${say(value)}`,
    colour: palette[levelOf(value, range)],
  }));
}
