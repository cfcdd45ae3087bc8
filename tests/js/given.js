/* What tests hand to the scripts, and how they read what comes back. */

/**
 * A stand-in that has only what a function needs of a larger thing, such as an element.
 * @template T
 * @param {object} part
 * @returns {T}
 */
export const standIn = (part) => /** @type {any} */ (part); // no type knows how much of it the function needs

/**
 * What must be there.
 * @template T
 * @param {T} value
 * @returns {NonNullable<T>}
 */
export function present(value) {
  if (value === null || value === undefined) throw new TypeError("there is nothing");
  return value;
}

/** How often a part stands in a text. @param {string} text @param {string} part */
export const count = (text, part) => text.split(part).length - 1;

/**
 * Let the page tell its scripts something, as the server does.
 * @param {Partial<import("../../assets/js/types/views.js").PageData>} told
 */
export function onPage(told) {
  class Told {
    /** @param {string} name */
    getAttribute(name) {
      return JSON.stringify(/** @type {Object<string, unknown>} */ (told)[name.replace(/^data-/, "")]);
    }
  }
  Object.assign(globalThis, { HTMLElement: Told, document: { querySelector: () => new Told() } });
}
