/* What is said on the map where legend and filter leave nothing to see of what was asked for. */

import { byId } from "../core/dom.js";
import { hiddenOf } from "../core/hidden.js";
import { get, subscribe } from "../core/store.js";
import { emphasis, meant } from "./emphasis.js";

/** @typedef {import("./emphasis.js").Emphasis} Emphasis */

/**
 * Why nothing of a filter or a group is seen; empty if something is.
 * @param {number} count of images
 * @param {Pick<import("../core/store.js").Groups, "kind" | "members">} groups
 * @param {Emphasis} now
 */
export function unseenWords(count, groups, now) {
  const { passing, group, hidden } = now;
  if (!hiddenOf(hidden, groups.kind).length && !(passing && group)) return "";
  const listed = meant(count, groups, { ...now, passing: null });
  if (passing?.includes(1) && !passing.some((through, index) => through && listed[index]))
    return "The legend hides all that the filter lets through.";
  if (!group || group.members.some((index) => listed[index] && (passing?.[index] ?? 1))) return "";
  if (!group.members.some((index) => listed[index])) return "The legend hides all of the group.";
  if (passing && !group.members.some((index) => passing[index])) return "The filter keeps all of the group back.";
  return "Legend and filter together hide all of the group.";
}

function follow() {
  const map = get("map");
  if (map) byId("map-unseen").textContent = unseenWords(map.points.count, map.groups, emphasis());
}

export function start() {
  for (const key of /** @type {const} */ (["map", "hidden", "passing", "group"])) subscribe(key, follow);
}
