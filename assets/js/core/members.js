/* Sets of images: their numbers in ascending order, each once; as bits for the server, as a short text for a link. */

import { bytesOf } from "./base64.js";
import { checkSum, CHECK_SUM, readNumbers, written } from "./number_text.js";

/** @typedef {number[]} Members numbers of images in ascending order */

export const MOST_CHARACTERS = 1500; // of a link, beside whatever else it says
const BITS = 8;
const CHUNK = 0x2000; // bytes that become characters at once

/** Both together. @param {Members} one @param {Members} other @returns {Members} */
export function union(one, other) {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}

/** What is in one and not in the other. @param {Members} one @param {Members} other @returns {Members} */
export function difference(one, other) {
  const without = new Set(other);
  return one.filter((index) => !without.has(index));
}

/** What is in both. @param {Members} one @param {Members} other @returns {Members} */
export function intersection(one, other) {
  const also = new Set(other);
  return one.filter((index) => also.has(index));
}

/** The images for which something holds. @param {number} count @param {(index: number) => unknown} holds */
export function those(count, holds) {
  /** @type {Members} */
  const found = [];
  for (let index = 0; index < count; index++) if (holds(index)) found.push(index);
  return found;
}

/**
 * A bit for each image, the first of a byte the lowest, in base64: what the server reads.
 * @param {Members} members
 * @param {number} count of all images
 */
export function bitsOf(members, count) {
  const bytes = new Uint8Array(Math.ceil(count / BITS));
  for (const index of members) bytes[index >> 3] |= 1 << (index & 7);
  let text = "";
  for (let k = 0; k < bytes.length; k += CHUNK) text += String.fromCharCode(...bytes.subarray(k, k + CHUNK));
  return btoa(text);
}

/** The members that `bitsOf` has written. @param {string} bits @param {number} count of all images */
export function membersIn(bits, count) {
  const bytes = bytesOf(bits);
  return those(count, (index) => (bytes[index >> 3] >> (index & 7)) & 1);
}

/**
 * Members as text for a link: the build that they are of, and how far each is from the one before.
 * @param {Members} members
 * @param {string} build names the data set and its build
 * @returns {string | null} null if there are none, or too many
 */
export function membersText(members, build) {
  if (!members.length) return null;
  const body = checkSum(build) + members.map((index, k) => written(k ? index - members[k - 1] - 1 : index)).join("");
  return body.length + CHECK_SUM > MOST_CHARACTERS ? null : body + checkSum(body);
}

/**
 * Read the text.
 * @param {string} text anything at all
 * @param {string} build that is on the page
 * @param {number} count of all images
 * @returns {{members: Members, problem: string}} the problem in words that go on "The link's group ..."
 */
export function readMembers(text, build, count) {
  /** @param {string} problem */
  const refused = (problem) => ({ members: [], problem });
  if (text.length > MOST_CHARACTERS)
    return refused(`has ${text.length} characters, of which ${MOST_CHARACTERS} are read at most`);
  const [body, sum] = [text.slice(0, -CHECK_SUM), text.slice(-CHECK_SUM)];
  const steps = readNumbers(body.slice(CHECK_SUM));
  if (body.length <= CHECK_SUM || sum !== checkSum(body) || !steps) return refused("is damaged or cut off");
  if (body.slice(0, CHECK_SUM) !== checkSum(build)) return refused("is of other data, or of another build of them");
  let last = -1;
  const members = steps.map((step) => (last += step + 1));
  return last < count ? { members, problem: "" } : refused(`names No. ${last}; the last one is ${count - 1}`);
}
