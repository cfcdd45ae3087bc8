/* The menu of what stands beside the large map: the other maps, and any two of them. */

import { offers } from "../core/beside.js";
import { around, byId } from "../core/dom.js";
import { mapOf } from "../core/map_choice.js";
import { pageData } from "../core/page_data.js";
import { setting } from "../core/settings.js";
import { get, set, subscribe } from "../core/store.js";

/**
 * What the menu offers: a text for the URL, and words.
 * @param {string[]} maps names of all
 * @param {string} large name of the large one
 */
export function choices(maps, large) {
  return offers(maps, large).map((names) => ({
    value: names.join(),
    words: names.map((name) => mapOf(name).title).join(" and ") || "no other map",
  }));
}

/** Let the menu offer what can be chosen now, and say what is. */
function follow() {
  if (!get("map")) return;
  const [menu, large] = [byId("map-beside", HTMLSelectElement), setting("map-projection")];
  const maps = pageData("maps").map(({ name }) => name);
  if (menu.dataset.large !== large)
    menu.replaceChildren(...choices(maps, large).map(({ value, words }) => new Option(words, value)));
  menu.dataset.large = large;
  menu.value = maps.filter((name) => get("beside").includes(name)).join();
}

/** @param {Event} event */
function onChange(event) {
  const menu = around(event, "#map-beside", HTMLSelectElement);
  if (menu) set("beside", menu.value ? menu.value.split(",") : []);
}

export function start() {
  for (const key of /** @type {const} */ (["map", "beside", "settings"])) subscribe(key, follow);
  document.addEventListener("change", onChange);
}
