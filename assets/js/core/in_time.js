/* Whether an answer still has something to say to an element. */

/** @typedef {{number: number, answered: number}} Asked the number of the last question, and of the last one answered */

/**
 * Whether an element shows what an answer says: nothing that is older than what it shows, and as long as its last
 * question has no answer also what comes before that, such as the way of a slider. An answer about a digit that is no
 * longer selected comes too late.
 * @param {Asked} status
 * @param {Pick<import("../types/views.js").Answer, "number" | "view">} answer
 * @param {string | null} selection
 */
export function isInTime(status, { number, view }, selection) {
  if (number <= status.answered || number > status.number) return false;
  return number === status.number || isAbout(view, selection);
}

/** Whether a view is about the selected digit, or about none. @param {any} view @param {string | null} selection */
function isAbout(view, selection) {
  return Boolean(view) && (view.shows === undefined || view.shows === selection);
}
