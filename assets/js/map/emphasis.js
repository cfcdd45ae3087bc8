/* What stands out on the maps: images that the legend and the filter show, and those of the group. */

import { pixel } from "../charts/points_layer.js";
import { hiddenOf } from "../core/hidden.js";
import { isSame } from "../core/same.js";
import { get } from "../core/store.js";

/** @typedef {import("../core/store.js").Groups} Groups */

export const REST = "#8a8f98"; // what the filter keeps back, on light and dark
const [FAINT, DIM, PLAIN] = [38, 80, 200]; // opacities of 255
const HALO_PX = 4; // that a point of the group is wider with its edge

/**
 * @typedef {import("../charts/points_layer.js").Alike} Alike
 * @typedef {Pick<import("../core/store.js").State, "hidden" | "passing" | "group">} Emphasis
 */

/** What the store says. @returns {Emphasis} */
export function emphasis() {
  return { hidden: get("hidden"), passing: get("passing"), group: get("group") };
}

/** Whether anything but the legend makes a difference. @param {Emphasis} now */
export function isPlain({ passing, group }) {
  return !passing && !group;
}

/** @type {{key: unknown[], value: Uint8Array}} what was found last */
let found = { key: [], value: new Uint8Array() };

/**
 * By image, whether it is one that can be meant: neither the legend nor the filter keeps it back.
 * @param {number} count
 * @param {Pick<Groups, "kind" | "members">} groups
 * @param {Emphasis} [now]
 */
export function meant(count, groups, now = emphasis()) {
  const key = [groups, now.hidden, now.passing];
  if (!isSame(key, found.key)) found = { key, value: find(count, groups, now) };
  return found.value;
}

/** @param {number} count @param {Pick<Groups, "kind" | "members">} groups @param {Emphasis} now */
function find(count, { kind, members }, { hidden, passing }) {
  const value = passing ? Uint8Array.from(passing) : new Uint8Array(count).fill(1);
  for (const k of hiddenOf(hidden, kind)) for (const index of members[k] ?? []) value[index] = 0;
  return value;
}

/**
 * The colour of each image's pixel; 0 for those that the legend hides.
 * @param {number} count
 * @param {Pick<Groups, "kind" | "colours" | "members" | "scale">} groups
 * @param {Emphasis} [now]
 */
export function pixels(count, { kind, colours, members, scale }, now = emphasis()) {
  const found = new Uint32Array(count);
  const [rest, chosen] = [pixel(REST, FAINT), now.group && new Set(now.group.members)];
  members.forEach((group, k) => {
    if (hiddenOf(now.hidden, kind).includes(k)) return;
    const colour = pixel(colours[k]);
    for (const index of group) {
      const own = scale ? scale.shades[index] : colour;
      found[index] = now.passing && !now.passing[index] ? rest : chosen && !chosen.has(index) ? dimmed(own) : own;
    }
  });
  return found;
}

/** A pixel that is seen through. @param {number} colour */
const dimmed = (colour) => ((colour & 0xffffff) | (DIM << 24)) >>> 0;

/**
 * The points that look alike, from the lowest to the uppermost: what the filter keeps back, what is not in the group,
 * what is, with an edge. What the legend hides is in none.
 * @param {Pick<Groups, "kind" | "colours" | "members" | "scale">} groups
 * @param {number[]} diameters by group, CSS pixels
 * @param {string} accent colour of the edge
 * @param {Emphasis} now
 * @returns {Alike[]}
 */
export function layers({ kind, colours, members, scale }, diameters, accent, { hidden, passing, group }) {
  const chosen = group && new Set(group.members);
  const shades = scale?.shades;
  const faded = chosen ? shades?.map(dimmed) : undefined;
  /** @type {Alike[][]} */
  const [rest, dim, halo, plain] = [[], [], [], []];
  members.forEach((all, k) => {
    if (hiddenOf(hidden, kind).includes(k)) return;
    const [colour, diameter] = [colours[k], diameters[k]];
    const kept = passing ? all.filter((index) => passing[index]) : all;
    if (passing) rest.push({ members: all.filter((index) => !passing[index]), colour: REST, diameter, opacity: FAINT });
    const members = chosen ? kept.filter((index) => chosen.has(index)) : kept;
    plain.push({ members, colour, diameter, opacity: PLAIN, shades });
    if (!chosen) return;
    dim.push({ members: kept.filter((index) => !chosen.has(index)), colour, diameter, opacity: DIM, shades: faded });
    halo.push({ members, colour: accent, diameter: diameter + HALO_PX, opacity: 255 });
  });
  return [...rest, ...dim, ...halo, ...plain].filter(({ members }) => members.length);
}
