/* The filter at work: which images it lets through, and what can be asked of them. */

import { passing } from "./filter.js";
import { dataset } from "./dataset.js";
import { isOwn } from "./hidden.js";
import { pageData } from "./page_data.js";
import { having } from "./points.js";
import { get, set, subscribe } from "./store.js";

const DOUBTS = ["second", "alike"]; // columns that cast doubt on a reading or on a label

/**
 * @typedef {import("./points.js").Points} Points
 * @typedef {{title: string, values: string[] | null, needs: string[],
 *   of: (points: Points) => ArrayLike<number>}} Askable
 * what is known of each image: its name, the names of its values if they are few, the columns that it is made of
 */

/** What a filter can ask for, by its name in the URL. @returns {Object<string, Askable>} */
export function known() {
  const { classes, labelled } = dataset();
  /** @param {string} name @param {string} title @param {string[] | null} values @returns {Askable} */
  const column = (name, title, values) => ({ title, values, needs: [], of: ({ columns }) => columns[name] });
  const ofLabels = {
    label: column("label", "Label", classes),
    correct: { title: "Read", values: ["wrongly", "right"], needs: ["misread"], of: rightness },
  };
  return {
    ...(labelled ? ofLabels : {}),
    predicted: column("predicted", "Read as", classes),
    confidence: column("confidence", "Confidence", null),
    ...Object.fromEntries(fetched()),
  };
}

/** By image, 1 is read right, 0 is not, -1 nobody knows. @param {Points} points */
const rightness = ({ columns: { misread } }) => Int16Array.from(misread, (wrong) => (wrong < 0 ? wrong : 1 - wrong));

/** What is fetched when it is first asked for; of dates nobody would know the ends as numbers. */
function fetched() {
  const { colourings } = pageData("map");
  const some = colourings.filter(({ name, written }) => DOUBTS.includes(name) || (isOwn(name) && written === "number"));
  return some.map(({ name, title, kind, groups }) => [
    name,
    {
      title: isOwn(name) ? title : `${title[0].toUpperCase()}${title.slice(1)}`,
      values: kind === "categorical" ? (isOwn(name) ? groups : dataset().classes) : null,
      needs: [name],
      of: (/** @type {Points} */ { columns }) => columns[name],
    },
  ]);
}

/**
 * How many values a column has, Infinity if it is no category; null if there is no such column.
 * @param {string} name
 */
export function valuesIn(name) {
  const all = known();
  return Object.hasOwn(all, name) ? (all[name].values?.length ?? Infinity) : null;
}

/** Find out which images the filter lets through; the newest filter counts. */
async function apply() {
  const [filter, all] = [get("filter"), known()];
  if (!filter.length) return set("passing", null);
  const points = await having(filter.flatMap(({ column }) => all[column].needs));
  if (filter === get("filter"))
    set(
      "passing",
      passing(filter, points.count, (column) => all[column].of(points)),
    );
}

export function start() {
  subscribe("filter", apply);
}
