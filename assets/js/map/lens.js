/* The lens: colours by distance in feature space to the image under the pointer, or else to the selected one. */

import { asLevels, distancesFrom, levelsOf, load } from "../core/features.js";
import * as points from "../core/points.js";
import { digitOf, isDrawn } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { get, set, subscribe } from "../core/store.js";

const COLUMN = "distance";

/** @typedef {import("../core/features.js").Features} Features */

/** Whether the map's colours are distances. */
const isOn = () => setting("map-colour") === COLUMN;

/** What distances are measured from, as levels; nothing is known of it at first. @param {Features} features */
function origin(features) {
  const [pointed, selection, landing] = [get("pointed"), get("selection"), get("landing")];
  if (pointed === null && isDrawn(selection) && landing) return asLevels(features, landing.features);
  const index = pointed ?? digitOf(selection);
  return index === null ? new Uint8Array(features.units) : levelsOf(features, index);
}

/** The distances of all images. */
async function distances() {
  const features = await load();
  return distancesFrom(features, origin(features));
}

/** Measure anew; what is newer by then counts. */
async function follow() {
  if (!isOn()) return;
  const [{ columns }, found] = await Promise.all([points.load(), distances()]);
  columns[COLUMN] = found;
  set("lens", get("lens") + 1);
}

/** Another colouring was chosen: by now something else may be selected. */
function onSettings() {
  if (isOn()) follow();
}

export function start() {
  points.provide(COLUMN, distances);
  for (const key of /** @type {const} */ (["selection", "pointed", "landing"])) subscribe(key, follow);
  subscribe("settings", onSettings);
}
