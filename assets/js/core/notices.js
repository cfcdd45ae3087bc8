/* The notice above the page: why a question got no answer. */

import { setProps } from "./dash.js";
import { subscribe } from "./store.js";
import { byId } from "./dom.js";

/** Addresses whose last question got no answer. @type {Set<string>} */
const failed = new Set();

/** Whether something of what is selected could not be shown; it can then be selected again. */
export function hasFailed() {
  return failed.size > 0;
}

/**
 * Tell the visitor why a question got no answer, or that it got one.
 * @param {string} address of the question
 * @param {string} [message]
 */
export function tell(address, message = "") {
  const had = failed.delete(address);
  if (message) failed.add(address);
  if (message || (had && !failed.size)) write(message);
}

/** @param {string} words */
function write(words) {
  setProps("error-notice", { children: words });
}

/** What went wrong concerned what was shown before. */
function clear() {
  if (failed.size || byId("error-notice").textContent) write("");
  failed.clear();
}

export function start() {
  subscribe("selection", clear);
}
