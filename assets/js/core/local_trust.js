/* What each map keeps of each image's neighbours, a byte each, fetched once and only when somebody wants to see it. */

import { fetchOnce } from "./fetch_once.js";
import { files } from "./points.js";

/**
 * @typedef {{kept: Uint8Array, torn: Uint8Array, strangers: Uint8Array}} LocalTrust an entry an image: how many of its
 * nearest in feature space are kept and torn away, and how many of its nearest on the map are strangers
 */

/**
 * Read the file of a map: three columns one after the other.
 * @param {ArrayBuffer} buffer
 * @param {number} count of images
 * @returns {LocalTrust}
 */
export function decode(buffer, count) {
  if (buffer.byteLength !== 3 * count) {
    throw new Error(`the counts of neighbours have ${buffer.byteLength} bytes instead of ${3 * count}`);
  }
  const [kept, torn, strangers] = [0, 1, 2].map((k) => new Uint8Array(buffer, k * count, count));
  return { kept, torn, strangers };
}

/** Fetch the counts of a map on its usual axes. @param {string} projection its name */
export function loadTrust(projection) {
  const { count, trust } = files();
  return fetchOnce(trust.address.replace("MAP", projection), (buffer) => decode(buffer, count));
}
