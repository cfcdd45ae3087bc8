/* The maps beside the large one: which ones, and the same as a short text for the URL. No map is there twice. */

import { setting } from "./settings.js";
import { get, set, subscribe } from "./store.js";

const MOST = 2; // maps beside the large one

/** @param {string[]} beside */
export const besideText = (beside) => beside.join();

/**
 * Read the text.
 * @param {string} text
 * @param {string[]} maps names of all
 * @param {string} large name of the large one
 * @returns {string[] | undefined} undefined if the text is malformed
 */
export function readBeside(text, maps, large) {
  const names = text ? text.split(",") : [];
  const apart = new Set([large, ...names]).size === names.length + 1;
  return apart && names.length <= MOST && names.every((name) => maps.includes(name)) ? names : undefined;
}

/**
 * What can stand beside the large map: nothing, each other map, any two of them.
 * @param {string[]} maps names of all
 * @param {string} large name of the large one
 */
export function offers(maps, large) {
  const others = maps.filter((name) => name !== large);
  const pairs = others.flatMap((one, k) => others.slice(k + 1).map((other) => [one, other]));
  return [[], ...others.map((name) => [name]), ...pairs];
}

/**
 * What stands beside a map that was beside and is large now: in its place the one that was large.
 * @param {string[]} beside
 * @param {string} before name of the map that was large
 * @param {string} now name of the one that is
 */
export function exchanged(beside, before, now) {
  return beside.map((name) => (name === now ? before : name));
}

/** The name of the map that is large. */
let large = "";

/** Another map may be large. */
function follow() {
  const [before, now] = [large, setting("map-projection")];
  large = now;
  if (before !== now && get("beside").includes(now)) set("beside", exchanged(get("beside"), before, now));
}

export function start() {
  follow();
  subscribe("settings", follow);
}
