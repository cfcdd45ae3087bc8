/* What the server tells once, with the page: the files there are, the choices there are, and what the map needs. */

import { find } from "./dom.js";

/** @typedef {import("../types/views.js").PageData} PageData */

/** @type {Partial<PageData>} */
const read = {};

/** Know something that no page says, as on a page that is none. @param {Partial<PageData>} told */
export function know(told) {
  Object.assign(read, told);
}

/**
 * @template {keyof PageData} K
 * @param {K} name
 * @returns {PageData[K]}
 */
export function pageData(name) {
  return (read[name] ??= JSON.parse(find(document, ".skeleton").getAttribute(`data-${name}`) ?? ""));
}

/** The address of a path of the page's own data set; several share a site. @param {string} path from its "/" on */
export const ownAddress = (path) => pageData("site").prefix + path.slice(1);

/** The address of a path that belongs to all data sets. @param {string} path from its "/" on */
export const siteAddress = (path) => pageData("site").root + path.slice(1);
