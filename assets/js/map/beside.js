/* What the map in view keeps of the selected image's nearest, short, below their pictures. */

import { findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { loadTrust } from "../core/local_trust.js";
import { usualColumns } from "../core/map_choice.js";
import { files } from "../core/points.js";
import { digitOf } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { refill, term } from "../core/terms.js";

const AFTER_MS = 200; // the first map, what it keeps is fetched

/**
 * The words, in which terms explain themselves.
 * @param {string} name of the map
 * @param {import("../core/local_trust.js").LocalTrust} counts
 * @param {number} digit
 * @param {number} near how many are nearest
 */
export function words(name, { kept, torn, strangers }, digit, near) {
  const beside = term("neighbours-kept", "beside it");
  const stranger = term("strangers", strangers[digit] === 1 ? "stranger" : "strangers");
  return `${escape(name)}: ${kept[digit]} of its ${near} nearest lie ${beside}, ${torn[digit]}
    ${term("torn-away", "torn away")}; ${strangers[digit]} ${stranger} there`;
}

/** Say it of the digit that is shown; nothing of a drawing, and of axes for which nobody counted. */
async function say() {
  const [map, digit] = [get("map"), digitOf(get("shown"))];
  const counted = map && digit !== null && map.columns.join() === usualColumns(map.projection).join();
  const counts = counted ? await loadTrust(map.projection) : null;
  if (map !== get("map") || digit !== digitOf(get("shown"))) return; // another one will say it
  for (const place of findAll(document, "#digit-body .beside"))
    refill(place, counts && map && digit !== null ? words(map.name, counts, digit, files().trust.near) : "");
}

const state = { follows: false };

/** Begin once the map is there and nothing else is wanted. */
function follow() {
  if (state.follows) return;
  state.follows = true;
  setTimeout(() => {
    say();
    for (const key of /** @type {const} */ (["map", "shown"])) subscribe(key, say);
  }, AFTER_MS);
}

export function start() {
  subscribe("map", follow);
}
