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

/** Fetch the features, or wait for them if they are on their way. */
export function load() {
  const { count, features } = files();
  return fetchOnce(features.address, (buffer) => decode(buffer, count, features));
}
