/* Groups that are kept outlive the page: a reload, another data set and back; not another build of their data. */

import { forTheVisit, keep, kept } from "./keep.js";
import { bitsOf, membersIn } from "./members.js";
import { files } from "./points.js";
import { get, set, subscribe } from "./store.js";

/** @typedef {import("./store.js").Group} Group */

/** Groups as text. @param {Group[]} groups @param {number} count of all images */
export const groupsText = (groups, count) =>
  JSON.stringify(groups.map(({ name, members }) => [name, bitsOf(members, count)]));

/** The groups that `groupsText` has written. @param {string} text @param {number} count @returns {Group[]} */
export const groupsIn = (text, count) =>
  JSON.parse(text).map((/** @type {[string, string]} */ [name, bits]) => ({ name, members: membersIn(bits, count) }));

export function start() {
  const { points, count } = files();
  const key = `groups of ${points}`;
  const text = kept(key, forTheVisit);
  if (text) set("kept", groupsIn(text, count));
  subscribe("kept", () => keep(key, groupsText(get("kept"), count), forTheVisit));
}
