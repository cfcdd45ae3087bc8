/* What the colours of the map's points can mean: groups of digits, each with a name and a colour. */

const SURE_FROM = [0, 0.5, 0.9, 0.99, 0.999];
const SURE_NAMES = ["below 50 %", "50 to 90 %", "90 to 99 %", "99 to 99.9 %", "above 99.9 %"];

/**
 * @typedef {import("../core/points.js").Points["columns"]} Columns
 * @typedef {{names: string[], colours: string[], of: (index: number) => number, digits: boolean,
 *   larger: number[]}} Colouring
 * groups of digits, drawn first to last; `digits` when group k is the digit k, `larger` are the groups that matter most
 */

/**
 * @typedef {{classes: string[], doubt: string[]}} Palette colours of the ten classes, and from least to most sure
 * @type {Object<string, (columns: Columns, palette: Palette) => Colouring>} the ways to colour the points
 */
const colourings = {
  label: (columns, { classes }) => byDigit(columns.label, classes),
  predicted: (columns, { classes }) => byDigit(columns.predicted, classes),
  confidence: (columns, { doubt }) => ({
    names: [...SURE_NAMES].reverse(),
    colours: [...doubt].reverse(),
    of: (index) => SURE_FROM.length - 1 - sureness(columns.confidence[index]),
    digits: false,
    larger: [3, 4],
  }),
  correct: (columns, { doubt }) => ({
    names: ["read right", "misread"],
    colours: [doubt[doubt.length - 1], doubt[0]],
    of: (index) => Number(columns.label[index] !== columns.predicted[index]),
    digits: false,
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
 * Groups by a column of digits.
 * @param {import("../core/points.js").Column} column
 * @param {string[]} classes
 * @returns {Colouring}
 */
function byDigit(column, classes) {
  return {
    names: classes.map((_, k) => String(k)),
    colours: classes,
    of: (index) => column[index],
    digits: true,
    larger: [],
  };
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

export const names = Object.keys(colourings);
