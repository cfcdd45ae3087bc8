/* Groups that are kept outlive the page: a reload, another data set and back; not another build of their data. The
 * selected one is there again after a reload, back and forward, also if it is too large for the link, unless the link
 * says another.
 */

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

/** Whether the browser shows a page anew that it has shown, and did not come by a link. */
function isAgain() {
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return how?.type !== "navigate";
}

export function start() {
  const { points, count } = files();
  const [key, selected] = [`groups of ${points}`, `group of ${points}`];
  const [text, large] = [kept(key, forTheVisit), kept(selected, forTheVisit)];
  if (text) set("kept", groupsIn(text, count));
  if (large && isAgain()) set("group", groupsIn(large, count)[0] ?? null);
  subscribe("kept", () => keep(key, groupsText(get("kept"), count), forTheVisit));
  subscribe("group", () => keep(selected, groupsText([get("group") ?? []].flat(), count), forTheVisit));
}
