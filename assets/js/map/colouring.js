/* What the colours of the map's points can mean: groups of images, each with a name and a colour. */

import { dataset } from "../core/dataset.js";
import { pageData } from "../core/page_data.js";

const SURE_FROM = [0, 0.5, 0.9, 0.99, 0.999];
const SURE_NAMES = ["< 50 %", "50–90 %", "90–99 %", "99–99.9 %", "> 99.9 %"];

/**
 * @typedef {import("../core/points.js").Points["columns"]} Columns
 * @typedef {Omit<import("../core/store.js").Groups, "members"> & {of: (index: number) => number}} Colouring
 * groups by what they are called and the rule that tells of a digit which is its own
 */

/**
 * @typedef {{classes: string[], colours: string[], doubt: string[]}} Palette names and colours of the classes, and
 * colours from least to most sure
 * @type {Object<string, (columns: Columns, palette: Palette) => Colouring>} the ways to colour the points
 */
const colourings = {
  label: (columns, palette) => byClass(columns.label, palette),
  predicted: (columns, palette) => byClass(columns.predicted, palette),
  confidence: (columns, { doubt }) => ({
    kind: "confidence",
    names: [...SURE_NAMES].reverse(),
    colours: [...doubt].reverse(),
    of: (index) => SURE_FROM.length - 1 - sureness(columns.confidence[index]),
    larger: [3, 4],
  }),
  correct: (columns, { doubt }) => ({
    kind: "reading",
    names: ["read right", "misread"],
    colours: [doubt[doubt.length - 1], doubt[0]],
    of: (index) => Number(columns.label[index] >= 0 && columns.label[index] !== columns.predicted[index]),
    larger: [1],
  }),
};

/**
 * A colouring by its name.
 * @param {string} name
 * @param {Columns} columns
 * @param {Palette} palette
 * @returns {Colouring}
 */
export function of(name, columns, palette) {
  return colourings[name](columns, palette);
}

/**
 * Groups by a column of classes; images without one are the last group, if there are any.
 * @param {import("../core/points.js").Column} column
 * @param {Palette} palette
 * @returns {Colouring}
 */
function byClass(column, { classes, colours, doubt }) {
  const rest = column.some((value) => value < 0);
  return {
    kind: "class",
    names: rest ? [...classes, "no label"] : classes,
    colours: rest ? [...colours, doubt[doubt.length - 1]] : colours,
    of: (index) => (column[index] < 0 ? classes.length : column[index]),
    larger: [],
  };
}

/** The names and colours of this page. @returns {Palette} */
export function palette() {
  const { classes, colours } = dataset();
  return { classes, colours, doubt: pageData("map").doubt };
}

/** The step of SURE_FROM that a confidence reaches. @param {number} confidence from 0 to 1 */
export function sureness(confidence) {
  return SURE_FROM.findLastIndex((least) => confidence >= least);
}

/** The digits of each group, in their order. @param {number} count @param {Colouring} colouring */
export function membersOf(count, colouring) {
  /** @type {number[][]} */
  const members = colouring.names.map(() => []);
  for (let index = 0; index < count; index++) members[colouring.of(index)].push(index);
  return members;
}

/**
 * The groups of a colouring with their digits.
 * @param {string} name
 * @param {import("../core/points.js").Points} points
 * @param {Palette} palette
 * @returns {import("../core/store.js").Groups}
 */
export function groupsOf(name, { count, columns }, palette) {
  const colouring = of(name, columns, palette);
  const { kind, names, colours, larger } = colouring;
  return { kind, names, colours, larger, members: membersOf(count, colouring) };
}

export const names = Object.keys(colourings);
