/* What the pad says: a line under it for everybody, and words for screen readers alone. */

import { byId } from "../core/dom.js";

/** @param {string} text @param {boolean} wrong */
function write(text, wrong) {
  const message = byId("draw-message");
  message.classList.toggle("wrong", wrong);
  if (message.textContent !== text) message.textContent = text;
}

/** Tell what is wrong with a drawing or a picture, if anything is. @param {string} text */
export function say(text) {
  write(text, true);
}

/** Tell what is waited for. @param {string} text */
export function wait(text) {
  write(text, false);
}

/** Tell those who do not see the pad what has become of it. @param {string} text */
export function announce(text) {
  const status = byId("draw-status");
  status.textContent = status.textContent === text ? `${text}\u00a0` : text; // the same words are told again
}
