/* Files that are fetched once; after a failure the next who needs one tries again. */

import { heedVersion, isOutdated } from "./version.js";

/** A file has not come, or not all of it; the message says why. */
export class MissingFileError extends Error {}

/** @type {Object<string, Promise<unknown>>} by address */
const files = {};

/**
 * The content of a file, fetched once and read once.
 * @template T
 * @param {string} address
 * @param {(buffer: ArrayBuffer) => T} read
 * @returns {Promise<T>}
 * @throws {MissingFileError} whoever needs it may ask again
 */
export function fetchOnce(address, read) {
  files[address] ??= request(address, read).catch((error) => {
    delete files[address];
    throw new MissingFileError(error.message, { cause: error });
  });
  return /** @type {Promise<T>} */ (files[address]); // who asks for one says how it is read
}

/**
 * @template T
 * @param {string} address
 * @param {(buffer: ArrayBuffer) => T} read
 */
async function request(address, read) {
  const answer = await fetch(address);
  if (isOutdated(answer)) heedVersion(true); // that one is there says nothing: it may be kept from before
  if (!answer.ok) throw new Error(`${address} was refused with ${answer.status}`);
  return read(await answer.arrayBuffer());
}
