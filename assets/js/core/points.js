/* The points of every map, fetched once: columns of numbers, one entry a digit. */

import { isMisread } from "./confusion.js";
import { fetchOnce } from "./fetch_once.js";
import { pageData } from "./page_data.js";

/**
 * @typedef {import("../types/views.js").Files} Files
 * @typedef {Float32Array | Int16Array | Float64Array} Column an entry an image
 * @typedef {{count: number, columns: Object<string, Column>}} Points
 */

/**
 * Read the columns out of the file: the float32 ones first, then the classes, -1 where there is none.
 * @param {ArrayBuffer} buffer
 * @param {Pick<Files, "count" | "floats" | "classes">} files
 * @returns {Points}
 */
export function decode(buffer, files) {
  const { count, floats, classes } = files;
  const expected = count * (4 * floats.length + 2 * classes.length);
  if (buffer.byteLength !== expected) {
    throw new Error(`the points have ${buffer.byteLength} bytes instead of ${expected}`);
  }
  /** @type {Points["columns"]} */
  const columns = {};
  floats.forEach((name, k) => (columns[name] = new Float32Array(buffer, 4 * k * count, count)));
  const start = 4 * floats.length * count;
  classes.forEach((name, k) => (columns[name] = new Int16Array(buffer, start + 2 * k * count, count)));
  return { count, columns };
}

/**
 * Where a digit is on two axes.
 * @param {Points} points
 * @param {string[]} columns of the axes
 * @param {number} digit its index
 * @returns {import("./store.js").Point}
 */
export function placeIn(points, [across, up], digit) {
  return [points.columns[across][digit], points.columns[up][digit]];
}

/** The least and the greatest value of a column. @param {ArrayLike<number>} values @returns {[number, number]} */
export function extent(values) {
  let [low, high] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index++) {
    low = Math.min(low, values[index]);
    high = Math.max(high, values[index]);
  }
  return [low, high];
}

/** What stands before the number of a feature in the name of its column. */
export const UNIT = "unit-";

/** Where the files are. */
export function files() {
  return pageData("files");
}

/** Fetch the points, or wait for them if they are on their way. @returns {Promise<Points>} */
export function load() {
  return fetchOnce(files().points, (buffer) => decode(buffer, files()));
}

/**
 * Read one feature out of its file: a value a digit, then how well it separates the classes with each feature.
 * @param {ArrayBuffer} buffer
 * @param {number} count digits
 */
export function decodeUnit(buffer, count) {
  return { values: new Float32Array(buffer, 0, count), separation: new Float32Array(buffer, 4 * count) };
}

/** Fetch a feature; its values are then the column "unit-<k>". @param {number} unit */
export async function loadUnit(unit) {
  const { count, columns } = await load();
  const read = await fetchOnce(files().units.replace("UNIT", String(unit)), (buffer) => decodeUnit(buffer, count));
  columns[`${UNIT}${unit}`] = read.values;
  return read;
}

/**
 * Read the values of a column that comes alone.
 * @param {ArrayBuffer} buffer
 * @param {number} count of images
 */
export function decodeValues(buffer, count) {
  if (buffer.byteLength !== 8 * count)
    throw new Error(`the values have ${buffer.byteLength} bytes instead of ${8 * count}`);
  return new Float64Array(buffer);
}

/** @type {Object<string, (columns: Points["columns"]) => Column>} columns that follow from others, by name */
export const derived = {
  unknown: ({ label }) => new Float64Array(label.length).fill(NaN),
  misread: (columns) => columns.label.map((one, index) => (one < 0 ? -1 : Number(isMisread(columns, index)))),
};

/** @type {Map<string, () => Promise<Column>>} columns that others work out, by name */
const provided = new Map();

/**
 * Let a column be worked out by somebody else when it is first asked for.
 * @param {string} name
 * @param {() => Promise<Column>} find
 */
export function provide(name, find) {
  provided.set(name, find);
}

/** Fetch a column that does not come with the points, or work it out. @param {string} name */
async function bring(name) {
  const { count, columns } = await load();
  if (Object.hasOwn(columns, name)) return;
  if (name.startsWith(UNIT)) await loadUnit(Number(name.slice(UNIT.length)));
  else if (Object.hasOwn(derived, name)) columns[name] = derived[name](columns);
  else if (provided.has(name)) columns[name] = /** @type {Column} */ (await provided.get(name)?.());
  else columns[name] = await fetchOnce(pageData("values")[name], (buffer) => decodeValues(buffer, count));
}

/** The points with every column named. @param {string[]} names */
export async function having(names) {
  await Promise.all(names.map(bring));
  return load();
}
