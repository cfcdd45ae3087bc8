/* How far to trust the map in view, in words. */

import { dataset } from "../core/dataset.js";
import { escape } from "../core/format.js";
import { mapOf } from "../core/map_choice.js";
import { term } from "../core/terms.js";

/** What of these words the glossary explains. @type {Object<string, string>} */
const TERMS = {
  "trustworthiness": term("trustworthiness", "trustworthiness"),
  "continuity": term("continuity", "continuity"),
  "are among its": term("neighbours-kept", "are among its"),
  "name the right class": term("knn-accuracy", "name the right class"),
};

/** The words as HTML, in which terms explain themselves. @param {string} text */
export function withTerms(text) {
  return escape(text).replace(new RegExp(Object.keys(TERMS).join("|"), "g"), (found) => TERMS[found]);
}

/**
 * How far to trust the map that some axes span.
 * @param {import("./figure.js").Axes} axes
 * @param {Pick<import("../types/views.js").MapFacts, "quality" | "bestAxes" | "separation">} facts
 * @param {(unit: number) => Promise<{separation: ArrayLike<number>}>} loadUnit
 */
export async function trust({ projection, x, y, unitX, unitY }, { quality, bestAxes, separation }, loadUnit) {
  const { raw, menus, usual } = mapOf(projection);
  if (menus.length && !raw && [x, y].sort().join() !== usual.join())
    return `Of the first two components, not of those in view: ${quality[projection]}`;
  if (!raw || !dataset().labelled || (unitX === bestAxes[0] && unitY === bestAxes[1])) return quality[projection];
  const { separation: withUnit } = await loadUnit(unitX);
  const [these, best] = [withUnit[unitY], separation].map((share) => `${(100 * share).toFixed(0)} %`);
  const right = `should be right for some ${these} of their ${dataset().items}, averaged over all pairs of classes`;
  const line = `by Fisher's discriminant a line between two classes ${right}`;
  const pair = `with the best pair, units ${bestAxes.join(" and ")}, for ${best}`;
  return `Units ${unitX} and ${unitY} as axes: ${line}; ${pair}.`;
}
