/* What the colours of the map's points mean: groups of images, each with a name and a colour, or shades of a value. */

import { channels } from "../charts/cells.js";
import { pixel } from "../charts/points_layer.js";
import { dataset } from "../core/dataset.js";
import { colouringOf } from "../core/map_choice.js";
import { pageData } from "../core/page_data.js";
import { extent } from "../core/points.js";

const LEVELS = 256; // of shades

/**
 * @typedef {import("../core/points.js").Column} Column
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/map_choice.js").Colouring} Colouring
 * @typedef {import("../core/store.js").Groups} Groups
 */

/**
 * The groups of the colouring of a view, whose columns are there.
 * @param {Points} points
 * @param {import("../core/map_choice.js").View} view
 */
export function groupsIn({ columns }, { colour, values }) {
  return groupsOf({ ...colouringOf(colour), column: values }, columns[values]);
}

/** The groups of images by class, as labelled or else as they are read. @param {Points} points */
export function classGroups({ columns }) {
  const { column, ...one } = colouringOf(dataset().labelled ? "label" : "predicted");
  return groupsOf({ column, ...one }, columns[column]);
}

/**
 * The groups of a colouring with their images.
 * @param {Colouring} colouring
 * @param {Column} values
 * @returns {Groups}
 */
export function groupsOf(colouring, values) {
  return colouring.kind === "categorical" ? categories(colouring, values) : shaded(colouring, values);
}

/**
 * Images that have one of a few values; those without one are the last group, if there are any.
 * @param {Colouring} colouring
 * @param {Column} values
 * @returns {Groups}
 */
function categories({ hides, groups, colours, steps, larger, rest }, values) {
  const known = groups.length ? { names: groups, colours } : { names: dataset().classes, colours: dataset().colours };
  const count = known.names.length;
  const members = membersOf(values, count, steps);
  const whole = members[count].length === 0;
  return {
    kind: hides,
    names: whole ? known.names : [...known.names, counted(rest, members[count])],
    colours: whole ? known.colours : [...known.colours, pageData("map").nothing],
    members: whole ? members.slice(0, count) : members,
    larger,
  };
}

/** A name with how many images it is of. @param {string} name @param {number[]} members */
const counted = (name, members) => `${name} (${members.length})`;

/**
 * The images of each group, in their order; those without a value are the last.
 * @param {Column} values
 * @param {number} count of groups
 * @param {number[]} steps the least value of each group, if the value is not its number
 */
export function membersOf(values, count, steps = []) {
  /** @type {number[][]} */
  const members = Array.from({ length: count + 1 }, () => []);
  values.forEach((/** @type {number} */ value, /** @type {number} */ index) => {
    const group = steps.length ? steps.findIndex((least) => value >= least) : value;
    members[group >= 0 ? group : count].push(index);
  });
  return members;
}

/**
 * Images whose colours tell how great their values are, and those without a value.
 * @param {Colouring} colouring
 * @param {Column} values
 * @returns {Groups}
 */
function shaded({ kind, hides, title, rest, written, column }, values) {
  const { shades: palettes, nothing } = pageData("map");
  const palette = levels(palettes[kind]);
  const [known, missing] = split(values);
  const range = rangeOf(values, known, kind === "signed");
  const pixels = palette.map((colour) => pixel(colour));
  const shades = new Uint32Array(values.length).fill(pixel(nothing));
  for (const index of known) shades[index] = pixels[levelOf(values[index], range)];
  return {
    kind: hides,
    names: [title, counted(rest, missing)],
    colours: [palette[LEVELS / 2], nothing],
    members: [known, missing],
    larger: [],
    scale: { values, shades, range, palette, written, column },
  };
}

/** The images with a value, and those without. @param {Column} values */
function split(values) {
  /** @type {number[][]} */
  const [known, missing] = [[], []];
  for (let index = 0; index < values.length; index++) (Number.isNaN(values[index]) ? missing : known).push(index);
  return [known, missing];
}

/**
 * The values that the first and the last colour stand for: of both signs as far on one side of 0 as on the other.
 * @param {Column} values
 * @param {number[]} known images
 * @param {boolean} signed
 * @returns {[number, number]}
 */
function rangeOf(values, known, signed) {
  const [low, high] = extent(known.map((index) => values[index]));
  const most = Math.max(-low, high);
  return signed ? [-most, most] : [low, high];
}

/** The number of the colour of a value. @param {number} value @param {[number, number]} range */
export function levelOf(value, [low, high]) {
  return high > low ? Math.round(((LEVELS - 1) * (value - low)) / (high - low)) : LEVELS / 2;
}

/** Some colours in even steps as many, with all between them. @param {string[]} steps "#rrggbb" */
export function levels(steps) {
  const known = steps.map(channels);
  return Array.from({ length: LEVELS }, (_, level) => {
    const place = ((steps.length - 1) * level) / (LEVELS - 1);
    const first = Math.min(Math.floor(place), steps.length - 2);
    const along = place - first;
    const mixed = known[first].map((one, k) => Math.round(one + along * (known[first + 1][k] - one)));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  });
}
