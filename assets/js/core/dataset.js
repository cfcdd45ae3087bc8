/* What images there are: what one is called, the names and colours of the classes, the size of a picture. */

import { pageData } from "./page_data.js";

/** What the server tells of the data set. */
export const dataset = () => pageData("dataset");

/** The name of a class; a dash for an image without one. @param {number} index */
export function className(index) {
  return dataset().classes[index] ?? "–";
}

/** "labelled 4, " where an image has a label, and nothing where not. @param {number} label below 0 for none */
export function labelled(label) {
  return label < 0 ? "" : `labelled ${className(label)}, `;
}

/** A noun with its article. @param {string} noun */
export function one(noun) {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** A name that is no longer than there is room for. @param {string} name @param {number} most characters */
export function shortened(name, most) {
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}
