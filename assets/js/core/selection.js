/* The one selection: a digit of the data set or the drawing, what the server is told of it, and where it lies. */

import { UNIT } from "./points.js";
import { get, set } from "./store.js";

/**
 * @typedef {import("./store.js").Landing} Landing
 * @typedef {import("./store.js").Pinned} Pinned
 */

/** Select "sample:<index>" or "drawn:<n>"; nobody else writes the selection. @param {string} selection */
export function select(selection) {
  if (selection !== get("selection")) set("scales", {}); // another digit's units are as they are
  set("selection", selection);
}

/** Select a digit of the data set. @param {number} digit its index */
export function pick(digit) {
  select(`sample:${digit}`);
}

/** The digit that is selected, as the server wants it: of a drawing it needs to be told what it got. */
export function subject() {
  const [selection, drawn] = [get("selection"), get("drawn")];
  if (!isDrawn(selection)) return selection ? { selection } : null;
  return (
    drawn && { selection, drawing: { shows: drawn.shows, image: drawn.image, kind: drawn.kind, origin: drawn.origin } }
  );
}

/** Whether a selection is the drawing. @param {string | null | undefined} selection */
export function isDrawn(selection) {
  return Boolean(selection?.startsWith("drawn:"));
}

/**
 * Whether a view is of what is selected; a drawing is one from stroke to stroke.
 * @param {string} shows
 * @param {string | null} selection
 */
export function isCurrent(shows, selection) {
  return shows === selection || Boolean(isDrawn(shows) && isDrawn(selection));
}

/** The index in "sample:<index>"; null for anything else. @param {string | null | undefined} selection */
export function digitOf(selection) {
  return selection?.startsWith("sample:") ? Number(selection.slice("sample:".length)) : null;
}

/** The number in "drawn:<n>"; below all numbers for anything else. @param {string | null | undefined} selection */
export function numberOf(selection) {
  return selection?.startsWith("drawn:") ? Number(selection.slice("drawn:".length)) : -1;
}

/**
 * The digit whose point is marked: the selected one, or the one that a drawing started from, if any. As long as the
 * server does not answer, that is the one that is shown.
 */
export function markedDigit() {
  const selection = get("online") ? get("selection") : get("shown");
  return isDrawn(selection) ? (get("drawing")?.origin ?? null) : digitOf(selection);
}

/** The pinned digit as the URL has it; a drawing has no address. @param {Pinned | null} pinned */
export function addressOf(pinned) {
  return String(digitOf(pinned?.shows) ?? "");
}

/**
 * Where a landing is on two axes: coordinates of maps, or features such as "unit-7".
 * @param {Pick<Landing, "features" | "coordinates">} landing
 * @param {string[]} columns of the two axes
 */
export function positionOf(landing, columns) {
  const position = columns.map((column) =>
    column.startsWith(UNIT) ? landing.features[Number(column.slice(UNIT.length))] : landing.coordinates[column],
  );
  return /** @type {import("./store.js").Point} */ (position);
}
