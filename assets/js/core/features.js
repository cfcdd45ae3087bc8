/* The features of every image, one byte each, fetched once and only when somebody wants to see them. */

import { fetchOnce } from "./fetch_once.js";
import { files } from "./points.js";

/**
 * @typedef {import("../types/views.js").FeatureFile} FeatureFile
 * @typedef {{levels: Uint8Array, count: number, units: number, zero: number, step: number}} Features
 * image by image: level 0 is the activation zero, each further level a step more
 */

/**
 * Read the file.
 * @param {ArrayBuffer} buffer
 * @param {number} count of digits
 * @param {Pick<FeatureFile, "units" | "zero" | "step">} file
 * @returns {Features}
 */
export function decode(buffer, count, { units, zero, step }) {
  if (buffer.byteLength !== count * units) {
    throw new Error(`the features have ${buffer.byteLength} bytes instead of ${count * units}`);
  }
  return { levels: new Uint8Array(buffer), count, units, zero, step };
}

/**
 * How far each image is from features in feature space, as exactly as the levels are.
 * @param {Features} features
 * @param {ArrayLike<number>} from levels, whole or not, one a unit
 */
export function distancesFrom({ levels, count, units, step }, from) {
  const found = new Float32Array(count);
  for (let index = 0, at = 0; index < count; index++) {
    let sum = 0;
    for (let unit = 0; unit < units; unit++, at++) sum += (levels[at] - from[unit]) ** 2;
    found[index] = step * Math.sqrt(sum);
  }
  return found;
}

/** The levels of an image. @param {Features} features @param {number} index */
export const levelsOf = ({ levels, units }, index) => levels.subarray(index * units, (index + 1) * units);

/** Activations as levels. @param {Features} features @param {number[]} activations one a unit */
export const asLevels = ({ zero, step }, activations) => activations.map((value) => (value - zero) / step);

/** Fetch the features, or wait for them if they are on their way. */
export function load() {
  const { count, features } = files();
  return fetchOnce(features.address, (buffer) => decode(buffer, count, features));
}
