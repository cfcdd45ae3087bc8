/* What the pad says: a line under it for everybody, and words for screen readers alone. */

import { byId } from "../core/dom.js";

/** @param {string} words @param {boolean} wrong */
function write(words, wrong) {
  const message = byId("draw-message");
  message.classList.toggle("wrong", wrong);
  if (message.textContent !== words) message.textContent = words;
}

/** Tell what is wrong with a drawing or a picture, if anything is. @param {string} words */
export function say(words) {
  write(words, true);
}

/** Tell what is waited for. @param {string} words */
export function wait(words) {
  write(words, false);
}

/** Tell those who do not see the pad what has become of it. @param {string} words */
export function announce(words) {
  const status = byId("draw-status");
  status.textContent = status.textContent === words ? `${words}\u00a0` : words; // the same words are told again
}
