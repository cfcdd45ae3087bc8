/* The group of images that is selected, how it changes, and the way back; groups that are kept have their own names. */

import { className, dataset } from "./dataset.js";
import { difference, those, union } from "./members.js";
import { isSame } from "./same.js";
import { get, set } from "./store.js";

/**
 * @typedef {import("./store.js").Group} Group
 * @typedef {import("./members.js").Members} Members
 * @typedef {"new" | "add" | "take"} How others come into its place, come to it, are taken from it
 */

const MOST_STEPS = 100; // back

/** @type {{before: (Group | null)[]}} groups before the present one, the last one last */
const state = { before: [] };

/**
 * A group after a change.
 * @param {Group | null} group
 * @param {How} how
 * @param {Members} members
 * @param {string} name of these members
 * @returns {Group | null} null if nothing is left
 */
export function changed(group, how, members, name) {
  if (how === "new" || (!group && how === "add")) return members.length ? { name, members } : null;
  if (!group) return null;
  const left = how === "add" ? union(group.members, members) : difference(group.members, members);
  return left.length
    ? { name: isSame(left, group.members) ? group.name : changedName(group.name), members: left }
    : null;
}

/** The name of a group that was changed by hand. @param {string} name */
const changedName = (name) => (name.endsWith(", changed") ? name : `${name}, changed`);

/** Select another group; the present one is a step back. @param {Group | null} group */
export function choose(group) {
  const now = get("group");
  if (now === group || (now && group && now.name === group.name && isSame(now.members, group.members))) return;
  state.before = [...state.before, now].slice(-MOST_STEPS);
  set("group", group);
}

/** Change the group. @param {How} how @param {Members} members @param {string} name of these members */
export function change(how, members, name) {
  choose(changed(get("group"), how, members, name));
}

/** How many steps there are back. */
export const steps = () => state.before.length;

/** Go a step back, if there is one. */
export function undo() {
  if (!state.before.length) return;
  const before = state.before.pop() ?? null;
  set("group", before);
}

/**
 * A name that none of some groups has.
 * @param {string} name
 * @param {Group[]} groups
 */
export function freeName(name, groups) {
  const taken = new Set(groups.map((group) => group.name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
  return free;
}

/**
 * The class that most members of a group have, by label or else as they are read.
 * @param {Members} members
 * @param {ArrayLike<number>} classes by image
 */
export function mostFrequent(members, classes) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const index of members) counts.set(classes[index], (counts.get(classes[index]) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [-1, 0])[0];
}

/** What stands before the number of a class that a group is compared with. */
export const OF_CLASS = "class:";

/** The points, as far as they are there. */
export const pointsKnown = () => (get("map") ?? get("sketch"))?.points;

/**
 * What a group is compared with.
 * @param {Group | null} group
 * @param {string} against as in the store
 * @returns {Group | null} null for all others
 */
export function rivalOf(group, against) {
  const points = pointsKnown();
  const kept = get("kept").find(({ name }) => against === `kept:${name}`);
  const named = against.startsWith(OF_CLASS);
  if (kept || !group || !points || !(named || against === "class")) return kept ?? null;
  const classes = dataset().labelled ? points.columns.label : points.columns.predicted;
  const chosen = named ? Number(against.slice(OF_CLASS.length)) : mostFrequent(group.members, classes);
  const alike = those(points.count, (index) => classes[index] === chosen);
  const name = `${named ? "" : "others of "}class ${className(chosen)}`;
  return { name, members: difference(alike, group.members) };
}

/** Keep the group for the visit, under a name. @param {string} name */
export function keep(name) {
  const [group, kept] = [get("group"), get("kept")];
  if (!group) return;
  const named = { ...group, name: freeName(name.trim() || group.name, kept) };
  set("kept", [...kept, named]);
  set("group", named);
}

/** Keep a group no longer. @param {string} name */
export function forget(name) {
  set(
    "kept",
    get("kept").filter((group) => group.name !== name),
  );
}
