/* Whether two lists are the same: what was made of a list of things need not be made of the same ones again. */

/** @param {unknown[]} one @param {unknown[]} other */
export function isSame(one, other) {
  return one.length === other.length && one.every((part, k) => part === other[k]);
}
