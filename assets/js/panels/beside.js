/* What the map in view keeps of the selected image's nearest, short, below their pictures. */

import { findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { usualColumns } from "../core/map_choice.js";
import { get, subscribe } from "../core/store.js";
import { refill, term } from "../core/terms.js";

/**
 * @typedef {import("../types/views.js").Beside} Beside
 * @typedef {Pick<import("../types/views.js").DigitView, "beside">} Kept
 */

/** The words, in which terms explain themselves. @param {string} name of the map @param {Beside} counts */
export function words(name, { near, kept, torn, strangers }) {
  const beside = term("neighbours-kept", "beside it");
  const those = term("strangers", strangers === 1 ? "stranger" : "strangers");
  return `${escape(name)}: ${kept} of its ${near} nearest lie ${beside}, ${torn} ${term("torn-away", "torn away")};
    ${strangers} ${those} there`;
}

/** @type {{view: Kept, said: string}} what is shown, and the words */
const state = { view: { beside: {} }, said: "" };

/** The words on the map in view; none on axes for which nobody counted. */
function saying() {
  const map = get("map");
  const counts = map && state.view.beside[map.projection];
  return counts && map.columns.join() === usualColumns(map.projection).join() ? words(map.name, counts) : "";
}

function say() {
  const said = saying();
  const places = findAll(document, "#digit-body .beside").filter((place) => said !== state.said || !place.firstChild);
  for (const place of places) refill(place, said);
  state.said = said;
}

/** Say it of another image. @param {Kept} view */
export function showBeside(view) {
  state.view = view;
  say();
}

export function start() {
  subscribe("map", say);
}
