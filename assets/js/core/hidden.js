/* Which groups of digits the legend hides, by kind of group, and the same as a short text for the URL. */

/**
 * @typedef {string} Kind what tells groups apart: the class of an image (or what it is read as), how sure the network
 * is, whether it is right, a column of somebody's table ("own-3")
 * @typedef {Object<Kind, number[]>} Hidden numbers of groups in ascending order; a kind without is left out
 */

/** What stands before a group's number in the text: classes are what is hidden most. @type {Record<Kind, string>} */
const SIGNS = { class: "", confidence: "c", reading: "r" };
const OWN = /^own-(?=\d)/;

/** What stands in the text before the groups of a kind. @param {Kind} kind */
const signOf = (kind) => SIGNS[kind] ?? kind.replace(OWN, "o") + "-";

/** Whether a kind of groups is a column of somebody's table. @param {Kind} kind */
export const isOwn = (kind) => OWN.test(kind);

/** Kinds in the order of the text: those that every page has, then those of somebody's table. @param {Kind[]} kinds */
function inOrder(kinds) {
  const usual = Object.keys(SIGNS);
  return [...usual.filter((kind) => kinds.includes(kind)), ...kinds.filter((kind) => !usual.includes(kind)).sort()];
}

/** The groups of a kind that are hidden. @param {Hidden} hidden @param {Kind} kind */
export function hiddenOf(hidden, kind) {
  return hidden[kind] ?? [];
}

/**
 * The same with other groups of a kind hidden.
 * @param {Hidden} hidden
 * @param {Kind} kind
 * @param {number[]} groups
 * @returns {Hidden}
 */
function withHidden(hidden, kind, groups) {
  const { [kind]: _before, ...others } = hidden;
  return groups.length ? { ...others, [kind]: [...groups].sort((one, other) => one - other) } : others;
}

/** Hide a group or show it again. @param {Hidden} hidden @param {Kind} kind @param {number} group */
export function toggled(hidden, kind, group) {
  const now = hiddenOf(hidden, kind);
  return withHidden(hidden, kind, now.includes(group) ? now.filter((one) => one !== group) : [...now, group]);
}

/**
 * Show a group alone, or all if it is alone already.
 * @param {Hidden} hidden
 * @param {Kind} kind
 * @param {number} group
 * @param {number} count of the groups of this kind
 */
export function alone(hidden, kind, group, count) {
  const others = Array.from({ length: count }, (_, k) => k).filter((k) => k !== group);
  const now = hiddenOf(hidden, kind);
  const isAlone = now.length === others.length && !now.includes(group);
  return withHidden(hidden, kind, isAlone ? [] : others);
}

/** Show all groups of a kind. @param {Hidden} hidden @param {Kind} kind */
export function allShown(hidden, kind) {
  return withHidden(hidden, kind, []);
}

/**
 * As text: "3,7" are two classes, "3,c4,r0,o2-1" also a step of confidence, the right ones, and a value of a column.
 * @param {Hidden} hidden
 */
export function hiddenText(hidden) {
  const kinds = inOrder(Object.keys(hidden));
  return kinds.flatMap((kind) => hidden[kind].map((group) => signOf(kind) + group)).join();
}

/**
 * Read the text.
 * @param {string} text
 * @param {Record<Kind, number>} counts how many groups there are of each kind
 * @returns {Hidden | null} null if the text is no such text, or names a group that does not exist, or one twice
 */
export function readHidden(text, counts) {
  /** @type {Hidden} */
  let hidden = {};
  for (const part of text === "" ? [] : text.split(",")) {
    const [, sign, digits] = /^([a-z]?|o\d+-)(0|[1-9]\d{0,3})$/.exec(part) ?? [];
    const kind = Object.keys(counts).find((one) => signOf(one) === sign);
    const group = Number(digits);
    if (!kind || group >= counts[kind] || hiddenOf(hidden, kind).includes(group)) return null;
    hidden = toggled(hidden, kind, group);
  }
  return hidden;
}
