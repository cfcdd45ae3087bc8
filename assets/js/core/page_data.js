/* What the server tells once, with the page: the files there are, the choices there are, and what the map needs. */

const read = {};

/** @param {"files" | "view" | "map"} name @returns {any} */
export function pageData(name) {
  return (read[name] ??= JSON.parse(document.querySelector(".skeleton").dataset[name]));
}
