/* The menu of data sets. Its links open a page of their own, so what belongs to this data set stays with it: of the
 * view they take along only what means the same everywhere.
 */

import { values, write } from "../core/address.js";
import { around, find, findAll } from "../core/dom.js";
import { pageData } from "../core/page_data.js";

const CARRIED = ["projection", "colour", "tab"];

/**
 * Where a link leads.
 * @param {string} home the address of the page about the data set
 * @param {Object<string, string>} now what this page's URL says
 * @param {import("../core/address.js").Table} table
 * @param {string[]} tabs of the bench: other ones are parts of the stage, which not every data set has
 */
export function withView(home, now, table, tabs) {
  const [path, said] = home.split("?");
  const parameters = new URLSearchParams(said);
  for (const name of CARRIED)
    if (now[name] !== table[name].default && (name !== "tab" || tabs.includes(now[name])))
      parameters.set(name, now[name]);
  return parameters.size ? `${path}?${parameters}` : path;
}

/** The menus that are open. */
const opened = () => findAll(document, ".data-sets[open]", HTMLDetailsElement);

/** Close the menu, unless the event is one of its own. @param {Event} event */
function leave(event) {
  if (!around(event, ".data-sets")) opened().forEach((menu) => (menu.open = false));
}

/** @param {MouseEvent} event */
function onClick(event) {
  leave(event);
  const link = around(event, ".data-sets a", HTMLAnchorElement);
  if (!link) return;
  write();
  opened().forEach((menu) => (menu.open = false));
  if (link.getAttribute("aria-current"))
    event.preventDefault(); // one is there
  else link.href = withView(link.dataset.home ?? "", values(), pageData("address"), Object.keys(pageData("tabs")));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    find(menu, "summary").focus();
  }
}

export function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("focusin", leave);
  document.addEventListener("keydown", onKey);
}
