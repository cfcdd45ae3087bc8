/* What the pad says: a line under it for everybody, and words for screen readers alone. */

import { byId } from "../core/dom.js";

/** Tell what is wrong with a drawing or a picture, if anything is. @param {string} words */
export function say(words) {
  const message = byId("draw-message");
  if (message.textContent !== words) message.textContent = words;
}

/** Tell those who do not see the pad what has become of it. @param {string} words */
export function announce(words) {
  const status = byId("draw-status");
  status.textContent = status.textContent === words ? `${words}\u00a0` : words; // the same words are told again
}
