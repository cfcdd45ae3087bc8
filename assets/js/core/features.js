/* The 128 features of every digit, one byte each, fetched once and only when somebody wants to see them. */

import { fetchOnce } from "./fetch_once.js";
import { files } from "./points.js";

/**
 * @typedef {import("../types/views.js").FeatureFile} FeatureFile
 * @typedef {{levels: Uint8Array, count: number, units: number, step: number}} Features digit by digit
 */

/**
 * Read the file.
 * @param {ArrayBuffer} buffer
 * @param {number} count of digits
 * @param {Pick<FeatureFile, "units" | "step">} file
 * @returns {Features}
 */
export function decode(buffer, count, { units, step }) {
  if (buffer.byteLength !== count * units) {
    throw new Error(`the features have ${buffer.byteLength} bytes instead of ${count * units}`);
  }
  return { levels: new Uint8Array(buffer), count, units, step };
}

/** Fetch the features, or wait for them if they are on their way. */
export function load() {
  const { count, features } = files();
  return fetchOnce(features.address, (buffer) => decode(buffer, count, features));
}
