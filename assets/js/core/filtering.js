/* The filter at work: which images it lets through, and what can be asked of them. */

import { nextTry } from "./connection.js";
import { MissingFileError } from "./fetch_once.js";
import { passing } from "./filter.js";
import { dataset } from "./dataset.js";
import { isOwn } from "./hidden.js";
import { IN_VIEW, ofMap, viewOf } from "./map_choice.js";
import { pageData } from "./page_data.js";
import { having, UNIT } from "./points.js";
import { setting } from "./settings.js";
import { get, set, subscribe } from "./store.js";

const DOUBTS = ["second", "alike"]; // columns that cast doubt on a reading or on a label

/**
 * @typedef {import("./points.js").Points} Points
 * @typedef {{title: string, words: string, values: string[] | null, written: string, needs: string[],
 *   of: (points: Points) => ArrayLike<number>}} Askable
 * what is known of each image: its name, also within a sentence, the names of its values if they are few, how others
 * are written, the columns that it is made of
 */

/** @param {string} title */
const capital = (title) => title[0].toUpperCase() + title.slice(1);

/**
 * What is in a column of the points.
 * @param {string} name of the column
 * @param {string} title
 * @param {Partial<Askable>} more
 * @returns {Askable}
 */
const inColumn = (name, title, more = {}) => ({
  title,
  words: title[0].toLowerCase() + title.slice(1),
  values: null,
  written: "number",
  needs: [name],
  of: ({ columns }) => columns[name],
  ...more,
});

/** What a filter can ask for whatever is in view, by its name in the URL. @returns {Object<string, Askable>} */
export function known() {
  const { classes, labelled } = dataset();
  const ofLabels = {
    label: inColumn("label", "Label", { values: classes }),
    correct: inColumn("misread", "Read", { values: ["wrongly", "right"], of: rightness }),
  };
  return {
    ...(labelled ? ofLabels : {}),
    predicted: inColumn("predicted", "Read as", { values: classes }),
    confidence: inColumn("confidence", "Confidence"),
    ...Object.fromEntries(fetched()),
  };
}

/** By image, 1 is read right, 0 is not, -1 nobody knows. @param {Points} points */
const rightness = ({ columns: { misread } }) => Int16Array.from(misread, (wrong) => (wrong < 0 ? wrong : 1 - wrong));

/** What is fetched when it is first asked for. @returns {[string, Askable][]} */
function fetched() {
  const colourings = pageData("map").colourings.filter(({ name }) => isOwn(name) || DOUBTS.includes(name));
  return colourings.map(({ name, title, kind, groups, written }) => [
    name,
    isOwn(name)
      ? inColumn(name, title, { words: title, values: kind === "categorical" ? groups : null, written })
      : inColumn(name, capital(title), { values: kind === "categorical" ? dataset().classes : null }),
  ]);
}

/** The activation of a unit, if it is one. @param {string} name */
function ofUnit(name) {
  const unit = name.startsWith(UNIT) ? name.slice(UNIT.length) : "";
  const isOne = /^(0|[1-9]\d{0,5})$/.test(unit) && Number(unit) < dataset().units;
  return isOne ? inColumn(name, `Unit ${unit}'s activation`) : null;
}

/** What a map does to each image's nearest, if it is that: of one map, whichever is in view. @param {string} name */
function ofAnyMap(name) {
  for (const { column, title } of pageData("map").colourings.filter(({ column }) => column.includes(IN_VIEW)))
    for (const map of pageData("maps"))
      if (name === column.replace(IN_VIEW, map.name)) return inColumn(name, `${capital(title)} on ${map.title}`);
  return null;
}

/** What a filter can ask for, by its name in the URL; null if there is no such thing. @param {string} name */
export function askable(name) {
  const all = known();
  return Object.hasOwn(all, name) ? all[name] : (ofUnit(name) ?? ofAnyMap(name));
}

/**
 * What is offered to be asked for: what is known whatever is in view, what the map in view does to neighbours, what its
 * colours show, and what is asked for already.
 * @returns {Object<string, Askable>}
 */
export function offered() {
  const view = viewOf(setting);
  const ofMaps = pageData("map").colourings.filter(({ column }) => column.includes(IN_VIEW));
  const names = [...ofMaps.map(({ column }) => ofMap(column, view)), view.values];
  const found = { ...known() };
  for (const name of [...names, ...get("filter").map(({ column }) => column)]) {
    const one = askable(name);
    if (one) found[name] = one;
  }
  return found;
}

/**
 * How many values a column has, Infinity if it is no category; null if there is no such column.
 * @param {string} name
 */
export function valuesIn(name) {
  const one = askable(name);
  return one && (one.values?.length ?? Infinity);
}

/** The columns of the points that a filter is about. @param {import("./filter.js").Filter} filter */
const needed = (filter) => filter.flatMap(({ column }) => askable(column)?.needs ?? []);

/** Find out which images the filter lets through; the newest filter counts. */
async function apply() {
  const filter = get("filter");
  if (!filter.length) return set("passing", null);
  const points = await having(needed(filter)).catch((error) => {
    if (!(error instanceof MissingFileError)) throw error;
    return null;
  });
  if (filter !== get("filter")) return;
  if (points)
    return set(
      "passing",
      passing(filter, points.count, (column) => askable(column)?.of(points) ?? []),
    );
  await nextTry();
  if (filter === get("filter")) await apply();
}

export function start() {
  subscribe("filter", apply);
}
