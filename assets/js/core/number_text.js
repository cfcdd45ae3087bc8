/* Whole numbers as a short text that an address can carry: each in groups of five bits, the lowest first. A character
 * is a group, and whether another follows. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MORE = 32; // flag of a group that another follows
const LONGEST_NUMBER = 4; // groups

export const CHECK_SUM = 2; // characters

/** A whole number from 0 to 2^20 - 1 as text. @param {number} value */
export function written(value) {
  let text = "";
  for (; value >= MORE; value = Math.floor(value / MORE)) text += ALPHABET[MORE + (value % MORE)];
  return text + ALPHABET[value];
}

/** The numbers that a text is made of; null if it is no such text. @param {string} text */
export function readNumbers(text) {
  const numbers = [];
  let [value, groups] = [0, 0];
  for (const character of text) {
    const code = ALPHABET.indexOf(character);
    if (code < 0 || groups === LONGEST_NUMBER) return null;
    value += (code % MORE) * MORE ** groups;
    groups += 1;
    if (code >= MORE) continue;
    numbers.push(value);
    [value, groups] = [0, 0];
  }
  return groups ? null : numbers;
}

/** Characters that hardly any damage leaves right. @param {string} text */
export function checkSum(text) {
  let sum = 0x811c9dc5;
  for (const character of text) sum = Math.imul(sum ^ character.charCodeAt(0), 0x01000193); // FNV-1a
  const low = (sum ^ (sum >>> 12)) & 0xfff;
  return ALPHABET[low >> 6] + ALPHABET[low & 63];
}
